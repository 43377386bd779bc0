package dev.emporium.checkout.appdirect;

import static dev.emporium.checkout.store.JsonValues.ten;

import dev.emporium.checkout.domain.OfferedProduct;
import dev.emporium.checkout.domain.pricing.BillingCycle;
import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.Markup;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PriceRange;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.checkout.domain.pricing.UnitRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A product of the price list on the wire (appdirect.txt:44-105). */
final class ItemDetailsJson {
  private final String currency;
  private final String reseller;

  /**
   * Prices in one currency.
   *
   * @param reseller the company whose markups are shown, or null
   */
  ItemDetailsJson(String currency, String reseller) {
    this.currency = currency;
    this.reseller = reseller;
  }

  JsonObject product(OfferedProduct product) {
    String type = product.type() == null ? "" : product.type();
    var editions = new JsonArray();
    product.editions().forEach(each -> editions.add(edition(product, each)));
    return new JsonObject()
        .put("id", product.appId())
        .put("type", type.contains("BUNDLE") ? "BUNDLE" : "PRODUCT")
        .put(
            "branding",
            new JsonObject()
                .put("name", product.name())
                .put("vendor", product.vendor())
                .put("desc", product.description()))
        .put("stacked", type.contains("STACKED"))
        .put("editions", editions);
  }

  private JsonObject edition(OfferedProduct product, OfferedProduct.Edition edition) {
    var plans = new JsonArray();
    edition.plans().forEach(each -> plans.add(plan(product, each)));
    boolean recurs = edition.plans().stream().anyMatch(plan -> plan.terms().recurs());
    String revenue = recurs ? "RECURRING" : "ONE_TIME";
    return new JsonObject()
        .put("id", edition.editionId())
        .put("freeTrialTerms", trial(edition))
        .put("name", edition.name())
        .put("revenueModel", edition.revenueType() == null ? revenue : edition.revenueType())
        .put("pricingPlans", plans);
  }

  /** The trial of the edition's first plan that has one. */
  private static JsonObject trial(OfferedProduct.Edition edition) {
    for (OfferedProduct.Plan plan : edition.plans()) {
      Map<String, Object> told = plan.freeTrial();
      if (told != null) {
        return new JsonObject()
            .put("freeTrialDuration", told.get("length"))
            .put("freeTrialDurationPeriod", told.get("unit"))
            .put("freeTrialGracePeriod", told.get("gracePeriod"));
      }
      if (plan.terms().trialDays() > 0) {
        return new JsonObject()
            .put("freeTrialDuration", plan.terms().trialDays())
            .put("freeTrialDurationPeriod", "DAY")
            .putNull("freeTrialGracePeriod");
      }
    }
    return null;
  }

  private JsonObject plan(OfferedProduct product, OfferedProduct.Plan plan) {
    PlanTerms terms = plan.terms();
    var sources = new JsonArray();
    if (!product.pricesHidden()) {
      sources.add(source("BASE_CATALOG", terms, cost -> Optional.of(cost.price(currency))));
      JsonObject channel = source("CHANNEL_CATALOG", terms, this::markedUp);
      if (!channel.getJsonArray("pricingDefinitions").isEmpty()) {
        sources.add(channel);
      }
    }
    String period =
        plan.frequency() == null
            ? BillingCycle.of(terms, LocalDate.EPOCH).period()
            : plan.frequency();
    return new JsonObject()
        .put("id", terms.planId())
        .put("currency", currency)
        .put("pricingPeriod", period)
        .put("pricingSources", sources);
  }

  private JsonObject source(String name, PlanTerms terms, Function<Cost, Optional<Price>> priceOf) {
    var definitions = new JsonArray();
    for (Cost cost : terms.costs()) {
      priceOf.apply(cost).ifPresent(price -> definitions.add(definition(terms, cost, price)));
    }
    return new JsonObject().put("source", name).put("pricingDefinitions", definitions);
  }

  private Optional<Price> markedUp(Cost cost) {
    return cost.markups().stream()
        .filter(markup -> markup.companyId().equals(reseller))
        .map(Markup::amounts)
        .filter(amounts -> amounts.containsKey(currency))
        .findFirst()
        .map(amounts -> cost.price(currency).plus(amounts.get(currency).multiply(cost.priceOf())));
  }

  private static JsonObject definition(PlanTerms terms, Cost cost, Price price) {
    boolean metered = cost.category() == Category.METERED;
    var json =
        new JsonObject()
            .put("costTypeCategory", (metered ? Category.RECURRING : cost.category()).name())
            .put("costType", cost.costType())
            .put("pricingStrategy", cost.strategy().name());
    if (cost.unit() == null) {
      return json.put("salePrice", ten(price.unitAmount()))
          .put("wholeSalePrice", ten(price.wholesale()));
    }
    Optional<UnitRule> rule =
        terms.unitRules().stream()
            .filter(each -> new Unit(BigDecimal.ONE, each.unit()).isOf(cost.unit()))
            .findFirst();
    return json.put("unit", cost.unit())
        .put("priceRanges", ranges(cost, price, rule))
        .put("unitAllowsDecimals", rule.map(UnitRule::allowDecimals).orElse(false))
        .put("increment", rule.map(UnitRule::increment).orElse(BigDecimal.ONE))
        .put("allowsMeteredUsage", metered)
        .put("displaysPricePerIncrement", rule.map(UnitRule::pricePerIncrement).orElse(false));
  }

  private static JsonArray ranges(Cost cost, Price price, Optional<UnitRule> rule) {
    var ranges = new JsonArray();
    if (cost.strategy() == Strategy.UNLIMITED) {
      return ranges;
    }
    if (cost.strategy().isRanged() && !price.ranges().isEmpty()) {
      price.ranges().forEach(range -> ranges.add(range(range, price)));
      return ranges;
    }
    boolean included = Cost.INCLUDED.equals(cost.costType());
    return ranges.add(
        range(
            new PriceRange(
                included ? cost.included() : rule.map(UnitRule::minimum).orElse(BigDecimal.ZERO),
                included ? cost.included() : rule.map(UnitRule::maximum).orElse(null),
                price.unitAmount()),
            price));
  }

  private static JsonObject range(PriceRange range, Price price) {
    var json =
        new JsonObject()
            .put("min", range.min())
            .put("max", range.max())
            .put("salePrice", ten(range.price()))
            .put("wholeSalePrice", ten(price.wholesale()));
    return range.flat().signum() == 0 ? json : json.put("flatPrice", ten(range.flat()));
  }
}
