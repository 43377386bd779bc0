package dev.emporium.checkout;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Apps as the catalog's events tell them, with price lists (ARCHITECTURE.md, catalog). */
final class SalesCatalog {
  private SalesCatalog() {}

  /** Seats: 20 for each of the first five, 15 for each further one; 100 once for setting up. */
  static JsonObject seats(String appId, String planId) {
    return app(
        appId,
        "Seats",
        null,
        plan(
            planId,
            "Team",
            cost("RECURRING", "RECURRING_PER_UNIT", "TIERED")
                .put("unit", "USER")
                .put("amount", new JsonObject())
                .put(
                    "ranges",
                    new JsonArray().add(range("0", "5", "20")).add(range("5", null, "15")))
                .put("minUnits", "1"),
            cost("ONE_TIME", "SETUP_FEE", "FLAT").put("amount", usd("100"))));
  }

  /** 5.00 a month beside one of the parents. */
  static JsonObject addOn(String appId, String planId, String... parents) {
    return app(
        appId,
        "Support",
        new JsonObject().put("parents", new JsonArray(List.of(parents))),
        plan(planId, "Gold", cost("RECURRING", "RECURRING_FLAT", "FLAT").put("amount", usd("5"))));
  }

  /** A flat price a month. */
  static JsonObject flat(String appId, String planId, String price) {
    return app(
        appId,
        "Board",
        null,
        plan(
            planId,
            "Basic",
            cost("RECURRING", "RECURRING_FLAT", "FLAT").put("amount", usd(price))));
  }

  private static JsonObject app(String appId, String name, JsonObject addOn, JsonObject plan) {
    String edition = "e" + appId.substring(1);
    return new JsonObject()
        .put("appId", appId)
        .put("applicationId", 7)
        .put("developerId", "ada")
        .put("name", name)
        .put("version", 1)
        .put("status", "approved")
        .put("onSale", true)
        .put("productType", "WEB_APP")
        .put("addOn", addOn)
        .put("editionId", edition)
        .put("editionNumber", 3)
        .put(
            "editions",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("editionId", edition)
                        .put("editionNumber", 3)
                        .put("code", "EDITION_CODE")))
        .put("plans", new JsonArray().add(plan.put("editionId", edition)));
  }

  private static JsonObject plan(String planId, String name, JsonObject... costs) {
    return new JsonObject()
        .put("planId", planId)
        .put("version", 1)
        .put("paymentPlanNumber", 70)
        .put("modelId", "model-1")
        .put("name", name)
        .put("planName", name)
        .put("type", "recurring")
        .put("price", new JsonObject().put("amount", "0").put("currency", "USD"))
        .put("trialDays", 0)
        .put("license", "single")
        .put("billingPeriod", "monthly")
        .put("billingPeriodUnit", 1)
        .put("frequency", "MONTHLY")
        .put("commission", 3050)
        .put("currency", "USD")
        .put("currencies", new JsonArray().add("USD"))
        .put("costs", new JsonArray(List.of(costs)))
        .put(
            "contract",
            new JsonObject()
                .put("minimumServiceLength", 12)
                .put("minimumServiceLengthUnit", "MONTHLY")
                .put("renewalConfiguration", "AUTO_RENEW")
                .put("unitTerms", new JsonObject()));
  }

  private static JsonObject cost(String category, String type, String strategy) {
    return new JsonObject()
        .put("costId", UUID.randomUUID().toString())
        .put("category", category)
        .put("costType", type)
        .put("strategy", strategy)
        .put("wholesale", new JsonObject())
        .put("ranges", new JsonArray())
        .put("markups", new JsonArray())
        .put("increment", "1")
        .put("decimals", false)
        .put("included", "0")
        .put("minUnits", "0");
  }

  private static JsonObject range(String min, String max, String price) {
    return new JsonObject()
        .put("min", min)
        .put("max", max)
        .put("price", usd(price))
        .put("flat", new JsonObject())
        .put("wholesale", new JsonObject());
  }

  private static JsonObject usd(String amount) {
    return new JsonObject().put("USD", amount);
  }
}
