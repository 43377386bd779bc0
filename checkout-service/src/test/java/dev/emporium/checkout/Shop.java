package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A marketplace in which an owner buys with carts. */
final class Shop extends Neighbours {
  final UUID company = UUID.randomUUID();
  final UUID owner = UUID.randomUUID();
  private final RunningCheckout checkout;

  Shop(RunningCheckout checkout) {
    super(checkout.emporium());
    this.checkout = checkout;
    company(company);
    user(owner, company);
  }

  void company(UUID id) {
    company(id, null);
  }

  /** A company that is another one's customer. */
  void company(UUID id, UUID parent) {
    company(id, parent, null, false);
  }

  void user(UUID id, UUID of) {
    user(id, of, null, null, null);
  }

  /** Waits until checkout knows these users and companies. */
  void known(UUID... ids) {
    for (UUID id : ids) {
      Emporium.eventually(
          () ->
              assertThat(
                      checkout
                          .service()
                          .rows(
                              """
                              select 1 from customer_user where user_id = ?
                              union all select 1 from customer_company where company_id = ?
                              """,
                              id,
                              id))
                  .hasSize(1));
    }
  }

  /** A discount of a percentage on everything, of this code; answers its id. */
  String discount(String code, String percentage, Integer maxRedemptions) {
    return discount(
        new JsonObject()
            .put("discountNumber", 30)
            .put("code", code)
            .put("description", "Ten off")
            .put("percentage", percentage)
            .put("autoApply", false)
            .put("maxRedemptions", maxRedemptions));
  }

  /** A card of the owner's, the default one. */
  String card() {
    return card(owner, company);
  }

  /** Publishes an app with one plan on sale; answers the plan's id. */
  String recurring(String price, int trialDays) {
    return app(UUID.randomUUID(), UUID.randomUUID(), "recurring", price, trialDays, 1, true);
  }

  String single(String price) {
    return app(UUID.randomUUID(), UUID.randomUUID(), "single", price, 0, 1, true);
  }

  String app(
      UUID app, UUID plan, String type, String price, int trial, long sequence, boolean onSale) {
    boolean recurs = type.equals("recurring");
    JsonObject cost =
        new JsonObject()
            .put("costId", UUID.randomUUID().toString())
            .put("category", recurs ? "RECURRING" : "ONE_TIME")
            .put("costType", recurs ? "RECURRING_FLAT" : "ONE_TIME_FLAT")
            .put("strategy", "FLAT");
    JsonObject offer =
        new JsonObject()
            .put("planId", plan.toString())
            .put("paymentPlanNumber", 70)
            .put("modelId", "model-1")
            .put("name", "Basic")
            .put("type", type)
            .put("price", new JsonObject().put("amount", price).put("currency", "USD"))
            .put("trialDays", trial)
            .put("license", "single")
            .put("billingPeriod", recurs ? "monthly" : null)
            .put("billingPeriodUnit", recurs ? 1 : null)
            .put("commission", 3050)
            .put("cost", cost);
    JsonObject snapshot =
        new JsonObject()
            .put("appId", app.toString())
            .put("applicationId", 7)
            .put("name", "Board")
            .put("version", 1)
            .put("status", "approved")
            .put("onSale", onSale)
            .put("editionId", UUID.randomUUID().toString())
            .put("editionNumber", 3)
            .put("plans", new JsonArray().add(offer));
    app(snapshot, sequence);
    return plan.toString();
  }

  /** What billing says when it has sold. */
  void complete(String cart, String purchase) {
    var orders = new JsonObject().put("orderIds", new JsonArray());
    ended("purchase.completed", "cart", cart, purchase, orders);
  }

  /** What billing says when the card was declined. */
  void decline(String cart, String purchase) {
    var why =
        new JsonObject().put("reason", "PAYMENT_FAILED").put("message", "The card was declined.");
    ended("purchase.rejected", "cart", cart, purchase, why);
  }

  /** The body of a cart that the owner buys for itself. */
  JsonObject cart(String... plans) {
    var items = new JsonArray();
    for (String plan : plans) {
      items.add(item(plan));
    }
    return new JsonObject()
        .put("ownerUserId", owner.toString())
        .put("ownerCompanyId", company.toString())
        .put("items", items);
  }

  /** Makes a cart as a marketplace manager. */
  JsonObject create(JsonObject body) {
    return checkout.call(this, "POST", "", body).is(200);
  }

  /** Updates the cart at {@code path}, such as {@code /<id>}. */
  JsonObject patch(String path, JsonObject body) {
    return checkout.call(this, "PATCH", path, body).is(200);
  }

  /** Finalizes the cart at {@code path}; answers the purchase. */
  String finalized(String path) {
    return checkout.call(this, "POST", path + "/finalize", null).is(202).getString("purchaseId");
  }

  static JsonObject item(String plan) {
    return new JsonObject().put("pricingPlanId", plan);
  }
}
