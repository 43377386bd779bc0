package dev.emporium.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an order and a subscription say of the sale they come from, and how add-ons end. */
@EmporiumTest
class AssistedSaleTest {
  private static TestService billing;
  private Fixture shop;

  @BeforeAll
  static void start(Emporium emporium) {
    billing = emporium.start("billing", BillingService::wire);
  }

  @BeforeEach
  void shop(Emporium emporium) {
    shop = new Fixture(emporium, billing);
    shop.card("4242424242424242");
  }

  @Test
  void anOrderNamesItsAgentAndItsDiscountUntilItEnds() {
    JsonObject discount =
        shop.manager
            .post(
                "/api/channel/v1/discounts",
                new JsonObject()
                    .put("type", "PERCENTAGE")
                    .put("percentage", 10)
                    .put("code", "TENTH")
                    .put("description", "A tenth"))
            .json();
    JsonObject item = shop.item("recurring", 0, "9.00");
    JsonObject off =
        item.getJsonArray("lines")
            .getJsonObject(0)
            .copy()
            .put("kind", "DISCOUNT")
            .put("costId", null)
            .put("discountId", discount.getString("uuid"))
            .put("unitPrice", "-1.00")
            .put("total", "-1.00");
    JsonObject cost =
        item.getJsonArray("lines").getJsonObject(0).put("unitPrice", "10.00").put("total", "10.00");
    item.getJsonArray("lines").add(off);
    item.put("units", new JsonArray().add(new JsonObject().put("unit", "USER").put("quantity", 12)))
        .put(
            "phases",
            new JsonArray()
                .add(phase(1, 3, "9.00", cost.copy(), off.copy()))
                .add(phase(4, null, "10.00", cost.copy())));
    UUID other = Ids.uuid7();
    JsonObject purchase =
        shop.purchase(item, shop.item("single", 0, "5.00"))
            .put("origin", "opportunity")
            .put("salesUserId", shop.user.toString())
            .put("salesCompanyId", other.toString());
    shop.place(purchase);
    shop.ended(purchase);

    JsonArray orders =
        shop.manager.get(shop.path("/orders?sortField=ORDER_ID")).json().getJsonArray("orders");
    JsonObject order = orders.getJsonObject(0);
    assertThat(order.getLong("discountId")).isEqualTo(discount.getLong("id"));
    Instant started = Instant.ofEpochMilli(order.getLong("startDate"));
    assertThat(Instant.ofEpochMilli(order.getLong("endOfDiscountDate")))
        .isEqualTo(started.atOffset(ZoneOffset.UTC).plusMonths(3).toInstant());
    assertThat(order.getJsonObject("salesSupportUser").getString("id")).isEqualTo(shop.user + "");
    assertThat(order.getJsonObject("salesSupportCompany").getString("id")).isEqualTo(other + "");
    assertThat(orders.getJsonObject(1).getValue("discountId")).isNull();
    assertThat(orders.getJsonObject(1).getValue("endOfDiscountDate")).isNull();
    JsonObject embedded =
        Fixture.APPDIRECT
            .check(
                "getOrder",
                shop.manager.get(
                    "/api/billing/v1/orders/"
                        + order.getLong("id")
                        + "?expand=salesSupportUser,user,company"))
            .json()
            .getJsonObject("_embedded");
    assertThat(embedded.getJsonObject("salesSupportUser").getString("email"))
        .isEqualTo("ada@example.com");

    JsonArray sold = list("?discountId=" + discount.getLong("id"));
    assertThat(sold).hasSize(1);
    assertThat(sold.getJsonObject(0).getInteger("maxUsers")).isEqualTo(12);
    assertThat(list("?discountId=999999")).isEmpty();
  }

  @Test
  void whatIsBoughtWithoutHelpNamesNobody() {
    shop.buy(shop.item("recurring", 0, "4.99"));
    JsonObject order =
        shop.manager.get(shop.path("/orders")).json().getJsonArray("orders").getJsonObject(0);
    assertThat(order.getValue("salesSupportUser")).isNull();
    assertThat(order.getValue("salesSupportCompany")).isNull();
    JsonObject subscription = list("").getJsonObject(0);
    assertThat(subscription.getValue("parentSubscriptionId")).isNull();
    assertThat(subscription.getValue("maxUsers")).isNull();
  }

  @Test
  void addOnsEndWithWhatTheyWereBoughtFor() {
    JsonObject parent = shop.item("recurring", 0, "4.99");
    JsonObject addOn = under(parent, "1.00");
    JsonObject deeper = under(addOn, "0.50");
    JsonObject other = shop.item("recurring", 0, "2.00");
    shop.buy(deeper, addOn, parent, other); // an add-on may stand before its parent
    JsonObject of = byPrice("4.99");
    assertThat(byPrice("1.00").getString("parentSubscriptionId")).isEqualTo(of.getString("id"));
    assertThat(byPrice("0.50").getString("parentSubscriptionId"))
        .isEqualTo(byPrice("1.00").getString("id"));

    var answer = shop.manager.delete("/api/billing/v1/subscriptions/" + of.getString("id"));
    assertThat(Fixture.APPDIRECT.check("cancelSubscription", answer).status()).isEqualTo(204);
    for (String price : List.of("4.99", "1.00", "0.50")) {
      assertThat(byPrice(price).getString("status")).as(price).isEqualTo("CANCELLED");
    }
    assertThat(byPrice("2.00").getString("status")).isEqualTo("ACTIVE");
    Emporium.eventually(
        () ->
            assertThat(shop.events("subscription.cancelled"))
                .extracting(
                    event ->
                        event
                            .data()
                            .getJsonObject("subscription")
                            .getJsonObject("price")
                            .getString("amount"))
                .containsExactlyInAnyOrder("4.99", "1.00", "0.50"));
    shop.assertBalanced();
  }

  @Test
  void anAddOnEndsAlone() {
    JsonObject parent = shop.item("recurring", 0, "4.99");
    shop.buy(parent, under(parent, "1.00"));
    var answer =
        shop.manager.delete("/api/billing/v1/subscriptions/" + byPrice("1.00").getString("id"));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(byPrice("4.99").getString("status")).isEqualTo("ACTIVE");
    assertThat(byPrice("1.00").getString("status")).isEqualTo("CANCELLED");
  }

  private JsonObject under(JsonObject parent, String price) {
    return shop.item("recurring", 0, price).put("parentItemId", parent.getString("itemId"));
  }

  private static JsonObject phase(int from, Integer to, String total, JsonObject... lines) {
    return new JsonObject()
        .put("fromCycle", from)
        .put("toCycle", to)
        .put("lines", new JsonArray(List.of(lines)))
        .put("total", total);
  }

  private JsonArray list(String query) {
    return shop.manager.get(shop.path("/subscriptions" + query)).array();
  }

  private JsonObject byPrice(String price) {
    return list("?expand=order").stream()
        .map(each -> (JsonObject) each)
        .filter(
            each ->
                each.getJsonObject("_embedded")
                        .getJsonObject("order")
                        .getNumber("totalPrice")
                        .doubleValue()
                    == Double.parseDouble(price))
        .findFirst()
        .orElseThrow();
  }
}
