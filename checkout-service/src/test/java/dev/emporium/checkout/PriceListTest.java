package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plans as the catalog tells them (ARCHITECTURE.md, the price list), sold by carts. */
@EmporiumTest
class PriceListTest {
  private static RunningCheckout checkout;

  @BeforeAll
  static void start(Emporium emporium) {
    checkout = new RunningCheckout(emporium);
  }

  @Test
  @DisplayName(
      "stored or not, a cart's preview, its summary and its purchase say the same of tiers")
  void tiers() {
    Shop shop = new Shop(checkout);
    shop.card();
    UUID app = UUID.randomUUID();
    UUID plan = tiered(shop, app, 1, "10");
    JsonObject cart = cart(shop, plan, "14");

    JsonObject shown = checkout.call(shop, "POST", "/preview", cart).is(200);
    // 2 of 14 are included: 5 x 10 + 5 x 8 + 2 x 6, and 100 once
    assertThat(shown.getString("amountDueBeforeTax")).isEqualTo("202.0000000000");
    assertThat(totals(shown)).containsExactly("50", "40", "12", "0", "100");
    JsonObject summary = checkout.call(shop, "POST", "/pricingSummary", cart).is(200);
    JsonObject line =
        summary
            .getJsonArray("items")
            .getJsonObject(0)
            .getJsonObject("effectiveCost")
            .getJsonArray("costs")
            .getJsonObject(0);
    assertThat(line.getString("pricingStrategy")).isEqualTo("TIERED");
    assertThat(line.getJsonArray("explanation"))
        .containsExactly(
            "TIERED by USER, RECURRING",
            "5 x 10 = 50",
            "5 x 8 = 40",
            "2 x 6 = 12",
            "total 102.00 USD");

    String id = checkout.call(shop, "POST", "", cart).is(200).getString("id");
    tiered(shop, app, 2, "1000");
    Emporium.eventually(
        () ->
            assertThat(checkout.call(shop, "POST", "/preview", cart).is(200).encode())
                .contains("5000.0000000000"));
    JsonObject stored = checkout.call(shop, "GET", "/" + id + "/preview", null).is(200);
    assertThat(stored.getString("amountDueBeforeTax")).isEqualTo("202.0000000000");
    checkout.call(shop, "POST", "/" + id + "/finalize", null).is(202);
    JsonObject purchase = checkout.events(id, 2).get(1).data();
    assertThat(purchase.getString("dueNow")).isEqualTo("202.00");
    JsonObject item = purchase.getJsonArray("items").getJsonObject(0);
    assertThat(item.getInteger("planVersion")).isEqualTo(1);
    assertThat(item.getJsonArray("units").getJsonObject(0).getString("quantity"))
        .isEqualTo("14.0000000000");
    assertThat(item.getJsonArray("phases")).hasSize(1);
  }

  @Test
  @DisplayName("a discount that applies by itself is given, as often as it may be redeemed")
  void autoApply() {
    Shop shop = new Shop(checkout);
    UUID plan = tiered(shop, UUID.randomUUID(), 1, "10");
    discount(shop, "5", 1);
    JsonObject two = cart(shop, plan, "14");
    two.getJsonArray("items").add(two.getJsonArray("items").getJsonObject(0).copy());
    Emporium.eventually(
        () ->
            assertThat(
                    checkout
                        .call(shop, "POST", "/preview", two)
                        .is(200)
                        .getString("amountDueBeforeTax"))
                .isEqualTo("393.9000000000"));
  }

  @Test
  @DisplayName("a rejected purchase gives its redemptions back, once")
  void released() {
    Shop shop = new Shop(checkout);
    shop.card();
    UUID plan = tiered(shop, UUID.randomUUID(), 1, "10");
    shop.discount("ONLY", "10", 1);
    String first = discounted(shop, plan);
    String second = discounted(shop, plan);
    String purchase =
        checkout
            .call(shop, "POST", "/" + first + "/finalize", null)
            .is(202)
            .getString("purchaseId");
    checkout.call(shop, "POST", "/" + second + "/finalize", null).is(400);
    shop.decline(first, purchase);
    shop.decline(first, purchase);
    Emporium.eventually(
        () -> checkout.call(shop, "POST", "/" + second + "/finalize", null).is(202));
    checkout.call(shop, "POST", "/" + first + "/finalize", null).is(400);
    assertThat(
            checkout
                .service()
                .rows(
                    "select redeemed from known_discount where marketplace_id = ?",
                    shop.marketplace))
        .hasToString("[{redeemed=1}]");
  }

  private static String discounted(Shop shop, UUID plan) {
    JsonObject cart = cart(shop, plan, "5");
    cart.getJsonArray("items").getJsonObject(0).put("discountCode", "only");
    return checkout.call(shop, "POST", "", cart).is(200).getString("id");
  }

  @Test
  @DisplayName("billing may begin on a later day: recurring costs are not due before")
  void laterBilling() {
    Shop shop = new Shop(checkout);
    UUID plan = tiered(shop, UUID.randomUUID(), 1, "10");
    JsonObject cart = cart(shop, plan, "14");
    cart.getJsonArray("items")
        .getJsonObject(0)
        .put(
            "billingConfiguration",
            new JsonObject().put("strategy", "CUSTOM").put("date", "2099-03-01T00:00:00.000Z"));
    Answer answer = checkout.call(shop, "POST", "/preview", cart);
    assertThat(answer.is(200).getString("amountDueBeforeTax")).isEqualTo("100.0000000000");
    assertThat(
            answer
                .object()
                .getJsonArray("recurringTotals")
                .getJsonObject(0)
                .getString("nextInvoiceDate"))
        .isEqualTo("2099-03-01");
  }

  @Test
  @DisplayName("item details: one product as the document's object, several as an array")
  void itemDetails() {
    Shop shop = new Shop(checkout);
    shop.known(shop.owner, shop.company);
    UUID app = UUID.randomUUID();
    UUID plan = tiered(shop, app, 1, "10");
    String address = "/api/api/v3/checkout/items";
    JsonObject asked =
        new JsonObject()
            .put("ownerUserId", shop.owner.toString())
            .put("ownerCompanyId", shop.company.toString())
            .put("buyerUserId", shop.owner.toString())
            .put("buyerCompanyId", shop.company.toString())
            .put("currency", "USD")
            .put("productIds", new JsonArray().add(app.toString()));
    Emporium.eventually(() -> checkout.call(shop, "POST", address, asked).is(200));
    JsonObject details = checkout.call(shop, "POST", address, asked).is(200);
    assertThat(details.getString("id")).isEqualTo(app.toString());
    JsonObject edition = details.getJsonArray("editions").getJsonObject(0);
    assertThat(edition.getJsonObject("freeTrialTerms")).isNull();
    JsonObject offered = edition.getJsonArray("pricingPlans").getJsonObject(0);
    assertThat(offered.getString("id")).isEqualTo(plan.toString());
    assertThat(offered.getString("pricingPeriod")).isEqualTo("MONTHLY");
    JsonObject definition =
        offered
            .getJsonArray("pricingSources")
            .getJsonObject(0)
            .getJsonArray("pricingDefinitions")
            .getJsonObject(0);
    assertThat(definition.getJsonArray("priceRanges")).hasSize(3);
    assertThat(definition.getJsonArray("priceRanges").getJsonObject(0).getString("salePrice"))
        .isEqualTo("10.0000000000");
    JsonObject twice = asked.copy().put("productIds", new JsonArray().add("7").add(app.toString()));
    assertThat(checkout.call(shop, "POST", address, twice).json()).isInstanceOf(JsonArray.class);
    JsonObject foreign = asked.copy().put("currency", "EUR");
    assertThat(checkout.call(shop, "POST", address, foreign).is(200).getJsonArray("editions"))
        .isEmpty();
    JsonObject unknown = asked.copy().put("productIds", new JsonArray().add("99"));
    assertThat(checkout.call(shop, "POST", address, unknown).code())
        .isEqualTo("404 PRODUCT_NOT_FOUND");
    Shop other = new Shop(checkout);
    assertThat(checkout.call(other, "POST", address, asked).code())
        .isEqualTo("404 PRODUCT_NOT_FOUND");
  }

  private static List<String> totals(JsonObject preview) {
    return preview.getJsonArray("items").getJsonObject(0).getJsonArray("costs").stream()
        .map(each -> new BigDecimal(((JsonObject) each).getString("totalSalePrice")))
        .map(each -> each.signum() == 0 ? "0" : each.stripTrailingZeros().toPlainString())
        .toList();
  }

  private static JsonObject cart(Shop shop, UUID plan, String users) {
    JsonObject cart = shop.cart(plan.toString());
    cart.getJsonArray("items")
        .getJsonObject(0)
        .put(
            "units",
            new JsonArray().add(new JsonObject().put("quantity", users).put("unit", "USERS")));
    return cart;
  }

  private static void discount(Shop shop, String percentage, Integer maxRedemptions) {
    shop.discount(
        new JsonObject()
            .put("discountNumber", 31)
            .put("description", "For everybody")
            .put("percentage", percentage)
            .put("billingCycles", 3)
            .put("autoApply", true)
            .put("maxRedemptions", maxRedemptions));
  }

  /** 2 users included, then up to 5, up to 10 and more at falling prices, and 100 once. */
  private static UUID tiered(Shop shop, UUID app, long sequence, String first) {
    UUID plan = UUID.nameUUIDFromBytes(app.toString().getBytes(StandardCharsets.UTF_8));
    String edition = "c134a1b5-b667-45a3-b572-8f3453a277a7";
    JsonObject seats =
        new JsonObject()
            .put("costId", "seats")
            .put("category", "RECURRING")
            .put("costType", "RECURRING_PER_UNIT")
            .put("strategy", "TIERED")
            .put("unit", "USER")
            .put("amount", new JsonObject())
            .put("wholesale", new JsonObject())
            .put(
                "ranges",
                new JsonArray()
                    .add(range("0", "5", first))
                    .add(range("5", "10", "8"))
                    .add(range("10", null, "6")))
            .put("markups", new JsonArray())
            .put("increment", "1")
            .put("pricePerIncrement", false)
            .put("decimals", false)
            .put("included", "2")
            .put("minUnits", "0")
            .putNull("maxUnits")
            .put("metered", false);
    JsonObject setup =
        new JsonObject()
            .put("costId", "setup")
            .put("category", "ONE_TIME")
            .put("costType", "SETUP_FEE")
            .put("strategy", "FLAT")
            .put("amount", new JsonObject().put("USD", "100"))
            .put("ranges", new JsonArray());
    JsonObject offer =
        new JsonObject()
            .put("planId", plan.toString())
            .put("version", (int) sequence)
            .put("paymentPlanNumber", 70)
            .put("modelId", "model-1")
            .put("name", "Team")
            .put("planName", "Team")
            .put("editionId", edition)
            .put("editionNumber", 3)
            .put("editionName", "Standard")
            .put("type", "recurring")
            .put("price", new JsonObject().put("amount", "0").put("currency", "USD"))
            .put("trialDays", 0)
            .put("license", "single")
            .put("billingPeriod", "monthly")
            .put("billingPeriodUnit", 1)
            .put("frequency", "MONTHLY")
            .put("commission", 3050)
            .put("visibleTo", new JsonArray())
            .put("cost", setup.copy())
            .put("costs", new JsonArray().add(seats).add(setup))
            .put(
                "unitLimits",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("unit", "USER")
                            .put("min", "0")
                            .putNull("max")
                            .put("increment", "1")
                            .put("decimals", false)
                            .put("included", "2")));
    JsonObject snapshot =
        new JsonObject()
            .put("appId", app.toString())
            .put("applicationId", 7)
            .put("name", "Board")
            .put("status", "approved")
            .put("onSale", true)
            .put("editionId", edition)
            .put("editionNumber", 3)
            .put(
                "editions",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("editionId", edition)
                            .put("name", "Standard")
                            .put("revenueType", "RECURRING")
                            .put("visibleTo", new JsonArray())))
            .put("plans", new JsonArray().add(offer));
    shop.app(snapshot, sequence);
    return plan;
  }

  private static JsonObject range(String min, String max, String price) {
    return new JsonObject()
        .put("min", min)
        .put("max", max)
        .put("price", new JsonObject().put("USD", price))
        .put("flat", new JsonObject());
  }
}
