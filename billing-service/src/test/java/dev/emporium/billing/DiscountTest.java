package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EmporiumTest
class DiscountTest {
  private static final String PATH = "/api/channel/v1/discounts";
  private static final ContractReplay CONTRACT =
      ContractReplay.of("contract/billing/appdirect-discounts.yaml");
  private static TestService billing;
  private Fixture shop;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @BeforeEach
  void shop(Emporium emporium) {
    shop = new Fixture(emporium, billing);
  }

  @Test
  void theDocumentedExampleIsMadeReadChangedAndDeleted() {
    JsonObject made = create(CONTRACT.requestObject("createDiscount"), 201);
    assertThat(made.getString("type")).isEqualTo("PERCENTAGE");
    assertThat(made.getInteger("redemptions")).isZero();
    for (Object name : List.of(made.getLong("id"), made.getString("uuid"))) {
      var read = CONTRACT.check("getDiscount", shop.manager.get(PATH + "/" + name));
      assertThat(read.json()).isEqualTo(made);
    }
    JsonObject fixed =
        new JsonObject()
            .put("type", "FIXED_PRICE")
            .put("price", 5.50)
            .put("description", "5.50 off")
            .put("code", "SPRING10")
            .put("applicationId", 5)
            .put("editionId", 12);
    var changed =
        CONTRACT.check("updateDiscount", shop.manager.put(PATH + "/" + made.getLong("id"), fixed));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().getString("applicationUuid")).isEqualTo(shop.app.toString());
    assertThat(changed.json().getValue("percentage")).isNull();
    assertThat(changed.json().getValue("maxRedemptions")).isNull();
    assertThat(
            CONTRACT
                .check("deleteDiscount", shop.manager.delete(PATH + "/" + made.getString("uuid")))
                .status())
        .isEqualTo(204);
    assertThat(
            CONTRACT
                .check("getDiscount", shop.manager.get(PATH + "/" + made.getLong("id")))
                .status())
        .isEqualTo(404);
    Emporium.eventually(() -> assertThat(shop.events("discount.removed")).hasSize(1));
    JsonObject told = shop.events("discount.updated").get(0).data().getJsonObject("discount");
    assertThat(told.getJsonObject("price").getString("amount")).isEqualTo("5.50");
    assertThat(told.getJsonObject("price").getString("currency")).isEqualTo("USD");
    assertThat(told.getString("appId")).isEqualTo(shop.app.toString());
  }

  @ParameterizedTest(name = "{0} {1} is {3}")
  @CsvSource({
    "percentage, 10.155, PERCENTAGE, 400",
    "percentage, 100.01, PERCENTAGE, 400",
    "percentage, 0, PERCENTAGE, 400",
    "price, 1.001, FIXED_PRICE, 400",
    "expirationDate, 1000, PERCENTAGE, 400",
    "minUnits, 11, PERCENTAGE, 400",
    "vendorSharePercentage, 99, PERCENTAGE, 400",
    "editionId, 12, PERCENTAGE, 400",
    "applicationId, 999, PERCENTAGE, 404",
    "paymentPlanId, 5, PERCENTAGE, 400",
  })
  void whatCannotBe(String field, String value, String type, int status) {
    JsonObject body =
        new JsonObject()
            .put("type", type)
            .put("description", "A discount")
            .put("percentage", 10)
            .put("maxUnits", 10)
            .put("price", 10)
            .put(field, new java.math.BigDecimal(value));
    assertThat(create(body, status).getInteger("status")).isEqualTo(status);
  }

  @Test
  void codesAreUniqueAndListsPage() {
    for (String code : List.of("BETA", "ALPHA", "GAMMA")) {
      create(body(code), 201);
    }
    create(body("alpha"), 409);
    var page = list("?sortField=CODE&count=2");
    assertThat(page.header("X-Total-Count")).contains("3");
    assertThat(codes(page.array())).containsExactly("ALPHA", "BETA");
    assertThat(codes(list("?sortField=CODE&start=2&count=2").array())).containsExactly("GAMMA");
    assertThat(codes(list("?code=beta").array())).containsExactly("BETA");
    assertThat(codes(list("?sortField=CREATED_ON&sortOrder=DESC").array()))
        .containsExactly("GAMMA", "ALPHA", "BETA");
    for (String field :
        List.of("APPLICATION", "CHANNEL", "END_DATE", "REDEMPTIONS", "START_DATE")) {
      assertThat(list("?sortField=" + field).array()).hasSize(3);
    }
    Fixture other = new Fixture(shop.emporium, billing);
    assertThat(CONTRACT.check("listDiscounts", other.manager.get(PATH)).array()).isEmpty();
  }

  @Test
  void rolesDecide() {
    TestClient support = client("ROLE_SALES_SUPPORT");
    TestClient user = client("ROLE_USER");
    assertThat(CONTRACT.check("listDiscounts", support.get(PATH)).status()).isEqualTo(200);
    assertThat(CONTRACT.check("createDiscount", support.post(PATH, body("NOPE"))).status())
        .isEqualTo(403);
    assertThat(CONTRACT.check("listDiscounts", user.get(PATH)).status()).isEqualTo(403);
  }

  @Test
  void redemptionsAreTheItemsOfCompletedPurchases() {
    JsonObject made = create(body("TENTH"), 201);
    shop.card("4242424242424242");
    JsonObject item = shop.item("single", 0, "10.00");
    item.getJsonArray("lines")
        .add(
            item.getJsonArray("lines")
                .getJsonObject(0)
                .copy()
                .put("kind", "DISCOUNT")
                .put("costId", null)
                .put("discountId", made.getString("uuid"))
                .put("unitPrice", "-1.00")
                .put("total", "-1.00"));
    item.put("dueNow", "9.00");
    shop.buy(item);
    JsonObject now =
        CONTRACT.check("getDiscount", shop.manager.get(PATH + "/" + made.getLong("id"))).json();
    assertThat(now.getInteger("redemptions")).isEqualTo(1);
    shop.assertBalanced();
  }

  private TestClient client(String role) {
    return billing.as(Principals.appdirect(shop.marketplace, shop.user, shop.company, role));
  }

  private JsonObject create(JsonObject body, int status) {
    var answer = CONTRACT.check("createDiscount", shop.manager.post(PATH, body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return answer.json();
  }

  private TestClient.Response list(String query) {
    return CONTRACT.check("listDiscounts", shop.manager.get(PATH + query));
  }

  private static JsonObject body(String code) {
    return new JsonObject()
        .put("type", "PERCENTAGE")
        .put("percentage", 10)
        .put("code", code)
        .put("description", "Ten percent off");
  }

  private static List<String> codes(JsonArray page) {
    return page.stream().map(each -> ((JsonObject) each).getString("code")).toList();
  }
}
