package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class CartUpdateTest {
  private static RunningCheckout checkout;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
  }

  @Test
  @DisplayName("an update changes what it names, replaces lists as a whole and keeps the rest")
  void updates() {
    Shop shop = new Shop(checkout);
    String first = shop.single("25.00");
    String second = shop.single("10.00");
    JsonObject cart =
        shop.create(
            shop.cart()
                .put("locale", "en_US")
                .put("items", items(ref("a", first), ref("b", second), ref("c", second)))
                .put(
                    "customAttributes",
                    new JsonObject()
                        .put("purchase", new JsonObject().put("time", "10:00"))
                        .put("ownerUser", new JsonObject().put("n", 1))));
    String path = "/" + cart.getString("id");
    String a = itemId(cart, 0);
    JsonObject changed =
        shop.patch(
            path,
            new JsonObject()
                .put("preAuthId", "pre-1")
                .put(
                    "customAttributes",
                    new JsonObject()
                        .put("purchase", new JsonObject().put("time", "12:00"))
                        .putNull("ownerUser")));
    assertThat(changed.getJsonArray("items")).isEqualTo(cart.getJsonArray("items"));
    assertThat(changed.getString("locale")).isEqualTo("en_US");
    assertThat(changed.getString("preAuthId")).isEqualTo("pre-1");
    assertThat(changed.getJsonObject("customAttributes"))
        .isEqualTo(new JsonObject().put("purchase", new JsonObject().put("time", "12:00")));

    JsonObject fewer =
        shop.patch(
            path,
            new JsonObject()
                .putNull("locale")
                .put(
                    "items",
                    items(
                        Shop.item(first).put("id", a).put("units", units("3")),
                        ref("b", second),
                        Shop.item(first))));
    assertThat(fewer.containsKey("locale")).isFalse();
    assertThat(fewer.getJsonArray("items")).hasSize(3);
    assertThat(itemId(fewer, 0)).isEqualTo(a);
    assertThat(item(fewer, 0).getString("referenceId")).isEqualTo("a");
    assertThat(item(fewer, 0).getJsonArray("units")).isEqualTo(units("3"));
    assertThat(itemId(fewer, 1)).isEqualTo(itemId(cart, 1));
    assertThat(List.of(itemId(cart, 0), itemId(cart, 1), itemId(cart, 2)))
        .doesNotContain(itemId(fewer, 2));
    assertThat(checkout.call(shop, "GET", path, null).is(200)).isEqualTo(fewer);
    assertThat(
            checkout
                .call(shop, "GET", path + "/preview", null)
                .is(200)
                .getString("amountDueAfterTax"))
        .isEqualTo("60.0000000000");
  }

  @Test
  @DisplayName("a declined card is switched, and the cart is bought with the other one")
  void switchesCard() {
    Shop shop = new Shop(checkout);
    String bad = shop.card();
    JsonObject cart = shop.create(shop.cart(shop.single("25.00")).put("paymentMethodId", bad));
    String path = "/" + cart.getString("id");
    String declined = shop.finalized(path);
    assertThat(checkout.call(shop, "PATCH", path, new JsonObject().put("locale", "en_US")).code())
        .isEqualTo("409 SHOPPING_CART_BLOCKED");
    shop.decline(cart.getString("id"), declined);
    checkout.events(cart.getString("id"), 3);
    String good = shop.card();
    JsonObject switched = shop.patch(path, new JsonObject().put("paymentMethodId", good));
    assertThat(switched.getString("paymentMethodId")).isEqualTo(good);
    assertThat(shop.finalized(path)).isNotEqualTo(declined);
    JsonObject placed = checkout.events(cart.getString("id"), 5).get(4).data();
    assertThat(placed.getString("paymentInstrumentId")).isEqualTo(good);
  }

  @Test
  @DisplayName("what does not fit together is 400 and changes nothing")
  void refuses() {
    Shop shop = new Shop(checkout);
    String plan = shop.single("25.00");
    JsonObject cart = shop.create(shop.cart(plan));
    String path = "/" + cart.getString("id");
    refused(shop, path, new JsonObject().put("currency", "CAD"), "pricingPlanId");
    refused(shop, path, new JsonObject().put("locale", "x"), "locale");
    refused(
        shop,
        path,
        new JsonObject().put("items", items(ref("a", plan), ref("a", plan))),
        "referenceId");
    refused(
        shop,
        path,
        new JsonObject()
            .put(
                "items",
                items(
                    Shop.item(plan).put("id", itemId(cart, 0)),
                    Shop.item(plan).put("id", itemId(cart, 0)))),
        "items[1].id");
    refused(
        shop,
        path,
        new JsonObject().put("associations", associations("ref:x", "ref:y")),
        "associations[0].parentItemId");
    assertThat(checkout.call(shop, "GET", path, null).is(200)).isEqualTo(cart);
    assertThat(checkout.call(shop, "PATCH", "/unknown", new JsonObject()).code())
        .isEqualTo("404 SHOPPING_CART_NOT_FOUND");
  }

  @Test
  @DisplayName("add-ons: associated by reference, shown, kept, told to billing, deleted in cascade")
  void addOns() {
    Shop shop = new Shop(checkout);
    shop.card();
    String plan = shop.single("25.00");
    JsonObject cart =
        shop.create(
            shop.cart()
                .put(
                    "items",
                    items(ref("seat", plan), ref("backup", plan), Shop.item(plan).put("id", "x")))
                .put("associations", associations("ref:seat", "ref:backup", "x")));
    String path = "/" + cart.getString("id");
    JsonArray shown = (JsonArray) checkout.call(shop, "GET", path + "/associations", null).json();
    assertThat(shown).isEqualTo(associations(itemId(cart, 0), itemId(cart, 1), itemId(cart, 2)));
    assertThat(cart.getJsonArray("associations")).isEqualTo(shown);
    JsonObject kept =
        checkout.call(shop, "PUT", path + "/items/ref:backup", ref("backup", plan)).is(200);
    assertThat(kept.getString("id")).isEqualTo(itemId(cart, 1));
    assertThat(checkout.call(shop, "GET", path + "/associations", null).json()).isEqualTo(shown);
    shop.patch(path, new JsonObject().put("associations", associations("ref:seat", "ref:backup")));
    String purchase = shop.finalized(path);
    JsonArray sold = placed(cart, purchase).getJsonArray("items");
    assertThat(sold.getJsonObject(0).getString("parentItemId")).isNull();
    assertThat(sold.getJsonObject(1).getString("parentItemId")).isEqualTo(itemId(cart, 0));
    assertThat(sold.getJsonObject(2).getString("parentItemId")).isNull();

    JsonObject other =
        shop.create(
            shop.cart()
                .put("items", items(ref("seat", plan), ref("backup", plan), ref("lone", plan)))
                .put("associations", associations("ref:seat", "ref:backup")));
    JsonObject left =
        checkout
            .call(
                shop,
                "POST",
                "/" + other.getString("id") + "/items/delete",
                new JsonObject()
                    .put("ids", new JsonArray().add("ref:seat"))
                    .put("cascade", new JsonArray().add("ADDON")))
            .is(200);
    assertThat(left.getJsonArray("items")).hasSize(1);
    assertThat(item(left, 0).getString("referenceId")).isEqualTo("lone");
  }

  @Test
  @DisplayName("items are deleted by JsonPath, all or none")
  void jsonPath() {
    Shop shop = new Shop(checkout);
    String cheap = shop.single("1.00");
    String dear = shop.single("25.00");
    JsonObject cart =
        shop.create(
            shop.cart()
                .put(
                    "items",
                    items(
                        ref("a", cheap).put("units", units("5")),
                        ref("b", dear),
                        ref("c", cheap),
                        ref("d", dear))));
    String path = "/" + cart.getString("id") + "/items/delete";
    for (String bad :
        List.of(
            ".items[",
            "$.items[*].id",
            "$.items",
            "$",
            "@",
            "$..id",
            ".items[?(@.id =~ /a/)]",
            ".items[-1000000000:-500000000]",
            "$['items'][0,1000]",
            ".items[?(@.units[-9000:0])]",
            ".items[?(@.units[?(@.quantity=='5')])]",
            ".items[?(" + "(".repeat(400) + ")]")) {
      Answer answer = checkout.call(shop, "POST", path, new JsonObject().put("itemPath", bad));
      assertThat(answer.status()).as("%s %s", bad, answer.json()).isEqualTo(400);
    }
    for (String none : List.of("$.fees", ".items.length()", ".items[9]", ".items[?(@.nothing)]")) {
      delete(shop, path, none, "a", "b", "c", "d");
    }
    assertThat(checkout.call(shop, "POST", path, new JsonObject()).status()).isEqualTo(400);
    assertThat(
            checkout
                .call(
                    shop,
                    "POST",
                    path,
                    new JsonObject()
                        .put("ids", new JsonArray().add("ref:a").add("ref:z"))
                        .put("itemPath", ".items[1]"))
                .code())
        .isEqualTo("404 SHOPPING_CART_ITEM_NOT_FOUND");
    delete(shop, path, ".items[?(@.units[0].quantity=='5')]", "b", "c", "d");
    delete(shop, path, "$.items[?(@.pricingPlanId=='none')]", "b", "c", "d");
    delete(shop, path, ".items[?(@.pricingPlanId=='" + dear + "')]", "c");
    delete(shop, "/api/shoppingCarts/" + cart.getString("id") + "/items/delete", "$['items'][-1:]");
  }

  private static void delete(Shop shop, String path, String itemPath, String... left) {
    JsonObject cart =
        checkout.call(shop, "POST", path, new JsonObject().put("itemPath", itemPath)).is(200);
    assertThat(
            cart.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("referenceId"))
                .toList())
        .containsExactly(left);
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

  private static void refused(Shop shop, String path, JsonObject body, String field) {
    Answer answer = checkout.call(shop, "PATCH", path, body);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(400);
    assertThat(answer.object().getString("message")).contains(field);
  }

  private static JsonObject ref(String reference, String plan) {
    return Shop.item(plan).put("referenceId", reference);
  }

  private static JsonArray items(JsonObject... items) {
    return new JsonArray(List.of((Object[]) items));
  }

  private static JsonArray units(String quantity) {
    return new JsonArray().add(new JsonObject().put("quantity", quantity).put("unit", "USERS"));
  }

  private static JsonArray associations(String parent, String... children) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("parentItemId", parent)
                .put("childItemIds", new JsonArray(List.of((Object[]) children)))
                .put("type", "ADDON"));
  }

  private static JsonObject item(JsonObject cart, int index) {
    return cart.getJsonArray("items").getJsonObject(index);
  }

  private static String itemId(JsonObject cart, int index) {
    return UUID.fromString(item(cart, index).getString("id")).toString();
  }
}
