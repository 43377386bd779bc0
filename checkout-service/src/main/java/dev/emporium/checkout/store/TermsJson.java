package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Plan terms as JSON, the way they rest in a cart's item and in the projection of the catalog. */
public final class TermsJson {
  private TermsJson() {}

  /** Writes every field. */
  public static JsonObject write(PlanTerms terms) {
    var costs = new JsonArray();
    terms.costs().forEach(cost -> costs.add(write(cost)));
    return new JsonObject()
        .put("planId", terms.planId())
        .put("planName", terms.planName())
        .put("appId", terms.appId())
        .put("applicationId", terms.applicationId())
        .put("appName", terms.appName())
        .put("editionId", terms.editionId())
        .put("paymentPlanNumber", terms.paymentPlanNumber())
        .put("modelId", terms.modelId())
        .put("type", terms.type())
        .put("license", terms.license())
        .put("trialDays", terms.trialDays())
        .put("billingPeriod", terms.billingPeriod())
        .put("billingPeriodUnit", terms.billingPeriodUnit())
        .put("commission", terms.commission())
        .put("costs", costs);
  }

  /** Reads what {@link #write} wrote. */
  public static PlanTerms read(JsonObject json) {
    return new PlanTerms(
        json.getString("planId"),
        json.getString("planName"),
        json.getString("appId"),
        json.getLong("applicationId"),
        json.getString("appName"),
        json.getString("editionId"),
        json.getLong("paymentPlanNumber"),
        json.getString("modelId"),
        json.getString("type"),
        json.getString("license"),
        json.getInteger("trialDays"),
        json.getString("billingPeriod"),
        json.getInteger("billingPeriodUnit"),
        json.getInteger("commission"),
        json.getJsonArray("costs").stream().map(each -> cost((JsonObject) each)).toList());
  }

  private static JsonObject write(Cost cost) {
    return new JsonObject()
        .put("costId", cost.costId())
        .put("category", cost.category().name())
        .put("costType", cost.costType())
        .put("strategy", cost.strategy().name())
        .put("unit", cost.unit())
        .put("amount", cost.price().amount().toPlainString())
        .put("currency", cost.price().currency().getCurrencyCode());
  }

  private static Cost cost(JsonObject json) {
    return new Cost(
        json.getString("costId"),
        Category.valueOf(json.getString("category")),
        json.getString("costType"),
        Strategy.valueOf(json.getString("strategy")),
        json.getString("unit"),
        Money.of(json.getString("amount"), json.getString("currency")));
  }
}
