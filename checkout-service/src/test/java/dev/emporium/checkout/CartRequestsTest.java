package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EmporiumTest
class CartRequestsTest {
  private static RunningCheckout checkout;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
  }

  @Test
  @DisplayName("items are added, read, replaced and removed, by id and by reference")
  void items() {
    Shop shop = new Shop(checkout);
    String plan = shop.single("25.00");
    String items = "/" + create(shop, shop.cart()) + "/items";
    JsonObject body =
        Shop.item(plan)
            .put("referenceId", "45")
            .put("units", units("5", "USERS"))
            .put(
                "customAttributes",
                new JsonObject().put("subscription", new JsonObject().put("colour", "red")));
    JsonObject added = ok(checkout.call(shop, "POST", items, body));
    assertThat(added.getString("referenceId")).isEqualTo("45");
    assertThat(added.getJsonArray("units")).isEqualTo(units("5", "USERS"));
    assertThat(added.getJsonObject("customAttributes"))
        .isEqualTo(body.getJsonObject("customAttributes"));
    assertThat(ok(checkout.call(shop, "GET", items + "/ref:45", null))).isEqualTo(added);
    assertThat(checkout.call(shop, "POST", items, body).code()).isEqualTo("400 BAD_REQUEST");

    JsonObject put =
        ok(
            checkout.call(
                shop,
                "PUT",
                items + "/ref:45",
                Shop.item(plan).put("units", units("15", "USERS"))));
    assertThat(put.getString("id")).isEqualTo(added.getString("id"));
    assertThat(put.getString("referenceId")).isEqualTo("45");
    assertThat(put.getJsonArray("units")).isEqualTo(units("15", "USERS"));
    Answer all = checkout.call(shop, "GET", items, null);
    assertThat(all.json()).isEqualTo(new JsonArray().add(put));

    assertThat(checkout.call(shop, "DELETE", items + "/" + added.getString("id"), null).status())
        .isEqualTo(204);
    assertThat(checkout.call(shop, "GET", items + "/ref:45", null).code())
        .isEqualTo("404 SHOPPING_CART_ITEM_NOT_FOUND");
    assertThat(checkout.call(shop, "DELETE", items + "/ref:45", null).code())
        .isEqualTo("404 SHOPPING_CART_ITEM_NOT_FOUND");
  }

  @Test
  @DisplayName("a cart keeps what it was given and shows its times as epoch milliseconds")
  void keeps() {
    Shop shop = new Shop(checkout);
    JsonObject attributes =
        new JsonObject()
            .put("purchase", new JsonObject().put("preferredTime", "10:00"))
            .put(
                "ownerUser",
                new JsonObject()
                    .put("customAttributes", new JsonObject().put("n", new JsonArray().add(1))));
    JsonObject body =
        shop.cart()
            .put("locale", "en_US")
            .put("currency", "EUR")
            .put("paymentMethodId", "pm-1")
            .put("customAttributes", attributes)
            .put("fees", new JsonArray())
            .put("preAuthId", "");
    String id = create(shop, body);
    JsonObject cart = ok(checkout.call(shop, "GET", "/" + id, null));
    assertThat(cart.getJsonObject("customAttributes")).isEqualTo(attributes);
    assertThat(cart.getString("locale")).isEqualTo("en_US");
    assertThat(cart.getString("currency")).isEqualTo("EUR");
    assertThat(cart.getString("paymentMethodId")).isEqualTo("pm-1");
    assertThat(Long.parseLong(cart.getString("createdOn"))).isGreaterThan(1_700_000_000_000L);
  }

  @Test
  @DisplayName("what is malformed or not supported is 400 and names the field")
  void malformed() {
    Shop shop = new Shop(checkout);
    JsonObject item = Shop.item(shop.single("1"));
    String items = "/" + create(shop, shop.cart()) + "/items";
    Answer change = checkout.call(shop, "POST", items, item.copy().put("subscriptionId", "x"));
    assertThat(change.code()).isEqualTo("400 FIELD_NOT_SUPPORTED");
    assertThat(change.object().getString("message")).contains("subscriptionId");
    refused(
        shop,
        items,
        item.copy().put("customPrices", new JsonArray().add(new JsonObject().put("costId", "c"))),
        "customPrices[0]");
    JsonObject schedule = new JsonObject().put("strategy", "CUSTOM").put("date", "1546300800000");
    refused(shop, items, item.copy().put("serviceConfiguration", schedule), "serviceConfiguration");
    refused(
        shop,
        items,
        item.copy().put("billingConfiguration", schedule.copy().put("date", "soon")),
        "billingConfiguration.date");
    refused(
        shop,
        items,
        item.copy().put("billingConfiguration", new JsonObject().put("strategy", "SOON")),
        "billingConfiguration.strategy");
    refused(shop, items, item.copy().put("units", units("0", "USERS")), "units[0].quantity");
    refused(shop, items, item.copy().put("units", units("x", "USERS")), "units.0.quantity");
    var twice = units("1", "USER").addAll(units("2", "USERS"));
    refused(shop, items, item.copy().put("units", twice), "units[1].unit");
    var exact = new JsonObject().put("costId", "c").put("price", "1.12345678901");
    refused(
        shop, items, item.copy().put("customPrices", new JsonArray().add(exact)), "customPrices");
    var contract = new JsonObject().put("minimumServiceLengthUnit", "FORTNIGHT");
    refused(
        shop,
        items,
        item.copy().put("customContractConfiguration", contract),
        "minimumServiceLengthUnit");
    refused(shop, items, item.copy().put("pricingPlanId", 7), "pricingPlanId");
    refused(shop, items, new JsonObject(), "pricingPlanId");
    refused(shop, items, item.copy().put("referenceId", "a\u0000b"), "U+0000");
    JsonObject fee = new JsonObject().put("key", "SHIPPING").put("amount", "9.81");
    JsonObject nul = new JsonObject().put("params", new JsonObject().put("a", "\u0000").encode());
    String fees = items.replace("/items", "/fees");
    refused(shop, fees, fee.put("description", nul), "description.params");
    refused(shop, "", shop.cart().put("associations", new JsonArray().add("x")), "associations");
    refused(shop, "", shop.cart().put("ownerUserId", "me"), "ownerUserId");
    refused(shop, "", shop.cart().put("currency", "XXX"), "currency");
    refused(
        shop,
        "",
        shop.cart("p").put("currency", "CAD").put("items", new JsonArray().add(item)),
        "pricingPlanId");
    Answer partner =
        checkout.call(
            Principals.appdirect(shop.marketplace, null, null, "ROLE_CHANNEL_ADMIN"),
            "OTHER",
            "POST",
            "",
            shop.cart());
    assertThat(partner.code()).isEqualTo("400 INVALID_PARTNER");
    Answer level = checkout.call(shop, "POST", "/x/validation?level=NOW", null);
    assertThat(level.status()).isEqualTo(400);
    assertThat(level.object().getString("message")).contains("level");
  }

  @Test
  @DisplayName("lists filter, sort and page, and show only the marketplace's carts")
  void lists() {
    Shop shop = new Shop(checkout);
    Shop other = new Shop(checkout);
    create(other, other.cart());
    UUID app = UUID.randomUUID();
    String plan = shop.app(app, UUID.randomUUID(), "single", "1.00", 0, 1, true);
    String first = create(shop, shop.cart(plan));
    String second = create(shop, shop.cart());
    String third = create(shop, shop.cart().put("ownerCompanyId", UUID.randomUUID().toString()));

    JsonObject page = ok(checkout.call(shop, "GET", "?size=2&number=1", null));
    assertThat(ids(page)).containsExactly(first, second);
    assertThat(page.getJsonObject("page"))
        .isEqualTo(
            new JsonObject()
                .put("size", 2)
                .put("totalElements", 3)
                .put("totalPages", 2)
                .put("number", 1));
    assertThat(ids(list(shop, "?size=2&number=2"))).containsExactly(third);
    assertThat(ids(list(shop, "?sortOrder=DESC"))).containsExactly(third, second, first);
    assertThat(ids(list(shop, "?sortField=id"))).isSorted().hasSize(3);
    assertThat(ids(list(shop, "?productId=" + app))).containsExactly(first);
    assertThat(ids(list(shop, "?ownerCompanyId=" + shop.company))).containsExactly(first, second);
    assertThat(ids(list(shop, "?buyerUserId=" + UUID.randomUUID()))).isEmpty();
    assertThat(ids(list(shop, "?status=FINISHED"))).isEmpty();
    assertThat(ids(list(shop, "?status=ACTIVE&status=FINISHED"))).hasSize(3);
    assertThat(ids(list(shop, "?partner=" + shop.partner))).hasSize(3);
    assertThat(ids(list(shop, "?partner=OTHER"))).isEmpty();
    for (String bad :
        List.of("size=0", "size=101", "number=0", "sortField=x", "status=OPEN", "ownerUserId=1")) {
      assertThat(checkout.call(shop, "GET", "?" + bad, null).code()).isEqualTo("400 BAD_REQUEST");
    }
  }

  @Test
  @DisplayName("another marketplace's cart is 404, another user's too for who manages nothing")
  void strangers() {
    Shop shop = new Shop(checkout);
    Shop other = new Shop(checkout);
    String id = create(shop, shop.cart());
    create(other, other.cart());
    for (String path : List.of("", "/items", "/preview", "/pricingSummary", "/validation")) {
      assertThat(checkout.call(other, "GET", "/" + id + path, null).code())
          .isEqualTo("404 SHOPPING_CART_NOT_FOUND");
    }
    assertThat(checkout.call(other, "POST", "/" + id + "/finalize", null).code())
        .isEqualTo("404 SHOPPING_CART_NOT_FOUND");
    UUID stranger = UUID.randomUUID();
    assertThat(asUser(shop, stranger, "GET", "/" + id, null).code())
        .isEqualTo("404 SHOPPING_CART_NOT_FOUND");
    assertThat(ids(asUser(shop, stranger, "GET", "", null).object())).isEmpty();
    assertThat(asUser(shop, stranger, "POST", "", shop.cart()).code()).isEqualTo("403 FORBIDDEN");
    assertThat(asUser(shop, shop.owner, "GET", "/" + id, null).status()).isEqualTo(200);
    assertThat(ids(asUser(shop, shop.owner, "GET", "", null).object())).containsExactly(id);
    assertThat(asUser(shop, shop.owner, "POST", "", shop.cart()).status()).isEqualTo(200);
  }

  private static Answer asUser(Shop shop, UUID user, String method, String path, JsonObject body) {
    return checkout.call(
        Principals.appdirect(shop.marketplace, user, shop.company, "ROLE_USER"),
        shop.partner,
        method,
        path,
        body);
  }

  private static void refused(Shop shop, String path, JsonObject body, String field) {
    Answer answer = checkout.call(shop, "POST", path, body);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(400);
    assertThat(answer.object().getString("message")).contains(field);
  }

  private static String create(Shop shop, JsonObject body) {
    return ok(checkout.call(shop, "POST", "", body)).getString("id");
  }

  private static JsonObject list(Shop shop, String query) {
    return ok(checkout.call(shop, "GET", query, null));
  }

  private static JsonObject ok(Answer answer) {
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    return answer.object();
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("content").stream()
        .map(cart -> ((JsonObject) cart).getString("id"))
        .toList();
  }

  private static JsonArray units(String quantity, String unit) {
    return new JsonArray().add(new JsonObject().put("quantity", quantity).put("unit", unit));
  }
}
