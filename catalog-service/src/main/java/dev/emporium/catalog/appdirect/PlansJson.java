package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * AppDirect's editions and payment plans (appdirect.txt:6807-6863, 6960-7070): an app is one
 * edition, each of its models one payment plan with one cost.
 */
final class PlansJson {
  private PlansJson() {}

  static JsonObject edition(CatalogApp entry) {
    int trial = trialDays(entry);
    return new JsonObject()
        .put("id", entry.app().editionNumber())
        .put("uuid", entry.app().editionId().toString())
        .put("rank", 1)
        .put("name", entry.version().name())
        .put("primary", true)
        .put("trial", new JsonObject().put("length", trial).put("unit", "DAY"))
        .putNull("expiredTrialGracePeriod")
        .put("bundleOnly", false)
        .putNull("targetAudience")
        .put("code", entry.app().openchannelId())
        .put("defaultFreeTrial", trial > 0)
        .put("invisible", !entry.onSale())
        .put("leadGen", false)
        .put("lastModified", entry.version().lastUpdated().toEpochMilli())
        .put("revenueType", revenueType(entry))
        .put("restricted", entry.version().restriction().present())
        .put("freeTrialDuration", trial)
        .put("freeTrialType", "DAY")
        .put("customerContractRestricted", false)
        .put("plans", plans(entry))
        .put("bullets", new JsonArray())
        .put("items", new JsonArray())
        .put("customizations", new JsonArray());
  }

  static JsonArray plans(CatalogApp entry) {
    var array = new JsonArray();
    List<Plan> plans = entry.version().plans();
    plans.forEach(plan -> array.add(plan(plan, plan.equals(plans.get(0)))));
    return array;
  }

  /** One payment plan; the first of an edition is its primary price. */
  static JsonObject plan(Plan plan, boolean primary) {
    PricingModel model = plan.model();
    var json =
        new JsonObject()
            .put("id", plan.number())
            .put("uuid", plan.planId().toString())
            .put("frequency", frequency(model))
            .putNull("contract")
            .put("allowCustomUsage", false)
            .put("keepBillDateOnUsageChange", false)
            .put("separatePrepaid", false)
            .put("isPrimaryPrice", primary)
            .put("costs", new JsonArray().add(cost(plan)))
            .putNull("discount")
            .put("primaryPrice", primary);
    if (model.billingPeriodUnit() != null) {
      json.put("billingPeriod", model.billingPeriod())
          .put("billingPeriodUnit", model.billingPeriodUnit());
    }
    return json;
  }

  private static JsonObject cost(Plan plan) {
    PricingModel model = plan.model();
    boolean once = model.type() == PricingModel.Type.SINGLE;
    return new JsonObject()
        .put("id", plan.number())
        .put("uuid", plan.costId().toString())
        .putNull("unit")
        .putNull("unitDependency")
        .put("minUnits", 0)
        .putNull("maxUnits")
        .put("meteredUsage", false)
        .put("increment", 1)
        .put("pricePerIncrement", false)
        .put("blockContractDecrease", false)
        .put("blockContractIncrease", false)
        .put("blockOriginalContractDecrease", false)
        .put("costTypeCategory", once ? "ONE_TIME" : "RECURRING")
        .put("costType", once ? "ONE_TIME_FLAT" : "RECURRING_FLAT")
        .put("amount", new JsonObject().put(model.currency(), price(model)))
        .put("pricingStrategy", model.paid() ? "FLAT" : "FREE");
  }

  /** The price in the currency's own digits: 499 cents are 4.99. */
  static BigDecimal price(PricingModel model) {
    return Money.ofMinor(model.price(), Currency.getInstance(model.currency())).amount();
  }

  /**
   * AppDirect's word for the time between bills (appdirect.txt:7131); a cycle without one has its
   * period's word, and its length stands in billingPeriodUnit.
   */
  static String frequency(PricingModel model) {
    if (model.type() == PricingModel.Type.SINGLE) {
      return "ONE_TIME";
    }
    if (model.billingPeriod() == null) {
      return "MONTHLY";
    }
    return switch (model.billingPeriod() + model.billingPeriodUnit()) {
      case "monthly3" -> "QUARTERLY";
      case "monthly6" -> "SIX_MONTHS";
      case "monthly12", "annually1" -> "YEARLY";
      case "monthly24", "annually2" -> "TWO_YEARS";
      case "monthly36", "annually3" -> "THREE_YEARS";
      default ->
          switch (model.billingPeriod()) {
            case "daily" -> "DAILY";
            case "weekly" -> "WEEKLY";
            case "annually" -> "YEARLY";
            default -> "MONTHLY";
          };
    };
  }

  /** Days of the first plan that has a trial, else 0. */
  static int trialDays(CatalogApp entry) {
    return entry.version().plans().stream()
        .mapToInt(plan -> plan.model().trial())
        .filter(days -> days > 0)
        .findFirst()
        .orElse(0);
  }

  private static String revenueType(CatalogApp entry) {
    List<PricingModel.Type> types =
        entry.version().plans().stream().map(plan -> plan.model().type()).toList();
    if (types.contains(PricingModel.Type.RECURRING)) {
      return "RECURRING";
    }
    return types.contains(PricingModel.Type.SINGLE) ? "ONE_TIME" : "FREE";
  }
}
