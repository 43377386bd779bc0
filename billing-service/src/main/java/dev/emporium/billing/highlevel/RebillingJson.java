package dev.emporium.billing.highlevel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;

/** HighLevel's rebilling configuration (dialects.md (c)). */
final class RebillingJson {
  private RebillingJson() {}

  /** {@code app}: the catalog's snapshot. No mark-up is kept, so both amounts are the price. */
  static JsonObject write(JsonObject app) {
    var subscription = new JsonArray();
    app.getJsonArray("plans", new JsonArray())
        .forEach(plan -> subscription.add(plan((JsonObject) plan)));
    var usage = new JsonArray();
    app.getJsonObject("integration", new JsonObject())
        .getJsonArray("meters", new JsonArray())
        .forEach(meter -> usage.add(meter((JsonObject) meter)));
    return new JsonObject()
        .put("plans", new JsonObject().put("subscription", subscription).put("usage", usage));
  }

  private static JsonObject plan(JsonObject plan) {
    BigDecimal price = new BigDecimal(plan.getJsonObject("price").getValue("amount").toString());
    String type = plan.getString("type");
    return new JsonObject()
        .put("planId", plan.getString("planId"))
        .put("name", plan.getString("name"))
        .put("baseAmount", price)
        .put("resellingAmount", price)
        .put("features", new JsonArray())
        .put(
            "paymentType",
            switch (type) {
              case "recurring" -> "recurring";
              case "single" -> "one_time";
              default -> "free";
            })
        .put("paymentTime", "recurring".equals(type) ? plan.getString("billingPeriod") : null);
  }

  private static JsonObject meter(JsonObject meter) {
    Object fixed = meter.getValue("fixedPricePerUnit");
    return new JsonObject()
        .put("meterId", meter.getString("meterId"))
        .put("meterName", meter.getString("name"))
        .put("productType", meter.getString("productType"))
        .put("productName", meter.getString("productName"))
        .put("usageUnit", meter.getString("usageUnit"))
        .put("priceType", meter.getString("priceType"))
        .put("fixedPricePerUnit", fixed == null ? null : new BigDecimal(fixed.toString()))
        .put("minPricePerUnit", text(meter.getValue("minPricePerUnit")))
        .put("maxPricePerUnit", text(meter.getValue("maxPricePerUnit")))
        .put("executionLimitPerCycle", meter.getInteger("executionLimitPerCycle"));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
