package dev.emporium.installation;

import static dev.emporium.installation.AccountsFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestClient.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class AccountsTest {
  private static final String COMPANIES = "/api/account/v2/companies";
  private static final String USERS = "/api/account/v2/users";
  private static AccountsFixture accounts;
  private static final ContractReplay CONTRACT =
      ContractReplay.of("contract/installation/appdirect.yaml");
  private UUID market;
  private TestClient manager;

  @BeforeAll
  static void start(Emporium emporium) {
    accounts = new AccountsFixture(emporium);
  }

  @BeforeEach
  void marketplace() {
    market = accounts.marketplace();
    manager = accounts.manager(market);
  }

  @Test
  void theDocumentsCompanyIsCreatedWithItsFirstUser() {
    JsonObject example = CONTRACT.requestObject("createCompany");
    JsonObject made =
        ok(201, CONTRACT.check("createCompany", manager.post(COMPANIES, example.copy())));
    assertThat(made.getString("name")).isEqualTo("Company Example");
    assertThat(made.getJsonObject("address").getString("zip")).isEqualTo("12345");
    assertThat(made.getBoolean("allowLogin")).isTrue();
    assertThat(made.getJsonArray("customAttributes").getJsonObject(1).getJsonArray("valueKeys"))
        .isEqualTo(JsonArray.of("ipsum", "fake"));
    String id = made.getString("uuid");
    for (String address : List.of(id, "id:" + id, "externalId:P02TSQ3YPZoykqx1a10")) {
      JsonObject read =
          ok(200, CONTRACT.check("readCompany", manager.get(COMPANIES + "/" + address)));
      assertThat(read).isEqualTo(made);
    }
    JsonObject users =
        ok(
            200,
            CONTRACT.check(
                "listUsers", manager.get(USERS + "?companyMembershipRole=ROLE_SYS_ADMIN")));
    assertThat(users.getJsonObject("page").getInteger("totalElements")).isEqualTo(1);
    JsonObject first = users.getJsonArray("content").getJsonObject(0);
    assertThat(first.getString("email")).isEqualTo("john.smith@company12345.com");
    String user = first.getString("uuid");
    JsonObject membership =
        ok(
            200,
            CONTRACT.check(
                "readMembership", manager.get(COMPANIES + "/" + id + "/memberships/" + user)));
    assertThat(membership.getJsonArray("roles")).isEqualTo(JsonArray.of("ROLE_SYS_ADMIN"));
    assertThat(membership.getJsonObject("company").getString("uuid")).isEqualTo(id);
    var event = accounts.emporium.awaitEvent("installation", e -> e.aggregateId().equals(id));
    assertThat(event.type()).isEqualTo("company.created");
    assertThat(event.sequence()).isEqualTo(1);
    assertThat(event.data().getString("externalId")).isEqualTo("P02TSQ3YPZoykqx1a10");
    assertThat(event.data().getString("highlevelId")).matches("[A-Za-z0-9]{20}");
    var joined =
        accounts.emporium.awaitEvent(
            "installation",
            e ->
                e.type().equals("membership.created") && user.equals(e.data().getString("userId")));
    assertThat(joined.data().getJsonArray("roles")).isEqualTo(JsonArray.of("ROLE_SYS_ADMIN"));
  }

  @Test
  void duplicatesAreConflictsAndLeaveNothingBehind() {
    accounts.company(market, company("One").put("externalId", "X1"));
    Response again = manager.post(COMPANIES, company("Two").put("externalId", "X1"));
    ok(409, CONTRACT.check("createCompany", again));
    assertThat(again.json().getString("code")).isEqualTo("COMPANY_EXTERNAL_ID_ALREADY_EXISTS");
    JsonObject user = new JsonObject().put("email", "a@one.test").put("firstName", "A");
    accounts.company(market, company("Three").put("firstUser", user));
    Response taken =
        manager.post(
            COMPANIES, company("Four").put("firstUser", user.copy().put("email", "A@ONE.test")));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.json().getString("code")).isEqualTo("USER_EMAIL_ALREADY_EXISTS");
    assertThat(names("?sortOrder=ASC")).containsExactly("One", "Three");
    // another marketplace may use the same ids
    accounts.company(accounts.marketplace(), company("One").put("externalId", "X1"));
  }

  @Test
  void badFieldsAreNamed() {
    assertThat(refused(company("x").put("countryCode", "XX"))).contains("countryCode");
    assertThat(refused(company("x").put("dailyPurchaseLimitOverrideAmt", -1)))
        .contains("dailyPurchaseLimitOverrideAmt");
    assertThat(refused(company("x").put("thirtyDaysPurchaseLimitOverrideAmt", "many")))
        .contains("thirtyDaysPurchaseLimitOverrideAmt");
    assertThat(refused(company("x").put("billingDayOfMonth", 32))).contains("billingDayOfMonth");
    assertThat(refused(company("x").put("defaultRole", "CHANNEL_ADMIN"))).contains("defaultRole");
    assertThat(refused(company("x").put("firstUser", new JsonObject().put("email", "nobody"))))
        .contains("email");
    assertThat(refused(new JsonObject())).contains("name");
  }

  @Test
  void listsPageFilterAndLeaveOut() {
    for (String name : List.of("Alpha", "beta", "Gamma", "beta")) {
      var attribute = new JsonObject().put("name", "region").put("value", name);
      accounts.company(
          market, company(name).put("customAttributes", new JsonArray().add(attribute)));
    }
    JsonObject page =
        ok(200, CONTRACT.check("listCompanies", manager.get(COMPANIES + "?size=3&page=1")));
    assertThat(page.getJsonArray("content")).hasSize(1);
    assertThat(page.getJsonArray("content").getJsonObject(0).getString("name")).isEqualTo("Alpha");
    assertThat(page.getJsonObject("page"))
        .isEqualTo(
            new JsonObject("{\"size\":3,\"totalElements\":4,\"totalPages\":2,\"number\":1}"));
    assertThat(names("")).containsExactly("Gamma", "beta", "beta", "Alpha");
    assertThat(names("?name=BET")).containsExactly("beta", "beta");
    assertThat(names("?custom.region=notIn(beta,%20Gamma)")).containsExactly("Alpha");
    assertThat(names("?custom.other=notIn(beta)")).hasSize(4);
    Response malformed = manager.get(COMPANIES + "?custom.region=beta");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.json().getString("message")).contains("notIn");
    JsonObject bare =
        ok(
                200,
                manager.get(
                    COMPANIES
                        + "?includeCustomAttributes=false&includePurchaseLimitData=false&size=1"))
            .getJsonArray("content")
            .getJsonObject(0);
    assertThat(bare.fieldNames()).doesNotContain("customAttributes", "dailyPurchaseLimitExempt");
    assertThat(manager.get(COMPANIES + "?size=0").status()).isEqualTo(400);
    assertThat(manager.get(COMPANIES + "?sortField=DATE").status()).isEqualTo(400);
  }

  @Test
  void aPatchChangesWhatItIncludes() {
    JsonObject made =
        accounts.company(
            market, company("Before").put("website", "https://a.test").put("externalId", "E"));
    String url = COMPANIES + "/" + made.getString("uuid");
    JsonObject example = CONTRACT.requestObject("patchCompany");
    JsonObject patched =
        ok(200, CONTRACT.check("patchCompany", manager.patch(url, example.copy())));
    assertThat(patched.getString("name")).isEqualTo("Company 7078259907");
    assertThat(patched.getString("website")).isEqualTo("https://a.test");
    assertThat(new BigDecimal(patched.getValue("dailyPurchaseLimitOverrideAmt").toString()))
        .isEqualByComparingTo("10");
    JsonObject disabled = ok(200, manager.patch(url, new JsonObject().put("enabled", false)));
    assertThat(disabled.getBoolean("enabled")).isFalse();
    assertThat(disabled.getString("name")).isEqualTo("Company 7078259907");
    Response login = manager.patch(url, new JsonObject().put("allowLogin", false));
    assertThat(login.status()).isEqualTo(400);
    assertThat(login.json().getString("message")).contains("allowLogin");
    assertThat(manager.patch(COMPANIES + "/" + Ids.uuid7(), new JsonObject()).status())
        .isEqualTo(404);
    String id = made.getString("uuid");
    var event =
        accounts.emporium.awaitEvent(
            "installation", e -> e.aggregateId().equals(id) && e.sequence() == 3);
    assertThat(event.type()).isEqualTo("company.updated");
    assertThat(event.data().getBoolean("enabled")).isFalse();
  }

  @Test
  void rolesReachAsFarAsTheDocumentSays() {
    UUID own = accounts.company(market, "Own");
    UUID other = accounts.company(market, "Other");
    TestClient user = accounts.appdirect(market, own, "ROLE_USER");
    assertThat(user.get(COMPANIES + "/" + own).status()).isEqualTo(200);
    ok(403, CONTRACT.check("readCompany", user.get(COMPANIES + "/" + other)));
    assertThat(user.get(COMPANIES + "/" + Ids.uuid7()).status()).isEqualTo(403);
    assertThat(user.get(COMPANIES).status()).isEqualTo(403);
    assertThat(user.post(COMPANIES, company("x")).status()).isEqualTo(403);
    assertThat(user.patch(COMPANIES + "/" + own, company("x")).status()).isEqualTo(403);
    TestClient reader = accounts.appdirect(market, null, "ROLE_PARTNER_READ");
    assertThat(reader.get(COMPANIES).status()).isEqualTo(200);
    assertThat(reader.post(COMPANIES, company("x")).status()).isEqualTo(403);
    TestClient writer = accounts.appdirect(market, null, "ROLE_PARTNER");
    assertThat(writer.get(COMPANIES).status()).isEqualTo(403);
    assertThat(writer.post(COMPANIES, company("x")).status()).isEqualTo(201);
    assertThat(accounts.service.anonymous().get(COMPANIES).status()).isEqualTo(401);
  }

  @Test
  void aResellerChangesTheCompaniesUnderItsOwn() {
    UUID reseller =
        UUID.fromString(
            accounts.company(market, company("Reseller").put("reseller", true)).getString("uuid"));
    UUID customer = accounts.company(market, "Customer");
    TestClient seller = accounts.appdirect(market, reseller, "ROLE_RESELLER");
    assertThat(seller.patch(COMPANIES + "/" + customer, company("New")).status()).isEqualTo(403);
    ok(
        200,
        manager.post(
            "/admin/v1/companies/" + customer + "/parent",
            new JsonObject().put("parentId", reseller.toString())));
    assertThat(ok(200, seller.patch(COMPANIES + "/" + customer, company("New"))).getString("name"))
        .isEqualTo("New");
    assertThat(seller.patch(COMPANIES + "/" + reseller, company("Me")).status()).isEqualTo(403);
  }

  @Test
  void membershipsFollowTheirRules() {
    UUID own = accounts.company(market, "Own");
    UUID other = accounts.company(market, "Other");
    String url = COMPANIES + "/" + own + "/memberships";
    JsonObject example = CONTRACT.requestObject("createMembership");
    TestClient admin = accounts.appdirect(market, own, "ROLE_SYS_ADMIN");
    JsonObject made = ok(201, CONTRACT.check("createMembership", admin.post(url, example.copy())));
    assertThat(made.getJsonArray("roles")).isEqualTo(JsonArray.of("ROLE_USER"));
    String user = made.getJsonObject("user").getString("uuid");
    ok(409, CONTRACT.check("createMembership", admin.post(url, example.copy())));
    // the same person joins another company without becoming somebody else
    JsonObject second =
        ok(201, manager.post(COMPANIES + "/" + other + "/memberships", example.copy()));
    assertThat(second.getJsonObject("user").getString("uuid")).isEqualTo(user);
    assertThat(admin.post(COMPANIES + "/" + other + "/memberships", example.copy()).status())
        .isEqualTo(403);
    assertThat(admin.post(url, member("b@own.test", "ROLE_SALES_SUPPORT")).status()).isEqualTo(403);
    assertThat(manager.post(url, member("b@own.test", "ROLE_SALES_SUPPORT")).status())
        .isEqualTo(201);
    Response chief = manager.post(url, member("c@own.test", "ROLE_CHANNEL_ADMIN"));
    assertThat(chief.status()).isEqualTo(400);
    assertThat(chief.json().getString("message")).contains("Marketplace Manager");
    TestClient partner = accounts.appdirect(market, null, "ROLE_PARTNER");
    assertThat(partner.post(url, member("d@own.test", "ROLE_USER")).status()).isEqualTo(400);
    assertThat(
            partner.post(url + "?inviterUuid=" + user, member("d@own.test", "ROLE_USER")).status())
        .isEqualTo(201);
    assertThat(manager.get(url + "/" + Ids.uuid7()).status()).isEqualTo(404);
    assertThat(ok(200, admin(own).get(url + "/" + user + "?includeCompanies=false")).fieldNames())
        .doesNotContain("company");
  }

  private TestClient admin(UUID own) {
    return accounts.appdirect(market, own, "ROLE_USER");
  }

  @Test
  void usersAreFoundAndKeptApart() {
    UUID own = accounts.company(market, "Own");
    UUID other = accounts.company(market, "Other");
    String ann = join(own, "ann@own.test", "Ann", "Zed");
    join(own, "bob@own.test", "Bob", "Young");
    String eve = join(other, "eve@other.test", "Eve", "Xu");
    assertThat(emails("?sortField=LAST_NAME"))
        .containsExactly("eve@other.test", "bob@own.test", "ann@own.test");
    assertThat(emails("?sortField=DATE&sortOrder=DESC"))
        .containsExactly("eve@other.test", "bob@own.test", "ann@own.test");
    assertThat(emails("?name=ZE")).containsExactly("ann@own.test");
    assertThat(emails("?email=ANN@own.test")).containsExactly("ann@own.test");
    assertThat(emails("?size=1&page=2")).containsExactly("eve@other.test");
    assertThat(emails("?lastModified=32503680000000")).isEmpty();
    assertThat(
            ok(200, CONTRACT.check("readUser", manager.get(USERS + "/" + ann))).getString("email"))
        .isEqualTo("ann@own.test");
    TestClient colleague = accounts.appdirect(market, own, "ROLE_USER");
    assertThat(colleague.get(USERS + "/id:" + ann).status()).isEqualTo(200);
    assertThat(colleague.get(USERS + "/" + eve).status()).isEqualTo(403);
    assertThat(manager.get(USERS + "/nobody").status()).isEqualTo(404);
    TestClient stranger = accounts.manager(accounts.marketplace());
    assertThat(stranger.get(USERS + "/" + ann).status()).isEqualTo(404);
    assertThat(stranger.get(COMPANIES + "/" + own).status()).isEqualTo(404);
    assertThat(ok(200, stranger.get(USERS)).getJsonArray("content")).isEmpty();
    assertThat(ok(200, stranger.get(COMPANIES)).getJsonArray("content")).isEmpty();
  }

  private String join(UUID company, String email, String first, String last) {
    JsonObject user =
        new JsonObject().put("email", email).put("firstName", first).put("lastName", last);
    return ok(
            201,
            manager.post(
                COMPANIES + "/" + company + "/memberships", new JsonObject().put("user", user)))
        .getJsonObject("user")
        .getString("uuid");
  }

  private List<String> names(String query) {
    return ok(200, manager.get(COMPANIES + query)).getJsonArray("content").stream()
        .map(it -> ((JsonObject) it).getString("name"))
        .toList();
  }

  private List<String> emails(String query) {
    return ok(200, manager.get(USERS + query)).getJsonArray("content").stream()
        .map(it -> ((JsonObject) it).getString("email"))
        .toList();
  }

  private String refused(JsonObject body) {
    return ok(400, CONTRACT.check("createCompany", manager.post(COMPANIES, body)))
        .getString("message");
  }

  private static JsonObject company(String name) {
    return new JsonObject().put("name", name);
  }

  private static JsonObject member(String email, String role) {
    return new JsonObject()
        .put("user", new JsonObject().put("email", email))
        .put("roles", JsonArray.of(role));
  }
}
