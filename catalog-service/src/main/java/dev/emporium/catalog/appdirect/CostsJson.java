package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.product.Category;
import dev.emporium.catalog.domain.product.Contract;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.PriceRange;
import dev.emporium.catalog.domain.product.UnitRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** AppDirect's costs and contracts (appdirect.txt:6835-6863, 6988-7000, 7826-7856). */
final class CostsJson {
  private CostsJson() {}

  static JsonObject cost(Cost cost) {
    UnitRule units = cost.units();
    return new JsonObject()
        .put("id", cost.number())
        .put("uuid", cost.costId().toString())
        .put("unit", units.unit())
        .put("unitDependency", units.dependency())
        .put("minUnits", units.min())
        .put("maxUnits", units.max())
        .put("meteredUsage", cost.category() == Category.METERED)
        .put("increment", units.increment())
        .put("pricePerIncrement", units.pricePerIncrement())
        .put("unitAllowsDecimals", units.decimals())
        .put("included", units.included())
        .put("description", cost.description())
        .put("blockContractDecrease", units.blockDecrease())
        .put("blockContractIncrease", units.blockIncrease())
        .put("blockOriginalContractDecrease", units.blockOriginalDecrease())
        .put("costTypeCategory", cost.category() == Category.ONE_TIME ? "ONE_TIME" : "RECURRING")
        .put("costType", cost.costType())
        .put("amount", amounts(cost.price().amount()))
        .put("priceRanges", ranges(cost))
        .put("pricingStrategy", cost.price().strategy().name());
  }

  private static JsonArray ranges(Cost cost) {
    var array = new JsonArray();
    for (PriceRange range : cost.price().ranges()) {
      array.add(
          new JsonObject()
              .put("min", range.min())
              .put("max", range.max())
              .put("amount", amounts(range.price()))
              .put("flat", amounts(range.flat())));
    }
    return array;
  }

  static JsonObject amounts(Map<String, BigDecimal> amounts) {
    var json = new JsonObject();
    amounts.forEach(json::put);
    return json;
  }

  static JsonObject contract(Contract contract, long planNumber) {
    if (contract == null) {
      return null;
    }
    return new JsonObject()
        .put("minimumServiceLength", contract.minimum().length())
        .put("minimumServiceLengthUnit", contract.minimum().unit())
        .put("cancellationPeriodLimit", contract.cancellation().length())
        .put("cancellationPeriodLimitUnit", contract.cancellation().unit())
        .put("endOfContractGracePeriod", contract.endGrace().length())
        .put("endOfContractGracePeriodUnit", contract.endGrace().unit())
        .put("blockSwitchToShorterContract", contract.blockSwitchToShorterContract())
        .put("blockContractDowngrades", contract.blockContractDowngrades())
        .put("blockContractUpgrades", contract.blockContractUpgrades())
        .put("keepContractDateOnPlanChange", contract.keepContractDateOnPlanChange())
        .put("alignWithParentCycleStartDate", contract.alignWithParentCycleStartDate())
        .put("renewalConfiguration", contract.renewal())
        .put("gracePeriod", contract.feeGrace().length())
        .put("gracePeriodUnit", contract.feeGrace().unit())
        .put("terminationFee", fee(contract.fee()))
        .put(
            "autoExtensionPricingId",
            "AUTO_RENEW".equals(contract.renewal()) ? (Long) planNumber : null);
  }

  private static JsonObject fee(Contract.Fee fee) {
    return fee == null
        ? null
        : new JsonObject()
            .put("feeType", fee.type())
            .put("amount", amounts(fee.amount()))
            .put("percentage", fee.percentage())
            .put("description", fee.description());
  }

  /** The units a list of costs is priced by, the first one; null for none. */
  static String unit(List<Cost> costs) {
    return costs.stream()
        .map(cost -> cost.units().unit())
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
