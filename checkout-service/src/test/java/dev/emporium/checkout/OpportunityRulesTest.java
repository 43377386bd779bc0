package dev.emporium.checkout;

import static dev.emporium.checkout.SalesFloor.V1;
import static dev.emporium.checkout.SalesFloor.V2;
import static dev.emporium.checkout.SalesFloor.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class OpportunityRulesTest {
  private static TestService service;
  private static Emporium emporium;
  private final String seats = UUID.randomUUID().toString();
  private final String seatsPlan = UUID.randomUUID().toString();

  @BeforeAll
  static void start(Emporium running) {
    emporium = running;
    service = running.start("checkout", CheckoutService::wire);
  }

  private SalesFloor floor() {
    var floor = new SalesFloor(emporium, service);
    floor.app(SalesCatalog.seats(seats, seatsPlan), 1);
    return floor;
  }

  @Test
  @DisplayName("each role sees what the document says, and several roles add up")
  void visibility() {
    SalesFloor floor = floor();
    UUID other = UUID.randomUUID();
    UUID rival = UUID.randomUUID();
    UUID theirs = UUID.randomUUID();
    UUID platform = UUID.randomUUID();
    UUID support = UUID.randomUUID();
    floor.company(other, null, "Rival Resale", true);
    floor.company(theirs, other, "Their Customer", false);
    floor.company(platform, null, "Platform", false);
    floor.member(rival, other, "Rick", "ROLE_RESELLER");
    floor.member(support, platform, "Sue", "ROLE_SALES_SUPPORT");
    UUID theirUser = UUID.randomUUID();
    floor.member(theirUser, theirs, "Tom", "ROLE_SYS_ADMIN");
    String ours = floor.create().getString("id");
    String rivals =
        floor
            .call(
                floor.channelAdmin,
                "POST",
                V1,
                floor
                    .opportunity()
                    .put("ownerId", rival.toString())
                    .put("ownerCompanyId", other.toString())
                    .put("customerId", theirUser.toString())
                    .put("customerCompanyId", theirs.toString()))
            .ok()
            .getString("id");
    String platforms =
        floor
            .call(
                floor.channelAdmin,
                "POST",
                V1,
                floor
                    .opportunity()
                    .put("ownerId", support.toString())
                    .put("ownerCompanyId", platform.toString()))
            .ok()
            .getString("id");
    assertThat(seen(floor, floor.agentCaller)).containsExactly(ours);
    assertThat(seen(floor, floor.managerCaller)).containsExactly(ours);
    assertThat(seen(floor, floor.caller(support, platform, "ROLE_SALES_SUPPORT")))
        .containsExactly(platforms);
    assertThat(seen(floor, floor.caller(null, null, "ROLE_RESELLER_MANAGER")))
        .containsExactlyInAnyOrder(ours, rivals);
    assertThat(seen(floor, floor.caller(null, null, "ROLE_RESELLER"))).isEmpty();
    assertThat(seen(floor, floor.caller(null, null, "ROLE_PARTNER_READ")))
        .containsExactlyInAnyOrder(ours, rivals, platforms);
    assertThat(
            seen(
                floor,
                floor.caller(floor.agent, floor.reseller, "ROLE_RESELLER", "ROLE_PARTNER_READ")))
        .hasSize(3);
    Principal reader =
        floor.caller(floor.agent, floor.reseller, "ROLE_RESELLER", "ROLE_PARTNER_READ");
    assertThat(floor.get(reader, rivals, "").getJsonArray("availableActions")).isEmpty();
    assertThat(floor.call(reader, "PATCH", V1 + "/" + rivals, new JsonObject()).code())
        .isEqualTo("404 OPPORTUNITY_NOT_FOUND");
    assertThat(floor.call(floor.agentCaller, "GET", V1 + "/" + rivals, null).code())
        .isEqualTo("404 OPPORTUNITY_NOT_FOUND");
    assertThat(list(floor, floor.channelAdmin, "?context=SSR")).containsExactly(platforms);
    assertThat(list(floor, floor.agentCaller, "?ownerCompanyId=" + other)).isEmpty();
    Answer foreign =
        floor.call(floor.caller(rival, other, "ROLE_RESELLER"), "POST", V1, floor.opportunity());
    assertThat(foreign.status()).isEqualTo(403);
  }

  @Test
  @DisplayName("filters, limits, sorts and pages")
  void lists() {
    SalesFloor floor = floor();
    String a = named(floor, "Alpha", 1_000_000L);
    String b = named(floor, "beta 100%", 2_000_000L);
    String c = named(floor, null, null);
    assertThat(list(floor, floor.agentCaller, "?sort=%2Bname")).containsExactly(a, b, c);
    assertThat(list(floor, floor.agentCaller, "?sort=+createdOn")).containsExactly(a, b, c);
    assertThat(list(floor, floor.agentCaller, "")).containsExactly(c, b, a);
    assertThat(list(floor, floor.agentCaller, "?sort=-name&size=2&number=2")).containsExactly(c);
    assertThat(
            list(
                floor,
                floor.agentCaller,
                "?purchaseEffectiveDate=gte(1000001)&purchaseEffectiveDate=lte(%5B2000000%5D)"))
        .containsExactly(b);
    assertThat(list(floor, floor.agentCaller, "?searchText=ALPH")).containsExactly(a);
    assertThat(list(floor, floor.agentCaller, "?searchText=100%25")).containsExactly(b);
    assertThat(list(floor, floor.agentCaller, "?searchText=" + c)).containsExactly(c);
    assertThat(list(floor, floor.agentCaller, "?customerId=" + UUID.randomUUID())).isEmpty();
    assertThat(list(floor, floor.agentCaller, "?status=CLOSED")).isEmpty();
    for (String bad :
        List.of("?sort=name", "?createdOn=eq(1)", "?size=0", "?number=0", "?status=WON")) {
      assertThat(floor.call(floor.agentCaller, "GET", V1 + bad, null).status())
          .as(bad)
          .isEqualTo(400);
    }
  }

  @Test
  @DisplayName("custom prices, contracts and dates need a permission")
  void permissions() {
    SalesFloor floor = floor();
    JsonObject made = floor.create(item(seatsPlan, 8));
    String id = made.getString("id");
    String path =
        V1 + "/" + id + "/items/" + made.getJsonArray("items").getJsonObject(0).getString("id");
    String cost =
        floor
            .call(floor.agentCaller, "GET", V1 + "/" + id + "/items", null)
            .array()
            .getJsonObject(0)
            .getJsonArray("pricing")
            .getJsonObject(0)
            .getString("costId");
    JsonObject custom =
        item(seatsPlan)
            .put(
                "customPrices",
                new JsonArray().add(new JsonObject().put("costId", cost).put("price", 12)));
    assertThat(floor.call(floor.agentCaller, "PUT", path, custom).code())
        .isEqualTo("403 PERMISSION_REQUIRED");
    JsonObject contract =
        item(seatsPlan)
            .put("contractConfiguration", new JsonObject().put("minimumServiceLength", "3"));
    assertThat(floor.call(floor.agentCaller, "PUT", path, contract).code())
        .isEqualTo("403 PERMISSION_REQUIRED");
    assertThat(floor.call(floor.agentCaller, "PUT", path, item(seatsPlan, 9)).status())
        .isEqualTo(200);
    JsonObject priced = floor.call(floor.managerCaller, "PUT", path, custom).ok();
    assertThat(priced.getJsonArray("pricing").getJsonObject(0).getString("totalSalePrice"))
        .isEqualTo("108.0000000000");
    assertThat(floor.call(floor.agentCaller, "PUT", path, item(seatsPlan, 10)).status())
        .isEqualTo(200);
    JsonObject wrong = custom.copy();
    wrong.getJsonArray("customPrices").getJsonObject(0).put("costId", "none");
    assertThat(floor.call(floor.managerCaller, "PUT", path, wrong).code())
        .isEqualTo("400 COST_NOT_FOUND");
    JsonObject given =
        new JsonObject()
            .put(
                "permissions",
                new JsonObject().put("ROLE_RESELLER", new JsonArray().add("SET_CUSTOM_CONTRACT")));
    assertThat(floor.admin("PUT", "/admin/v1/salesPermissions", given).status()).isEqualTo(200);
    JsonObject agreed = floor.call(floor.agentCaller, "PUT", path, contract).ok();
    assertThat(agreed.getJsonObject("contractConfiguration").getInteger("minimumServiceLength"))
        .isEqualTo(3);
    assertThat(floor.call(floor.managerCaller, "POST", V2 + "/" + id + "/finalize", null).code())
        .isEqualTo("403 PERMISSION_REQUIRED");
  }

  @Test
  @DisplayName("the validation is kept until it is enforced, and names what is wrong")
  void validation() {
    SalesFloor floor = floor();
    String support = UUID.randomUUID().toString();
    String supportPlan = UUID.randomUUID().toString();
    floor.app(SalesCatalog.addOn(support, supportPlan, seats), 1);
    JsonObject field =
        new JsonObject()
            .put("inputCode", "Domain")
            .put("inputTitle", "The domain")
            .put("validations", new JsonObject().put("required", true).put("expression", "[a-z]+"));
    JsonObject form =
        new JsonObject()
            .put("isvIdentifier", "ISV")
            .put("context", "CART_LEVEL")
            .put("title", "More")
            .put("fields", new JsonArray().add(field));
    JsonObject forms = new JsonObject().put("forms", new JsonArray().add(form));
    Emporium.eventually(
        () ->
            assertThat(
                    floor
                        .admin("PUT", "/admin/v1/products/" + support + "/requiredFields", forms)
                        .status())
                .isEqualTo(200));
    JsonObject made = floor.create(item(supportPlan));
    String id = made.getString("id");
    JsonObject first = floor.get(floor.agentCaller, id, "/validation");
    assertThat(codes(first))
        .containsExactly(
            "ASSOCIATION_VALIDATION_API_ERROR",
            "REQUIRED_FIELD_VALIDATION_ERROR",
            "PAYMENT_METHOD_REQUIRED");
    assertThat(first.getJsonArray("pendingValidations")).isEmpty();
    floor.card();
    JsonArray parent = new JsonArray().add(item(seatsPlan, 1));
    assertThat(floor.call(floor.agentCaller, "POST", V1 + "/" + id + "/items", parent).status())
        .isEqualTo(200);
    String own = made.getJsonArray("items").getJsonObject(0).getString("id");
    JsonObject values =
        new JsonObject()
            .put("itemIds", new JsonArray().add(own))
            .put("requiredFields", new JsonObject().put("Domain", new JsonArray().add("acme")));
    String fields = V1 + "/" + id + "/items/requiredFields";
    assertThat(floor.call(floor.agentCaller, "PUT", fields, values).status()).isEqualTo(200);
    JsonObject stale = floor.get(floor.agentCaller, id, "/validation");
    assertThat(codes(stale)).isEqualTo(codes(first));
    assertThat(stale.getJsonArray("pendingValidations"))
        .containsExactly("SUBSCRIPTION_VALIDATIONS");
    JsonObject fresh = floor.get(floor.agentCaller, id, "/validation?enforce=true");
    // The parent is still not named.
    assertThat(codes(fresh)).containsExactly("ASSOCIATION_VALIDATION_API_ERROR");
    assertThat(floor.call(floor.managerCaller, "POST", V2 + "/" + id + "/finalize", null).code())
        .isEqualTo("400 ASSOCIATION_VALIDATION_API_ERROR");
  }

  @Test
  @DisplayName(
      "another owner takes no products over; a copy takes today's; removing is all or none")
  void handOver() {
    SalesFloor floor = floor();
    String id = floor.create(item(seatsPlan, 2)).getString("id");
    JsonObject owner =
        new JsonObject()
            .put("ownerId", floor.manager.toString())
            .put("ownerCompanyId", floor.reseller.toString());
    assertThat(floor.call(floor.agentCaller, "PATCH", V1 + "/" + id + "/owner", owner).status())
        .isEqualTo(403);
    JsonObject body =
        floor
            .opportunity()
            .put("name", "COPY")
            .put("createdById", floor.agent.toString())
            .put("createdByCompanyId", floor.reseller.toString());
    body.remove("items");
    String copy =
        floor
            .call(floor.agentCaller, "POST", V1 + "/" + id + "/clone", body)
            .ok()
            .getString("opportunityId");
    assertThat(floor.get(floor.agentCaller, copy, "").getJsonArray("items")).hasSize(1);
    JsonObject handed =
        floor.call(floor.managerCaller, "PATCH", V1 + "/" + id + "/owner", owner).ok();
    assertThat(handed.getJsonArray("items")).isEmpty();
    assertThat(handed.getJsonArray("availableActions")).containsExactly("ADD_PRODUCT");
    assertThat(handed.getJsonObject("ownerUser").getString("firstName")).isEqualTo("Mary");
    String both = V1 + "?opportunityId=" + id + "&opportunityId=";
    assertThat(floor.call(floor.agentCaller, "DELETE", both + UUID.randomUUID(), null).status())
        .isEqualTo(404);
    assertThat(floor.get(floor.agentCaller, id, "").getString("status")).isEqualTo("OPEN");
    assertThat(floor.call(floor.agentCaller, "DELETE", both + copy, null).ok()).isEmpty();
    assertThat(list(floor, floor.agentCaller, "")).isEmpty();
  }

  @Test
  @DisplayName("who is no customer of the reseller's, or no sales agent, is refused")
  void parties() {
    SalesFloor floor = floor();
    UUID stranger = UUID.randomUUID();
    UUID strangers = UUID.randomUUID();
    floor.company(strangers, null, "Strangers", false);
    floor.member(stranger, strangers, "Sam", "ROLE_SYS_ADMIN");
    JsonObject notOurs =
        floor
            .opportunity()
            .put("customerId", stranger.toString())
            .put("customerCompanyId", strangers.toString());
    assertThat(floor.call(floor.agentCaller, "POST", V1, notOurs).code())
        .isEqualTo("400 CUSTOMER_NOT_ASSOCIATED");
    JsonObject noAgent =
        floor
            .opportunity()
            .put("ownerId", stranger.toString())
            .put("ownerCompanyId", strangers.toString());
    assertThat(floor.call(floor.channelAdmin, "POST", V1, noAgent).code())
        .isEqualTo("400 OWNER_NOT_A_SALES_AGENT");
    JsonObject unknown = floor.opportunity(item(UUID.randomUUID().toString()));
    assertThat(floor.call(floor.agentCaller, "POST", V1, unknown).code())
        .isEqualTo("400 PRICING_PLAN_NOT_FOUND");
  }

  @Test
  @DisplayName("another marketplace's opportunities are not there, for anybody")
  void apart() {
    SalesFloor floor = floor();
    String id = floor.create().getString("id");
    var other = new SalesFloor(emporium, service);
    assertThat(other.call(other.channelAdmin, "GET", V1 + "/" + id, null).status()).isEqualTo(404);
    assertThat(list(other, other.channelAdmin, "?searchText=" + id)).isEmpty();
    assertThat(other.call(other.channelAdmin, "DELETE", V1 + "?opportunityId=" + id, null).status())
        .isEqualTo(404);
  }

  private static String named(SalesFloor floor, String name, Long effective) {
    return floor
        .call(
            floor.agentCaller,
            "POST",
            V1,
            floor.opportunity().put("name", name).put("purchaseEffectiveDate", effective))
        .ok()
        .getString("id");
  }

  private static List<String> seen(SalesFloor floor, Principal caller) {
    return list(floor, caller, "");
  }

  private static List<String> list(SalesFloor floor, Principal caller, String query) {
    return floor.call(caller, "GET", V1 + query, null).ok().getJsonArray("content").stream()
        .map(row -> ((JsonObject) row).getString("id"))
        .toList();
  }

  private static List<String> codes(JsonObject validation) {
    return validation.getJsonArray("blockingErrors").stream()
        .map(error -> ((JsonObject) error).getString("code"))
        .toList();
  }
}
