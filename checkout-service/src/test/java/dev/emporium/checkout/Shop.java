package dev.emporium.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A marketplace for a test: tells checkout what the other services would, and names its people. */
final class Shop {
  final UUID marketplace = UUID.randomUUID();
  final String partner = "PARTNER-" + marketplace.toString().substring(0, 8);
  final UUID company = UUID.randomUUID();
  final UUID owner = UUID.randomUUID();
  private final RunningCheckout checkout;

  Shop(RunningCheckout checkout) {
    this.checkout = checkout;
    checkout.publish(
        "installation",
        marketplace,
        "marketplace.created",
        "marketplace/" + marketplace,
        1,
        new JsonObject()
            .put("marketplaceId", marketplace.toString())
            .put("partner", partner)
            .put("currency", "USD")
            .put("clockOffsetMillis", 0));
    company(company);
    user(owner, company);
  }

  void company(UUID id) {
    company(id, null);
  }

  /** A company that is another one's customer. */
  void company(UUID id, UUID parent) {
    checkout.publish(
        "installation",
        marketplace,
        "company.created",
        "company/" + id,
        1,
        new JsonObject()
            .put("companyId", id.toString())
            .put("parentId", parent == null ? null : parent.toString())
            .put("enabled", true));
  }

  void user(UUID id, UUID of) {
    checkout.publish(
        "installation",
        marketplace,
        "user.created",
        "user/" + id,
        1,
        new JsonObject()
            .put("userId", id.toString())
            .put("companyId", of.toString())
            .put("enabled", true)
            .put("customData", new JsonObject()));
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
    String id = UUID.randomUUID().toString();
    checkout.publish(
        "billing",
        marketplace,
        "discount.created",
        "discount/" + id,
        1,
        new JsonObject()
            .put(
                "discount",
                new JsonObject()
                    .put("discountId", id)
                    .put("discountNumber", 30)
                    .put("code", code)
                    .put("description", "Ten off")
                    .put("percentage", percentage)
                    .put("autoApply", false)
                    .put("maxRedemptions", maxRedemptions)));
    return id;
  }

  /** A card of the owner's, the default one. */
  String card() {
    String id = UUID.randomUUID().toString();
    checkout.publish(
        "billing",
        marketplace,
        "payment-instrument.added",
        "payment-instrument/" + id,
        1,
        new JsonObject()
            .put("paymentInstrumentId", id)
            .put("companyId", company.toString())
            .put("userId", owner.toString())
            .put("method", "CREDIT_CARD")
            .put("isDefault", true)
            .put("usable", true));
    return id;
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
    checkout.publish(
        "catalog",
        marketplace,
        sequence == 1 ? "app.approved" : "app.updated",
        "app/" + app,
        sequence,
        new JsonObject().put("app", snapshot));
    return plan.toString();
  }

  /** What billing says when it has sold. */
  void complete(String cart, String purchase) {
    outcome(
        "purchase.completed", cart, purchase, new JsonObject().put("orderIds", new JsonArray()));
  }

  /** What billing says when the card was declined. */
  void decline(String cart, String purchase) {
    outcome(
        "purchase.rejected",
        cart,
        purchase,
        new JsonObject().put("reason", "PAYMENT_FAILED").put("message", "The card was declined."));
  }

  private void outcome(String type, String cart, String purchase, JsonObject data) {
    checkout.publish(
        "billing",
        marketplace,
        type,
        "purchase/" + purchase,
        1,
        data.put("purchaseId", purchase).put("origin", "cart").put("cartId", cart));
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
