package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.product.Amounts;
import dev.emporium.catalog.domain.product.Category;
import dev.emporium.catalog.domain.product.Contract;
import dev.emporium.catalog.domain.product.Contract.Term;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.FreeTrial;
import dev.emporium.catalog.domain.product.Frequency;
import dev.emporium.catalog.domain.product.PlanTerms;
import dev.emporium.catalog.domain.product.Price;
import dev.emporium.catalog.domain.product.PriceRange;
import dev.emporium.catalog.domain.product.Strategy;
import dev.emporium.catalog.domain.product.UnitRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans' terms as they rest in the database and travel in events (ARCHITECTURE.md, price list). */
public final class TermsDocuments {
  private TermsDocuments() {}

  /** The terms; numbers are texts. */
  public static JsonObject terms(PlanTerms terms) {
    var costs = new JsonArray();
    terms.costs().forEach(cost -> costs.add(cost(cost)));
    return new JsonObject()
        .put("planName", terms.name())
        .put("frequency", terms.frequency().name())
        .put("currencies", new JsonArray(terms.currencies()))
        .put("costs", costs)
        .put("contract", contract(terms.contract(), terms.costs()))
        .put("freeTrial", trial(terms.trial()))
        .put("visibleTo", new JsonArray(terms.visibleTo()));
  }

  private static JsonObject cost(Cost cost) {
    UnitRule units = cost.units();
    var ranges = new JsonArray();
    cost.price().ranges().forEach(range -> ranges.add(range(range)));
    return new JsonObject()
        .put("costId", cost.costId() == null ? null : cost.costId().toString())
        .put("costNumber", cost.number())
        .put("code", cost.code())
        .put("category", cost.category().name())
        .put("costType", cost.costType())
        .put("strategy", cost.price().strategy().name())
        .put("description", cost.description())
        .put("unit", units.unit())
        .put("unitDependency", units.dependency())
        .put("amount", amounts(cost.price().amount()))
        .put("wholesale", amounts(cost.price().wholesale()))
        .put("ranges", ranges)
        .put("increment", units.increment().toPlainString())
        .put("pricePerIncrement", units.pricePerIncrement())
        .put("decimals", units.decimals())
        .put("included", units.included().toPlainString())
        .put("minUnits", units.min().toPlainString())
        .put("maxUnits", units.max() == null ? null : units.max().toPlainString())
        .put("metered", cost.category() == Category.METERED)
        .put("blockContractIncrease", units.blockIncrease())
        .put("blockContractDecrease", units.blockDecrease())
        .put("blockOriginalContractDecrease", units.blockOriginalDecrease());
  }

  private static JsonObject range(PriceRange range) {
    return new JsonObject()
        .put("min", range.min().toPlainString())
        .put("max", range.max() == null ? null : range.max().toPlainString())
        .put("price", amounts(range.price()))
        .put("flat", amounts(range.flat()))
        .put("wholesale", amounts(range.wholesale()));
  }

  /** Amounts by currency as texts. */
  public static JsonObject amounts(Map<String, BigDecimal> amounts) {
    var json = new JsonObject();
    amounts.forEach((currency, amount) -> json.put(currency, amount.toPlainString()));
    return json;
  }

  /** Amounts from their texts; null is none. */
  public static Map<String, BigDecimal> amounts(JsonObject json) {
    var amounts = new LinkedHashMap<String, BigDecimal>();
    if (json != null) {
      json.forEach(
          entry ->
              amounts.put(
                  entry.getKey(), Amounts.plain(new BigDecimal(entry.getValue().toString()))));
    }
    return java.util.Collections.unmodifiableMap(amounts);
  }

  private static JsonObject trial(FreeTrial trial) {
    return trial == null
        ? null
        : new JsonObject()
            .put("length", trial.length())
            .put("unit", trial.unit())
            .put("gracePeriod", trial.gracePeriod());
  }

  private static JsonObject contract(Contract contract, List<Cost> costs) {
    if (contract == null) {
      return null;
    }
    var units = new JsonObject();
    costs.stream()
        .map(Cost::units)
        .filter(rule -> rule.unit() != null && rule.binds())
        .forEach(
            rule ->
                units.put(
                    rule.unit(),
                    new JsonObject()
                        .put("blockContractIncrease", rule.blockIncrease())
                        .put("blockContractDecrease", rule.blockDecrease())
                        .put("blockOriginalContractDecrease", rule.blockOriginalDecrease())));
    var json =
        new JsonObject()
            .put("renewalConfiguration", contract.renewal())
            .put("terminationFee", fee(contract.fee()))
            .put("blockSwitchToShorterContract", contract.blockSwitchToShorterContract())
            .put("blockContractUpgrades", contract.blockContractUpgrades())
            .put("blockContractDowngrades", contract.blockContractDowngrades())
            .put("keepContractDateOnPlanChange", contract.keepContractDateOnPlanChange())
            .put("alignWithParentCycleStartDate", contract.alignWithParentCycleStartDate())
            .put("unitTerms", units);
    term(json, "minimumServiceLength", contract.minimum());
    term(json, "terminationFeeGracePeriod", contract.feeGrace());
    term(json, "cancellationPeriodLimit", contract.cancellation());
    term(json, "endOfContractGracePeriod", contract.endGrace());
    return json;
  }

  private static void term(JsonObject json, String name, Term term) {
    json.put(name, term.length()).put(name + "Unit", term.unit());
  }

  private static Term term(JsonObject json, String name) {
    return new Term(json.getInteger(name), json.getString(name + "Unit"));
  }

  private static JsonObject fee(Contract.Fee fee) {
    return fee == null
        ? null
        : new JsonObject()
            .put("feeType", fee.type())
            .put("amount", amounts(fee.amount()))
            .put("percentage", fee.percentage() == null ? null : fee.percentage().toPlainString())
            .put("description", fee.description());
  }

  /** Reads what {@link #terms(PlanTerms)} wrote. */
  public static PlanTerms terms(JsonObject json) {
    var costs = new ArrayList<Cost>();
    for (Object each : json.getJsonArray("costs")) {
      costs.add(cost((JsonObject) each));
    }
    JsonObject trial = json.getJsonObject("freeTrial");
    return new PlanTerms(
        json.getString("planName"),
        Frequency.valueOf(json.getString("frequency")),
        Documents.strings(json.getJsonArray("currencies")),
        List.copyOf(costs),
        contract(json.getJsonObject("contract")),
        trial == null
            ? null
            : new FreeTrial(
                trial.getInteger("length"),
                trial.getString("unit"),
                trial.getInteger("gracePeriod")),
        Documents.strings(json.getJsonArray("visibleTo")));
  }

  private static Cost cost(JsonObject json) {
    String id = json.getString("costId");
    var ranges = new ArrayList<PriceRange>();
    for (Object each : json.getJsonArray("ranges")) {
      JsonObject range = (JsonObject) each;
      ranges.add(
          new PriceRange(
              decimal(range, "min"),
              decimal(range, "max"),
              amounts(range.getJsonObject("price")),
              amounts(range.getJsonObject("flat")),
              amounts(range.getJsonObject("wholesale"))));
    }
    var price =
        new Price(
            Strategy.valueOf(json.getString("strategy")),
            amounts(json.getJsonObject("amount")),
            amounts(json.getJsonObject("wholesale")),
            List.copyOf(ranges));
    return new Cost(
        id == null ? null : UUID.fromString(id),
        json.getLong("costNumber"),
        json.getString("code"),
        Category.valueOf(json.getString("category")),
        json.getString("costType"),
        json.getString("description"),
        price,
        units(json));
  }

  private static UnitRule units(JsonObject json) {
    return new UnitRule(
        json.getString("unit"),
        json.getString("unitDependency"),
        decimal(json, "increment"),
        json.getBoolean("pricePerIncrement"),
        json.getBoolean("decimals"),
        decimal(json, "included"),
        decimal(json, "minUnits"),
        decimal(json, "maxUnits"),
        json.getBoolean("blockContractIncrease"),
        json.getBoolean("blockContractDecrease"),
        json.getBoolean("blockOriginalContractDecrease"));
  }

  private static BigDecimal decimal(JsonObject json, String field) {
    String text = json.getString(field);
    return text == null ? null : Amounts.plain(new BigDecimal(text));
  }

  private static Contract contract(JsonObject json) {
    if (json == null) {
      return null;
    }
    JsonObject fee = json.getJsonObject("terminationFee");
    return new Contract(
        term(json, "minimumServiceLength"),
        json.getString("renewalConfiguration"),
        fee == null
            ? null
            : new Contract.Fee(
                fee.getString("feeType"),
                amounts(fee.getJsonObject("amount")),
                decimal(fee, "percentage"),
                fee.getString("description")),
        term(json, "terminationFeeGracePeriod"),
        term(json, "cancellationPeriodLimit"),
        term(json, "endOfContractGracePeriod"),
        json.getBoolean("blockSwitchToShorterContract"),
        json.getBoolean("blockContractUpgrades"),
        json.getBoolean("blockContractDowngrades"),
        json.getBoolean("keepContractDateOnPlanChange"),
        json.getBoolean("alignWithParentCycleStartDate"));
  }
}
