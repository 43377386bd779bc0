package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.ten;

import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.Line;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PriceRange;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.checkout.domain.pricing.UnitRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/** Cost lines, contracts and unit definitions on the wire (appdirect.txt:4850-4952). */
final class CostJson {
  private static final String ZERO = ten(BigDecimal.ZERO);

  private CostJson() {}

  /**
   * What each cost of an item amounts to; what a cost includes is a line of its own, as in the
   * document.
   *
   * @param withFrequency whether each line says how often it comes
   */
  static JsonArray costs(PricedItem item, boolean withFrequency) {
    var lines = new JsonArray();
    for (Line line : item.lines()) {
      if (line.kind() == Line.Kind.COST) {
        lines.add(cost(line, withFrequency ? item : null));
      }
    }
    for (Cost cost : item.terms().costs()) {
      if (!Cost.INCLUDED.equals(cost.costType()) && cost.included().signum() > 0) {
        lines.add(included(cost, withFrequency ? item : null));
      }
    }
    return lines;
  }

  private static JsonObject cost(Line line, PricedItem frequent) {
    var json = new JsonObject();
    if (line.id() != null) {
      json.put("costId", line.id());
    }
    json.put("costTypeCategory", category(line.category()));
    if (frequent != null) {
      json.put("frequency", frequency(line.category(), frequent));
    }
    json.put("costType", line.costType())
        .put("pricingStrategy", line.strategy().name())
        .put("priceRanges", ranges(line.price()))
        .put("description", description(line));
    if (line.unit() != null) {
      json.put("unit", line.unit());
    }
    BigDecimal sale = salePrice(line);
    return json.put("quantity", ten(line.quantity()))
        .put("salePrice", ten(sale))
        .put("wholesalePrice", ten(wholesale(line, sale)))
        .put("totalSalePrice", line.total().tenDecimals());
  }

  private static JsonObject included(Cost cost, PricedItem frequent) {
    var json = new JsonObject().put("costTypeCategory", category(cost.category()));
    if (frequent != null) {
      json.put("frequency", frequency(cost.category(), frequent));
    }
    String included = ten(cost.included());
    return json.put("costType", Cost.INCLUDED)
        .put("pricingStrategy", "UNIT")
        .put(
            "priceRanges",
            new JsonArray().add(new JsonObject().put("min", included).put("max", included)))
        .put("description", Cost.INCLUDED)
        .put("unit", cost.unit())
        .put("quantity", included)
        .put("salePrice", ZERO)
        .put("wholesalePrice", ZERO)
        .put("totalSalePrice", ZERO);
  }

  /** What a usage costs is told with the recurring costs, as the vendor has no third word. */
  private static String category(Category category) {
    return category == Category.ONE_TIME ? "ONE_TIME" : "RECURRING";
  }

  private static String frequency(Category category, PricedItem item) {
    return category == Category.ONE_TIME ? "ONE_TIME" : item.schedule().cycle().period();
  }

  private static BigDecimal salePrice(Line line) {
    return line.calculations().size() == 1
        ? line.calculations().get(0).unitPrice().amount()
        : line.price().unitAmount();
  }

  private static BigDecimal wholesale(Line line, BigDecimal otherwise) {
    return line.sources().stream()
        .filter(source -> source.priceType().equals("BASE_PRICE"))
        .map(source -> source.price().wholesale())
        .filter(known -> known != null)
        .findFirst()
        .orElse(otherwise);
  }

  static String description(Line line) {
    return line.description() == null ? line.costType() : line.description();
  }

  private static JsonArray ranges(Price price) {
    return array(price.ranges(), CostJson::range);
  }

  private static JsonObject range(PriceRange range) {
    var json = new JsonObject();
    if (range.min() != null) {
      json.put("min", ten(range.min()));
    }
    if (range.max() != null) {
      json.put("max", ten(range.max()));
    }
    return json.put("price", ten(range.price()));
  }

  /** The vendor's own field names are the contract's. */
  static JsonObject contract(ContractTerms contract) {
    return new JsonObject(contract.fields()).copy();
  }

  /**
   * How each unit may be bought.
   *
   * @param bought how many are meant, or null not to say
   */
  static JsonArray units(PlanTerms terms, List<Unit> bought) {
    return array(terms.unitRules(), rule -> unit(rule, terms, bought));
  }

  private static JsonObject unit(UnitRule rule, PlanTerms terms, List<Unit> bought) {
    var json = new JsonObject().put("unit", rule.unit());
    if (rule.minimum() != null) {
      json.put("minimum", ten(rule.minimum()));
    }
    if (rule.maximum() != null) {
      json.put("maximum", ten(rule.maximum()));
    }
    json.put("meteredUsage", rule.meteredUsage())
        .put("allowDecimals", rule.allowDecimals())
        .put("readOnly", rule.readOnly());
    if (bought != null) {
      json.put("quantity", ten(terms.quantity(rule.unit(), bought)));
    }
    if (rule.increment() != null) {
      json.put("increment", rule.increment());
    }
    return json.put("pricePerIncrement", rule.pricePerIncrement());
  }
}
