package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.http.Operation;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.HouseRules;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@EmporiumTest
class ContractTest {
  private static RunningCheckout checkout;
  private static Shop shop;
  private static String cart;
  private static String item;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
    shop = new Shop(checkout);
    JsonObject sample = RunningCheckout.CONTRACT.requestObject("createShoppingCart");
    UUID agency = UUID.fromString("a411dc54-d46f-4002-ab00-3ea52e4eb118");
    shop.company(agency);
    shop.user(UUID.fromString("83407ce8-373f-11e6-ac61-9e71128cae77"), agency);
    Answer made = checkout.call(shop, "POST", "", sample);
    assertThat(made.status()).isEqualTo(200);
    cart = made.object().getString("id");
    item = made.object().getJsonArray("items").getJsonObject(0).getString("id");
    assertThat(made.object().getJsonObject("customAttributes"))
        .isEqualTo(sample.getJsonObject("customAttributes"));
  }

  @Test
  @DisplayName("every example is what its schema says")
  void examples() {
    assertThat(RunningCheckout.CONTRACT.brokenExamples()).isEmpty();
    assertThat(RunningCheckout.PRICING.brokenExamples()).isEmpty();
  }

  @TestFactory
  @DisplayName("the document's requests get the document's answers")
  Stream<DynamicTest> replay() {
    JsonObject sample = RunningCheckout.CONTRACT.requestObject("addShoppingCartItem");
    return Stream.of(
        expect(200, "GET", "", null),
        expect(200, "GET", "/" + cart, null),
        expect(200, "GET", "/" + cart + "/items", null),
        expect(200, "POST", "/" + cart + "/items", sample),
        expect(200, "GET", "/" + cart + "/items/" + item, null),
        expect(200, "GET", "/" + cart + "/items/ref:45", null),
        expect(200, "PUT", "/" + cart + "/items/" + item, sample),
        expect(200, "GET", "/" + cart + "/preview", null),
        expect(200, "POST", "/preview", pricing("previewCart")),
        expect(409, "POST", "/pricingSummary", pricing("getCartPricingSummary")),
        expect(404, "POST", "/api/api/v3/checkout/items", pricing("getItemDetails")),
        expect(409, "GET", "/" + cart + "/pricingSummary", null),
        expect(404, "GET", "/" + cart + "/validation", null),
        expect(200, "POST", "/" + cart + "/validation?level=PRE_FINALIZE", null),
        expect(200, "GET", "/" + cart + "/validation", null),
        expect(400, "POST", "/" + cart + "/validation", null),
        expect(400, "POST", "/" + cart + "/finalize", null),
        expect(200, "PATCH", "/" + cart, sample("updateShoppingCart").putNull("items")),
        expect(200, "GET", "/" + cart + "/associations", null),
        expect(404, "GET", "/" + cart + "/preauth", null),
        expect(400, "POST", "/finalize", sample("createAndFinalizeShoppingCart")),
        expect(200, "POST", "/notifyLockedCarts", null),
        expect(
            200, "POST", "/validation?level=PRE_FINALIZE", sample("validateShoppingCartPayload")),
        expect(200, "POST", "/" + cart + "/items", sample.copy().put("referenceId", "45")),
        expect(200, "POST", "/" + cart + "/fees", sample("createShoppingCartFee")),
        expect(409, "POST", "/" + cart + "/fees", sample("createShoppingCartFee")),
        expect(404, "DELETE", "/" + cart + "/fees/x", null),
        expect(200, "PUT", "/" + cart + "/accreditedAgents", sample("setAccreditedAgents")),
        expect(204, "DELETE", "/" + cart + "/accreditedAgents", null),
        expect(404, "DELETE", "/" + cart + "/discounts/SUMMER?itemId=ref:45", null),
        expect(
            200,
            "POST",
            "/api/shoppingCarts/" + cart + "/items/delete",
            sample("deleteShoppingCartItems")),
        expect(200, "POST", "/" + cart + "/items/delete", sample("deleteShoppingCartItemsV3")),
        expect(404, "DELETE", "/" + cart + "/items/" + item, null),
        expect(204, "DELETE", "/" + cart + "/items/ref:45", null),
        expect(404, "DELETE", "/" + cart + "/items/ref:45", null));
  }

  @TestFactory
  @DisplayName("nobody is let in without a principal, nor with another dialect's")
  Stream<DynamicTest> credentials() {
    return Stream.concat(
            RunningCheckout.CONTRACT.operations().stream(),
            RunningCheckout.PRICING.operations().stream())
        .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> closed(operation)));
  }

  @TestFactory
  @DisplayName("house rules")
  Stream<DynamicTest> houseRules() {
    return HouseRules.of("dev.emporium.checkout");
  }

  @Test
  @DisplayName("a missing partner header and an unknown time zone are 400 and named")
  void headers() {
    TestClient client =
        checkout
            .service()
            .as(Principals.appdirect(shop.marketplace, null, null, "ROLE_CHANNEL_ADMIN"));
    TestClient.Response partner = client.post(RunningCheckout.CARTS, shop.cart());
    assertThat(partner.status()).isEqualTo(400);
    assertThat(partner.json().getString("message")).contains("AD-ShoppingCart-Partner");
    TestClient.Response zone =
        client
            .with("AD-Timezone", "Mars/Olympus")
            .get(RunningCheckout.CARTS + "/" + cart + "/preview");
    assertThat(zone.status()).isEqualTo(400);
    assertThat(zone.json().getString("message")).contains("AD-Timezone");
  }

  @Test
  @DisplayName("a second marketplace's rows are invisible to the service's own role")
  void rowLevelSecurity() {
    Long visible =
        Emporium.await(
                checkout
                    .service()
                    .database()
                    .read(
                        UUID.randomUUID(),
                        tx -> tx.one("select count(*) from cart", row -> row.getLong(0))))
            .orElseThrow();
    assertThat(visible).isZero();
    assertThat(checkout.service().rows("select cart_id from cart")).isNotEmpty();
  }

  private static JsonObject sample(String operation) {
    return RunningCheckout.CONTRACT.requestObject(operation);
  }

  private static JsonObject pricing(String operation) {
    return RunningCheckout.PRICING.requestObject(operation);
  }

  private static DynamicTest expect(int status, String method, String path, JsonObject body) {
    return DynamicTest.dynamicTest(
        method + " " + path.replace(cart, "{id}").replace(item, "{itemId}") + " " + status,
        () -> {
          Answer answer = checkout.call(shop, method, path, body);
          assertThat(answer.status()).as("%s", answer.json()).isEqualTo(status);
        });
  }

  private static void closed(Operation operation) {
    String path = operation.path().replaceAll("\\{[^}]+}", cart);
    TestClient.Response nobody =
        checkout.service().anonymous().send(operation.method(), path, null, null);
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.json().getString("code")).isEqualTo("UNAUTHORIZED");
    TestClient.Response other =
        checkout
            .service()
            .as(Principals.openchannel(shop.marketplace))
            .send(operation.method(), path, null, null);
    assertThat(other.status()).isIn(401, 403);
  }
}
