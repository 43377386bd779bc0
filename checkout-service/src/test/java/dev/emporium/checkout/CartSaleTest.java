package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How carts are sold. */
@EmporiumTest
class CartSaleTest {
  private static RunningCheckout checkout;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
  }

  @Test
  @DisplayName("a cart is made and finalized at once, or not made at all")
  void createAndFinalize() {
    Shop shop = new Shop(checkout);
    JsonObject body = shop.cart(shop.single("25.00"));
    assertThat(checkout.call(shop, "POST", "/finalize", body).code())
        .isEqualTo("400 PAYMENT_METHOD_REQUIRED");
    assertThat(checkout.call(shop, "POST", "/finalize", shop.cart()).code())
        .isEqualTo("400 SHOPPING_CART_EMPTY");
    assertThat(list(shop)).isEmpty();
    shop.card();
    String purchase =
        checkout.call(shop, "POST", "/finalize", body).is(202).getString("purchaseId");
    JsonArray carts = list(shop);
    assertThat(carts).hasSize(1);
    JsonObject cart = carts.getJsonObject(0);
    assertThat(cart.getBoolean("isBlocked")).isTrue();
    assertThat(checkout.events(cart.getString("id"), 2))
        .extracting(Received::type)
        .containsExactly("cart.created", "purchase.placed");
    assertThat(placed(cart, purchase).getString("dueNow")).isEqualTo("25.00");
    shop.complete(cart.getString("id"), purchase);
    checkout.events(cart.getString("id"), 3);
    assertThat(shop.finalized("/" + cart.getString("id"))).isEqualTo(purchase);
  }

  @Test
  @DisplayName("what became of a pre-authorization is answered, in a language that exists")
  void preAuthorization() {
    Shop shop = new Shop(checkout);
    shop.card();
    JsonObject cart = shop.create(shop.cart(shop.single("25.00")));
    String path = "/" + cart.getString("id");
    assertThat(checkout.call(shop, "GET", path + "/preauth", null).code())
        .isEqualTo("404 PRE_AUTHORIZATION_NOT_FOUND");
    shop.patch(path, new JsonObject().put("preAuthId", "pre-1"));
    assertThat(checkout.call(shop, "GET", path + "/preauth", null).is(200))
        .isEqualTo(new JsonObject().put("preAuthId", "pre-1").put("status", "PENDING"));
    shop.decline(cart.getString("id"), shop.finalized(path));
    checkout.events(cart.getString("id"), 4);
    assertThat(checkout.call(shop, "GET", path + "/preauth", null).is(200))
        .isEqualTo(
            new JsonObject()
                .put("preAuthId", "pre-1")
                .put("status", "ERROR")
                .put("message", "The card was declined.")
                .put("code", "PAYMENT_FAILED"));
    var unknown =
        checkout
            .service()
            .as(Principals.appdirect(shop.marketplace, null, null, "ROLE_CHANNEL_ADMIN"))
            .with("Accept-Language", "zz-ZZ")
            .get(RunningCheckout.CARTS + path + "/preauth");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().getString("message")).contains("Unknown locale");
  }

  @Test
  @DisplayName("two hundred items are stored, changed, validated, priced and sold; one more is 400")
  void big() {
    Shop shop = new Shop(checkout);
    shop.card();
    String plan = shop.single("0.05");
    var lines = new JsonArray();
    for (int i = 0; i < 200; i++) {
      lines.add(
          ref("line-" + i, plan)
              .put(
                  "customAttributes",
                  new JsonObject().put("subscription", new JsonObject().put("n", i))));
    }
    JsonObject cart = shop.create(shop.cart().put("items", lines));
    String path = "/" + cart.getString("id");
    assertThat(cart.getJsonArray("items")).hasSize(200);
    assertThat(checkout.call(shop, "POST", path + "/items", Shop.item(plan)).status())
        .isEqualTo(400);
    shop.patch(
        path, new JsonObject().put("associations", associations("ref:line-0", "ref:line-199")));
    assertThat(
            checkout
                .call(shop, "GET", path + "/preview", null)
                .is(200)
                .getString("amountDueAfterTax"))
        .isEqualTo("10.0000000000");
    String purchase = shop.finalized(path);
    JsonObject placed = placed(cart, purchase);
    assertThat(placed.getJsonArray("items")).hasSize(200);
    assertThat(placed.getString("dueNow")).isEqualTo("10.00");
  }

  @Test
  @DisplayName("billing that begins later is kept, shown, priced and told to billing")
  void billingStart() {
    Shop shop = new Shop(checkout);
    shop.card();
    JsonObject custom =
        new JsonObject().put("strategy", "CUSTOM").put("date", "4102444800000"); // 2100-01-01
    JsonObject cart =
        shop.create(
            shop.cart()
                .put(
                    "items",
                    new JsonArray()
                        .add(
                            Shop.item(shop.recurring("4.99", 0))
                                .put("billingConfiguration", custom))));
    String path = "/" + cart.getString("id");
    JsonObject item = cart.getJsonArray("items").getJsonObject(0);
    assertThat(item.getJsonObject("billingConfiguration")).isEqualTo(custom);
    JsonObject preview = checkout.call(shop, "GET", path + "/preview", null).is(200);
    assertThat(preview.getString("amountDueAfterTax")).isEqualTo("0.0000000000");
    JsonObject placed = placed(cart, shop.finalized(path));
    assertThat(placed.getString("dueNow")).isEqualTo("0.00");
    assertThat(placed.getJsonArray("items").getJsonObject(0).getString("billingStart"))
        .isEqualTo("2100-01-01");
  }

  private static JsonObject placed(JsonObject cart, String purchase) {
    var found = new AtomicReference<JsonObject>();
    Emporium.eventually(
        () -> {
          checkout.events(cart.getString("id"), 2).stream()
              .map(Received::data)
              .filter(data -> purchase.equals(data.getString("purchaseId")))
              .forEach(found::set);
          assertThat(found.get()).isNotNull();
        });
    return found.get();
  }

  private static JsonArray list(Shop shop) {
    return checkout.call(shop, "GET", "", null).is(200).getJsonArray("content");
  }

  private static JsonObject ref(String reference, String plan) {
    return Shop.item(plan).put("referenceId", reference);
  }

  private static JsonArray associations(String parent, String... children) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("parentItemId", parent)
                .put("childItemIds", new JsonArray(List.of((Object[]) children)))
                .put("type", "ADDON"));
  }
}
