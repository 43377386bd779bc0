package dev.emporium.checkout.store;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.decimal;
import static dev.emporium.checkout.store.JsonValues.list;
import static dev.emporium.checkout.store.JsonValues.plain;

import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.Markup;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PriceRange;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.checkout.domain.pricing.UnitRule;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plan terms as JSON, the way they rest in a cart's item and in the projection of the catalog. */
public final class TermsJson {
  private TermsJson() {}

  /** Writes every field. */
  public static JsonObject write(PlanTerms terms) {
    return new JsonObject()
        .put("planId", terms.planId())
        .put("version", terms.version())
        .put("planName", terms.planName())
        .put("appId", terms.appId())
        .put("applicationId", terms.applicationId())
        .put("appName", terms.appName())
        .put("editionId", terms.editionId())
        .put("editionNumber", terms.editionNumber())
        .put("editionName", terms.editionName())
        .put("paymentPlanNumber", terms.paymentPlanNumber())
        .put("modelId", terms.modelId())
        .put("type", terms.type())
        .put("license", terms.license())
        .put("trialDays", terms.trialDays())
        .put("billingPeriod", terms.billingPeriod())
        .put("billingPeriodUnit", terms.billingPeriodUnit())
        .put("commission", terms.commission())
        .put("costs", array(terms.costs(), TermsJson::cost))
        .put("unitRules", array(terms.unitRules(), TermsJson::rule))
        .put("contract", write(terms.contract()))
        .put("addOn", terms.addOn())
        .put("trialMonths", terms.trialMonths());
  }

  /** Reads what {@link #write} wrote, now or before plans had versions and units. */
  public static PlanTerms read(JsonObject json) {
    return new PlanTerms(
        json.getString("planId"),
        json.getInteger("version", 1),
        json.getString("planName"),
        json.getString("appId"),
        json.getLong("applicationId"),
        json.getString("appName"),
        json.getString("editionId"),
        json.getLong("editionNumber"),
        json.getString("editionName"),
        json.getLong("paymentPlanNumber"),
        json.getString("modelId"),
        json.getString("type"),
        json.getString("license"),
        json.getInteger("trialDays"),
        json.getString("billingPeriod"),
        json.getInteger("billingPeriodUnit"),
        json.getInteger("commission"),
        list(json.getJsonArray("costs"), TermsJson::cost),
        list(json.getJsonArray("unitRules"), TermsJson::rule),
        contract(json.getJsonObject("contract")),
        json.getBoolean("addOn", false),
        json.getInteger("trialMonths", 0));
  }

  /** A contract; null for none. */
  public static JsonObject write(ContractTerms contract) {
    return contract.isEmpty() ? null : new JsonObject(new LinkedHashMap<>(contract.fields()));
  }

  /** Reads a contract; null is none. */
  public static ContractTerms contract(JsonObject json) {
    return json == null ? ContractTerms.NONE : new ContractTerms(json.getMap());
  }

  /** A price of one currency. */
  public static JsonObject write(Price price) {
    return new JsonObject()
        .put("amount", plain(price.amount()))
        .put("wholesale", plain(price.wholesale()))
        .put(
            "ranges",
            array(
                price.ranges(),
                range ->
                    new JsonObject()
                        .put("min", plain(range.min()))
                        .put("max", plain(range.max()))
                        .put("price", plain(range.price()))
                        .put("flat", plain(range.flat()))));
  }

  /** Reads what {@link #write(Price)} wrote. */
  public static Price price(JsonObject json) {
    return new Price(
        decimal(json, "amount"),
        decimal(json, "wholesale"),
        list(
            json.getJsonArray("ranges"),
            range ->
                new PriceRange(
                    decimal(range, "min"),
                    decimal(range, "max"),
                    decimal(range, "price"),
                    decimal(range, "flat"))));
  }

  private static JsonObject cost(Cost cost) {
    var prices = new JsonObject();
    cost.prices().forEach((currency, price) -> prices.put(currency, write(price)));
    return new JsonObject()
        .put("costId", cost.costId())
        .put("category", cost.category().name())
        .put("costType", cost.costType())
        .put("strategy", cost.strategy().name())
        .put("unit", cost.unit())
        .put("description", cost.description())
        .put("included", plain(cost.included()))
        .put("priceOf", plain(cost.priceOf()))
        .put("prices", prices)
        .put("markups", array(cost.markups(), TermsJson::markup));
  }

  private static Cost cost(JsonObject json) {
    return new Cost(
        json.getString("costId"),
        Category.valueOf(json.getString("category")),
        json.getString("costType"),
        Strategy.valueOf(json.getString("strategy")),
        json.getString("unit"),
        json.getString("description"),
        decimal(json, "included"),
        decimal(json, "priceOf"),
        prices(json),
        list(json.getJsonArray("markups"), TermsJson::markup));
  }

  private static Map<String, Price> prices(JsonObject json) {
    JsonObject written = json.getJsonObject("prices");
    if (written == null) { // a cart item that was stored before costs had several currencies
      return Map.of(json.getString("currency"), Price.of(decimal(json, "amount")));
    }
    var prices = new LinkedHashMap<String, Price>();
    written.fieldNames().forEach(code -> prices.put(code, price(written.getJsonObject(code))));
    return prices;
  }

  private static JsonObject markup(Markup markup) {
    var amounts = new JsonObject();
    markup.amounts().forEach((currency, amount) -> amounts.put(currency, plain(amount)));
    return new JsonObject()
        .put("type", markup.type())
        .put("companyId", markup.companyId())
        .put("amounts", amounts);
  }

  private static Markup markup(JsonObject json) {
    return new Markup(
        json.getString("type"),
        json.getString("companyId"),
        amounts(json.getJsonObject("amounts")));
  }

  static Map<String, BigDecimal> amounts(JsonObject json) {
    var amounts = new LinkedHashMap<String, BigDecimal>();
    json.fieldNames().forEach(code -> amounts.put(code, decimal(json, code)));
    return amounts;
  }

  private static JsonObject rule(UnitRule rule) {
    return new JsonObject()
        .put("unit", rule.unit())
        .put("minimum", plain(rule.minimum()))
        .put("maximum", plain(rule.maximum()))
        .put("increment", plain(rule.increment()))
        .put("allowDecimals", rule.allowDecimals())
        .put("readOnly", rule.readOnly())
        .put("meteredUsage", rule.meteredUsage())
        .put("pricePerIncrement", rule.pricePerIncrement());
  }

  private static UnitRule rule(JsonObject json) {
    return new UnitRule(
        json.getString("unit"),
        decimal(json, "minimum"),
        decimal(json, "maximum"),
        decimal(json, "increment"),
        json.getBoolean("allowDecimals"),
        json.getBoolean("readOnly"),
        json.getBoolean("meteredUsage"),
        json.getBoolean("pricePerIncrement"));
  }
}
