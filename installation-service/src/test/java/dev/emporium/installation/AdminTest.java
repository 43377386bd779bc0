package dev.emporium.installation;

import static dev.emporium.installation.AccountsFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class AdminTest {
  private static final ContractReplay ADMIN = ContractReplay.of("contract/installation/admin.yaml");
  private static AccountsFixture accounts;

  @BeforeAll
  static void start(Emporium emporium) {
    accounts = new AccountsFixture(emporium);
  }

  @Test
  void agenciesAreOneLevelDeep() {
    UUID market = accounts.marketplace();
    UUID agency = accounts.company(market, "Agency");
    UUID location = accounts.company(market, "Location");
    UUID third = accounts.company(market, "Third");
    var operator = accounts.service.as(Principals.operator());
    String at = "/parent?marketplaceId=" + market;
    JsonObject under =
        ok(
            200,
            ADMIN.check(
                "setCompanyParent",
                operator.post(
                    "/admin/v1/companies/" + location + at,
                    new JsonObject().put("parentId", agency.toString()))));
    assertThat(under.getString("parentId")).isEqualTo(agency.toString());
    assertThat(
            operator
                .post(
                    "/admin/v1/companies/" + agency + at,
                    new JsonObject().put("parentId", third.toString()))
                .status())
        .isEqualTo(409);
    assertThat(
            operator
                .post(
                    "/admin/v1/companies/" + third + at,
                    new JsonObject().put("parentId", location.toString()))
                .status())
        .isEqualTo(409);
    assertThat(
            operator
                .post(
                    "/admin/v1/companies/" + third + at,
                    new JsonObject().put("parentId", third.toString()))
                .status())
        .isEqualTo(400);
    JsonObject read =
        ok(
            200,
            ADMIN.check(
                "readAccountCompany",
                operator.get("/admin/v1/companies/" + location + "?marketplaceId=" + market)));
    assertThat(read).isEqualTo(under);
    assertThat(
            ok(
                    200,
                    operator.post(
                        "/admin/v1/companies/" + location + at,
                        new JsonObject().putNull("parentId")))
                .getString("parentId"))
        .isNull();
    assertThat(
            operator
                .put(
                    "/admin/v1/users/" + third + "/password?marketplaceId=" + market,
                    new JsonObject().put("password", "long enough now"))
                .status())
        .isEqualTo(404);
    assertThat(
            operator
                .put(
                    "/admin/v1/users/" + third + "/password?marketplaceId=" + market,
                    new JsonObject().put("password", "short"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void theOperatorsRequestWithAKeyIsDoneOnce() {
    UUID market = accounts.marketplace();
    UUID agency = accounts.company(market, "Agency");
    UUID location = accounts.company(market, "Location");
    var operator =
        accounts.service.as(Principals.operator()).with("Idempotency-Key", Ids.alphanumeric(20));
    String path = "/admin/v1/companies/" + location + "/parent?marketplaceId=" + market;
    var body = new JsonObject().put("parentId", agency.toString());
    var first = operator.post(path, body);
    var second = operator.post(path, body);
    assertThat(first.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Idempotent-Replayed")).contains("true");
    assertThat(operator.post(path, new JsonObject().putNull("parentId")).status()).isEqualTo(422);
  }

  @Test
  void clientsAreChecked() {
    UUID market = accounts.marketplace();
    assertThat(refused(market, "pleo", "client_credentials", new JsonObject())).contains("kind");
    assertThat(refused(market, "highlevel", "oauth", new JsonObject())).contains("appId");
    JsonObject app = new JsonObject().put("appId", Ids.uuid7().toString());
    assertThat(refused(market, "highlevel", "oauth", app.copy())).contains("redirect");
    for (String bad :
        List.of(
            "http://evil.test/cb",
            "https://a.test/cb#x",
            "javascript:alert(1)",
            "https://u:p@a.test/",
            "nonsense")) {
      assertThat(
              refused(
                  market, "highlevel", "oauth", app.copy().put("redirectUris", JsonArray.of(bad))))
          .contains("redirect");
    }
    assertThat(
            refused(
                market,
                "appdirect",
                "client_credentials",
                new JsonObject().put("roles", JsonArray.of("OPERATOR"))))
        .contains("OPERATOR");
    assertThat(
            refused(
                market,
                "appdirect",
                "client_credentials",
                new JsonObject()
                    .put("roles", JsonArray.of("ROLE_USER"))
                    .put("companyId", Ids.uuid7().toString())))
        .contains("companyId");
    var manager = accounts.manager(market);
    JsonObject elsewhere =
        body("appdirect", "client_credentials")
            .put("roles", JsonArray.of("ROLE_USER"))
            .put("marketplaceId", accounts.marketplace().toString());
    assertThat(manager.post("/admin/v1/clients", elsewhere).status()).isEqualTo(403);
    assertThat(
            accounts
                .appdirect(market, null, "ROLE_USER")
                .post("/admin/v1/clients", elsewhere)
                .status())
        .isEqualTo(403);
    assertThat(
            accounts
                .service
                .as(Principals.operator())
                .post("/admin/v1/clients", body("appdirect", "client_credentials"))
                .status())
        .isEqualTo(400);
  }

  private static String refused(UUID market, String dialect, String kind, JsonObject more) {
    JsonObject request = body(dialect, kind).mergeIn(more).put("marketplaceId", market.toString());
    Response answer = accounts.service.as(Principals.operator()).post("/admin/v1/clients", request);
    return ok(400, ADMIN.check("createClient", answer)).encode();
  }

  private static JsonObject body(String dialect, String kind) {
    return new JsonObject().put("dialect", dialect).put("kind", kind).put("name", "Test");
  }
}
