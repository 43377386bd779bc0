package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.FreeTrial;
import dev.emporium.catalog.domain.product.RevenueType;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** AppDirect's editions and payment plans (appdirect.txt:6807-6863, 6960-7070). */
final class PlansJson {
  private PlansJson() {}

  static JsonArray editions(Shown shown) {
    var array = new JsonArray();
    shown.editions().forEach(edition -> array.add(edition(shown, edition)));
    return array;
  }

  static JsonObject edition(Shown shown, Edition edition) {
    CatalogApp entry = shown.entry();
    List<Plan> plans = entry.plans(edition, shown.sight());
    FreeTrial trial = trial(plans).orElse(new FreeTrial(0, "DAY", null));
    return new JsonObject()
        .put("id", edition.number())
        .put("uuid", edition.editionId().toString())
        .put("rank", edition.rank())
        .put("name", edition.name())
        .put("primary", edition.equals(entry.editions().get(0)))
        .put("trial", new JsonObject().put("length", trial.length()).put("unit", trial.unit()))
        .put("expiredTrialGracePeriod", trial.gracePeriod())
        .put("bundleOnly", edition.bundleOnly())
        .put("targetAudience", edition.audience())
        .put("code", edition.code())
        .put("defaultFreeTrial", trial.length() > 0)
        .put("invisible", edition.invisible() || !entry.onSale())
        .put("leadGen", entry.app().selling().settings().leads().byEdition())
        .put("lastModified", entry.version().lastUpdated().toEpochMilli())
        .put("revenueType", RevenueType.of(plans).name())
        .put(
            "restricted", entry.version().restriction().present() || !edition.visibleTo().isEmpty())
        .put("freeTrialDuration", trial.length())
        .put("freeTrialType", trial.unit())
        .put("customerContractRestricted", false)
        .put("plans", plans(shown, edition))
        .put("bullets", new JsonArray(edition.bullets()))
        .put("items", new JsonArray())
        .put("customizations", new JsonArray());
  }

  static JsonArray plans(Shown shown, Edition edition) {
    var array = new JsonArray();
    List<Plan> plans = shown.entry().plans(edition, shown.sight());
    plans.forEach(plan -> array.add(plan(plan, plan.equals(plans.get(0)))));
    return array;
  }

  /** One payment plan; the first of an edition is its primary price. */
  static JsonObject plan(Plan plan, boolean primary) {
    PricingModel model = plan.model();
    var costs = new JsonArray();
    plan.terms().costs().forEach(cost -> costs.add(CostsJson.cost(cost)));
    var json =
        new JsonObject()
            .put("id", plan.number())
            .put("uuid", plan.planId().toString())
            .put("version", plan.version())
            .put("name", plan.terms().name())
            .put("code", model.modelId())
            .put("frequency", plan.terms().frequency().name())
            .put("contract", CostsJson.contract(plan.terms().contract(), plan.number()))
            .put("allowCustomUsage", false)
            .put("keepBillDateOnUsageChange", false)
            .put("separatePrepaid", false)
            .put("isPrimaryPrice", primary)
            .put("costs", costs)
            .putNull("discount")
            .put("primaryPrice", primary);
    if (model.billingPeriodUnit() != null) {
      json.put("billingPeriod", model.billingPeriod())
          .put("billingPeriodUnit", model.billingPeriodUnit());
    }
    return json;
  }

  /** The price in the currency's own digits: 499 cents are 4.99. */
  static BigDecimal price(PricingModel model) {
    return Money.ofMinor(model.price(), Currency.getInstance(model.currency())).amount();
  }

  /** The trial of the first plan that has one. */
  static Optional<FreeTrial> trial(List<Plan> plans) {
    return plans.stream().map(plan -> plan.terms().trial()).filter(Objects::nonNull).findFirst();
  }
}
