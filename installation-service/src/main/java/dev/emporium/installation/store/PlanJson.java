package dev.emporium.installation.store;

import dev.emporium.installation.domain.Plan;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A plan as the catalog's events write it and as it rests with an installation. */
public final class PlanJson {
  private PlanJson() {}

  /** Reads a plan of an App event or of a row. */
  public static Plan read(JsonObject json) {
    JsonObject cost = json.getJsonObject("cost", new JsonObject());
    return new Plan(
        UUID.fromString(json.getString("planId")),
        number(json, "paymentPlanNumber", 0).longValue(),
        json.getString("modelId"),
        json.getString("name"),
        Plan.Type.of(json.getString("type")),
        money(json.getJsonObject("price")),
        number(json, "trialDays", 0).intValue(),
        "group".equals(json.getString("license")),
        json.getString("billingPeriod"),
        json.getValue("billingPeriodUnit") instanceof Number unit ? unit.intValue() : null,
        number(json, "commission", 0).intValue(),
        json.getString("feePayer"),
        new Plan.Cost(
            cost.getString("costId"),
            cost.getString("category"),
            cost.getString("costType"),
            cost.getString("strategy")),
        json.getString("editionId") == null
            ? null
            : new Plan.Edition(
                UUID.fromString(json.getString("editionId")), json.getLong("editionNumber")));
  }

  /** Writes a plan; {@code priceMinor}, in the smallest unit, is there to be queried. */
  public static JsonObject write(Plan plan) {
    return new JsonObject()
        .put("planId", plan.planId().toString())
        .put("paymentPlanNumber", plan.paymentPlanNumber())
        .put("modelId", plan.modelId())
        .put("name", plan.name())
        .put("type", plan.type().word())
        .put("price", money(plan.price()))
        .put("priceMinor", plan.price().minor())
        .put("trialDays", plan.trialDays())
        .put("license", plan.group() ? "group" : "single")
        .put("billingPeriod", plan.billingPeriod())
        .put("billingPeriodUnit", plan.billingPeriodUnit())
        .put("commission", plan.commission())
        .put("feePayer", plan.feePayer())
        .put(
            "cost",
            new JsonObject()
                .put("costId", plan.cost().costId())
                .put("category", plan.cost().category())
                .put("costType", plan.cost().costType())
                .put("strategy", plan.cost().strategy()));
  }

  /** {@code {"amount":"4.99","currency":"USD"}}. */
  public static JsonObject money(Money money) {
    return new JsonObject()
        .put("amount", money.rounded().amount().toPlainString())
        .put("currency", money.currency().getCurrencyCode());
  }

  /** Reads {@link #money(Money)}. */
  public static Money money(JsonObject json) {
    return Money.of(json.getString("amount"), json.getString("currency"));
  }

  private static Number number(JsonObject json, String key, int otherwise) {
    return json.getValue(key) instanceof Number number ? number : otherwise;
  }
}
