package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.decimal;
import static dev.emporium.checkout.store.JsonValues.object;

import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.Markup;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PriceRange;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.checkout.domain.pricing.UnitRule;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The terms of one plan of an app's snapshot (ARCHITECTURE.md, catalog, "The price list"). */
final class PlanReader {
  private PlanReader() {}

  static PlanTerms terms(JsonObject app, JsonObject plan) {
    try {
      return read(app, plan);
    } catch (IllegalArgumentException | NullPointerException unknown) {
      throw Failure.invalid("plans", "plan " + plan.getString("planId") + ": " + unknown);
    }
  }

  private static PlanTerms read(JsonObject app, JsonObject plan) {
    JsonArray listed = plan.getJsonArray("costs");
    return new PlanTerms(
        plan.getString("planId"),
        plan.getInteger("version", 1),
        plan.getString("planName", plan.getString("name", app.getString("name"))),
        app.getString("appId"),
        app.getLong("applicationId"),
        app.getString("name"),
        plan.getString("editionId", app.getString("editionId")),
        plan.getLong("editionNumber", app.getLong("editionNumber")),
        plan.getString("editionName"),
        plan.getLong("paymentPlanNumber"),
        plan.getString("modelId"),
        plan.getString("type"),
        plan.getString("license"),
        plan.getInteger("trialDays", 0),
        plan.getString("billingPeriod"),
        plan.getInteger("billingPeriodUnit"),
        plan.getInteger("commission", 0),
        listed == null ? List.of(only(plan)) : costs(listed),
        listed == null ? List.of() : rules(plan, listed),
        contract(plan.getJsonObject("contract")),
        app.getJsonObject("addOn") != null,
        trialMonths(plan.getJsonObject("freeTrial")));
  }

  private static int trialMonths(JsonObject trial) {
    return trial != null && "MONTH".equals(trial.getString("unit"))
        ? trial.getInteger("length")
        : 0;
  }

  /** The one cost of a plan that a pricing model of OpenChannel's describes. */
  private static Cost only(JsonObject plan) {
    JsonObject cost = plan.getJsonObject("cost");
    JsonObject price = plan.getJsonObject("price");
    return new Cost(
        cost.getString("costId"),
        Category.valueOf(cost.getString("category")),
        cost.getString("costType"),
        Strategy.valueOf(cost.getString("strategy")),
        cost.getString("unit"),
        Money.of(price.getString("amount"), price.getString("currency")));
  }

  private static List<Cost> costs(JsonArray listed) {
    var costs = new ArrayList<Cost>();
    for (Object each : listed) {
      JsonObject json = (JsonObject) each;
      Cost cost = cost(json);
      costs.add(cost);
      if (cost.included().signum() > 0) {
        costs.add(included(cost));
      }
    }
    return costs;
  }

  private static Cost cost(JsonObject json) {
    Strategy strategy = Strategy.valueOf(json.getString("strategy"));
    BigDecimal increment = decimal(json, "increment");
    return new Cost(
        json.getString("costId"),
        Category.valueOf(json.getString("category")),
        strategy == Strategy.UNLIMITED ? Cost.INCLUDED : json.getString("costType"),
        strategy,
        json.getString("unit"),
        json.getString("description"),
        decimal(json, "included"),
        json.getBoolean("pricePerIncrement", false) && strategy == Strategy.UNIT ? increment : null,
        prices(json),
        markups(json.getJsonArray("markups", new JsonArray())));
  }

  /** What is included is told as a line of its own, as the vendor does (appdirect.txt:4907). */
  private static Cost included(Cost of) {
    return new Cost(
        null,
        of.category() == Category.METERED ? Category.RECURRING : of.category(),
        Cost.INCLUDED,
        Strategy.UNIT,
        of.unit(),
        Cost.INCLUDED,
        of.included(),
        null,
        Map.of(),
        List.of());
  }

  private static Map<String, Price> prices(JsonObject cost) {
    JsonObject amounts = object(cost, "amount");
    JsonArray ranges = cost.getJsonArray("ranges", new JsonArray());
    Set<String> currencies = new LinkedHashSet<>(amounts.fieldNames());
    ranges.forEach(range -> currencies.addAll(object((JsonObject) range, "price").fieldNames()));
    var prices = new LinkedHashMap<String, Price>();
    for (String currency : currencies) {
      BigDecimal amount = decimal(amounts, currency);
      prices.put(
          currency,
          new Price(
              amount == null ? BigDecimal.ZERO : amount,
              decimal(object(cost, "wholesale"), currency),
              ranges.stream().map(range -> range((JsonObject) range, currency)).toList()));
    }
    return prices;
  }

  private static PriceRange range(JsonObject json, String currency) {
    BigDecimal price = decimal(object(json, "price"), currency);
    return new PriceRange(
        decimal(json, "min"),
        decimal(json, "max"),
        price == null ? BigDecimal.ZERO : price,
        decimal(object(json, "flat"), currency));
  }

  private static List<Markup> markups(JsonArray listed) {
    var markups = new ArrayList<Markup>();
    for (Object each : listed) {
      JsonObject json = (JsonObject) each;
      var amounts = new LinkedHashMap<String, BigDecimal>();
      JsonObject amount = object(json, "amount");
      amount.fieldNames().forEach(code -> amounts.put(code, decimal(amount, code)));
      markups.add(new Markup(json.getString("markupType"), json.getString("companyId"), amounts));
    }
    return markups;
  }

  private static List<UnitRule> rules(JsonObject plan, JsonArray costs) {
    var rules = new ArrayList<UnitRule>();
    for (Object each : plan.getJsonArray("unitLimits", new JsonArray())) {
      JsonObject limit = (JsonObject) each;
      String unit = limit.getString("unit");
      List<JsonObject> priced =
          costs.stream()
              .map(cost -> (JsonObject) cost)
              .filter(cost -> unit.equals(cost.getString("unit")))
              .toList();
      rules.add(
          new UnitRule(
              unit,
              decimal(limit, "min"),
              decimal(limit, "max"),
              decimal(limit, "increment"),
              limit.getBoolean("decimals", false),
              !priced.isEmpty() && priced.stream().allMatch(PlanReader::isUnlimited),
              priced.stream().anyMatch(cost -> cost.getBoolean("metered", false)),
              priced.stream().anyMatch(cost -> cost.getBoolean("pricePerIncrement", false))));
    }
    return rules;
  }

  private static boolean isUnlimited(JsonObject cost) {
    return Strategy.UNLIMITED.name().equals(cost.getString("strategy"));
  }

  /**
   * In the words of a cart's contract (appdirect.txt:9642), which the catalog's differ from twice.
   */
  private static ContractTerms contract(JsonObject json) {
    if (json == null) {
      return ContractTerms.NONE;
    }
    var fields = new LinkedHashMap<String, Object>();
    json.getMap()
        .forEach(
            (field, value) -> {
              if (value != null) {
                fields.put(
                    switch (field) {
                      case "cancellationPeriodLimit" -> "contractCancellationPeriodLimit";
                      case "cancellationPeriodLimitUnit" -> "contractCancellationPeriodUnit";
                      default -> field;
                    },
                    value instanceof JsonObject object ? object.getMap() : value);
              }
            });
    return new ContractTerms(fields);
  }
}
