package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Contract;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.PriceRange;
import dev.emporium.catalog.domain.product.RevenueType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** What resellers see of products (appdirect.txt:7796-7859). */
final class ResellersJson {
  private ResellersJson() {}

  static JsonObject product(Shown shown) {
    return new JsonObject()
        .put("id", shown.entry().app().appId().toString())
        .put("name", shown.name())
        .put("blurb", shown.blurb())
        .put("provider", shown.entry().app().developerId())
        .put("imageUrl", shown.text("icon"))
        .put("visible", shown.entry().app().selling().settings().general().visibleOnMarketplace());
  }

  static JsonObject edition(CatalogApp entry, Edition edition, List<Plan> plans, UUID reseller) {
    var array = new JsonArray();
    for (Plan plan : plans) {
      Contract contract = plan.terms().contract();
      var costs = new JsonArray();
      plan.terms().costs().forEach(cost -> costs.add(cost(entry, cost, reseller)));
      array.add(
          new JsonObject()
              .put("id", plan.planId().toString())
              .put("frequency", plan.terms().frequency().name())
              .put("minimumServiceLength", contract == null ? null : contract.minimum().length())
              .put(
                  "cancellationPeriodLimit",
                  contract == null ? null : contract.cancellation().length())
              .put(
                  "endOfContractGracePeriod",
                  contract == null ? null : contract.endGrace().length())
              .put("costs", costs));
    }
    return new JsonObject()
        .put("id", edition.editionId().toString())
        .put("name", edition.name())
        .put("revenueType", RevenueType.of(plans).name())
        .put("paymentPlans", array);
  }

  private static JsonObject cost(CatalogApp entry, Cost cost, UUID reseller) {
    var markups = new JsonArray();
    entry.app().selling().markups().stream()
        .filter(markup -> markup.costId().equals(cost.costId()))
        .filter(markup -> markup.companyId().equals(reseller))
        .forEach(
            markup ->
                markups.add(
                    new JsonObject()
                        .put("markupType", "CHANNEL_RESELLER_COMPANY")
                        .put("markupPrices", CostsJson.amounts(markup.amount()))));
    var ranges = new JsonArray();
    for (PriceRange range : cost.price().ranges()) {
      ranges.add(
          new JsonObject()
              .put("min", range.min())
              .put("max", range.max())
              .put("itemPrices", CostsJson.amounts(range.price()))
              .put("flatPrices", CostsJson.amounts(range.flat()))
              .put(
                  "wholesalePrices",
                  CostsJson.amounts(
                      range.wholesale().isEmpty() ? range.price() : range.wholesale())));
    }
    return new JsonObject()
        .put("id", cost.number())
        .put("uuid", cost.costId().toString())
        .put("unit", cost.units().unit())
        .put("unitDependency", cost.units().dependency())
        .put("pricingStrategy", cost.price().strategy().name())
        .put("costType", cost.costType())
        .put("minUnits", cost.units().min())
        .put("maxUnits", cost.units().max())
        .put("itemPrices", CostsJson.amounts(cost.price().amount()))
        .put(
            "wholesalePrices",
            CostsJson.amounts(
                cost.price().wholesale().isEmpty()
                    ? cost.price().amount()
                    : cost.price().wholesale()))
        .put("priceRanges", ranges)
        .put("markupPrices", markups);
  }
}
