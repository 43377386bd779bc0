package dev.emporium.checkout.appdirect;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.ten;

import dev.emporium.checkout.domain.Finding;
import dev.emporium.checkout.domain.pricing.Calculation;
import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.Line;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PriceRange;
import dev.emporium.checkout.domain.pricing.PriceSource;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.PricedFee;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.checkout.domain.pricing.Schedule;
import dev.emporium.checkout.domain.pricing.Strategy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;

/**
 * Prices on the wire: the pricing summary (appdirect.txt:10119-10198) and the preview
 * (appdirect.txt:9803-9867). Amounts and quantities are strings of ten decimals.
 */
final class PricingJson {
  private PricingJson() {}

  static JsonObject summary(PricedCart cart) {
    return new JsonObject()
        .put("items", array(cart.items(), PricingJson::summaryItem))
        .put("fees", array(cart.fees(), PricingJson::fee))
        .put("recurringTotals", totals(cart));
  }

  static JsonObject preview(PricedCart cart, List<Finding> errors) {
    var json =
        new JsonObject()
            .put("items", array(cart.items(), PricingJson::previewItem))
            .put("fees", array(cart.fees(), PricingJson::fee))
            .put("amountDueBeforeTax", cart.dueNow().tenDecimals())
            .put("amountDueAfterTax", cart.dueNowAfterTax().tenDecimals())
            .put("recurringTotals", totals(cart));
    return errors.isEmpty() ? json : json.put("errors", array(errors, ValidationJson::finding));
  }

  private static JsonObject summaryItem(PricedItem item) {
    return head(item)
        .put("editionId", item.terms().editionId())
        .put(
            "detailedCost",
            new JsonObject().put("costSources", array(costs(item), PricingJson::costSource)))
        .put(
            "effectiveCost",
            new JsonObject().put("costs", array(item.lines(), PricingJson::effective)))
        .put("schedule", schedule(item.schedule()));
  }

  /** Every source a cost's price could come from; what takes the place of others says so. */
  private static JsonObject costSource(Line line) {
    return new JsonObject()
        .put("costId", line.id())
        .put("costTypeCategory", category(line))
        .put("costType", line.costType())
        .put("unit", line.unit())
        .put("sources", array(line.sources(), PricingJson::source));
  }

  private static JsonObject source(PriceSource source) {
    return new JsonObject()
        .put("priceType", source.priceType())
        .put("priceLevel", source.priceLevel())
        .put("priceEntity", source.priceEntity())
        .put("pricingStrategy", source.strategy().name())
        .put("definition", definition(source.price(), source.strategy()))
        .put("calculations", array(source.calculations(), PricingJson::calculation))
        .put("used", source.used());
  }

  /** What the customer pays for a cost, or a discount as a cost below zero. */
  private static JsonObject effective(Line line) {
    return new JsonObject()
        .put("costId", line.id())
        .put("costTypeCategory", category(line))
        .put("costType", line.costType())
        .put("pricingStrategy", line.strategy().name())
        .put("unit", line.unit())
        .put("definition", definition(line.price(), line.strategy()))
        .put("calculations", array(line.calculations(), PricingJson::calculation))
        .put("explanation", new JsonArray(line.explanation()));
  }

  private static JsonObject definition(Price price, Strategy strategy) {
    boolean ranged = strategy.isRanged() && !price.ranges().isEmpty();
    return new JsonObject()
        .put("price", ranged ? null : ten(price.unitAmount()))
        .put("priceRanges", ranged ? array(price.ranges(), PricingJson::range) : null);
  }

  private static JsonObject range(PriceRange range) {
    var json =
        new JsonObject()
            .put("min", ten(range.min()))
            .put("max", ten(range.max()))
            .put("price", ten(range.price()));
    return range.flat().signum() == 0 ? json : json.put("flatPrice", ten(range.flat()));
  }

  private static JsonObject calculation(Calculation part) {
    return new JsonObject()
        .put("quantity", ten(part.quantity()))
        .put("salePrice", part.unitPrice().tenDecimals())
        .put("totalPrice", part.total().tenDecimals());
  }

  private static JsonObject previewItem(PricedItem item) {
    var source =
        new JsonObject()
            .put("source", "BASE_CATALOG")
            .put("costs", array(costs(item), PricingJson::listed));
    var costs = new JsonArray();
    for (Line line : item.lines()) {
      line.calculations().forEach(part -> costs.add(previewCost(line, part)));
    }
    return head(item)
        .put("pricingSources", new JsonArray().add(source))
        .put("costs", costs)
        .put("schedule", schedule(item.schedule()));
  }

  /** A cost at the catalog's price. */
  private static JsonObject listed(Line line) {
    PriceSource base = line.sources().get(0);
    JsonObject json = cost(line).put("pricingStrategy", base.strategy().name());
    if (base.strategy().isRanged() && !base.price().ranges().isEmpty()) {
      return json.put("priceRanges", array(base.price().ranges(), PricingJson::range));
    }
    return base.strategy() == Strategy.UNLIMITED
        ? json
        : json.put("salePrice", ten(base.price().unitAmount()));
  }

  private static JsonObject previewCost(Line line, Calculation part) {
    JsonObject json = cost(line).put("pricingStrategy", line.strategy().name());
    if (line.strategy() != Strategy.UNLIMITED) {
      json.put("quantity", ten(part.quantity()));
    }
    if (line.kind() != Line.Kind.COST) {
      json.put("description", line.description());
    }
    return json.put("salePrice", part.unitPrice().tenDecimals())
        .put("totalSalePrice", part.total().tenDecimals());
  }

  private static JsonObject cost(Line line) {
    var json =
        new JsonObject().put("costTypeCategory", category(line)).put("costType", line.costType());
    return line.unit() == null ? json : json.put("unit", line.unit());
  }

  /** The vendor knows two categories; what is metered recurs there. */
  private static String category(Line line) {
    return line.category() == Category.METERED ? Category.RECURRING.name() : line.category().name();
  }

  private static List<Line> costs(PricedItem item) {
    return item.lines().stream().filter(line -> line.kind() == Line.Kind.COST).toList();
  }

  private static JsonObject fee(PricedFee priced) {
    return new JsonObject()
        .put("id", priced.fee().feeId())
        .put("key", priced.fee().key())
        .put("description", priced.fee().description())
        .put("amount", priced.line().total().tenDecimals());
  }

  private static JsonObject head(PricedItem item) {
    return new JsonObject()
        .put("itemId", item.itemId())
        .put("pricingPlanId", item.terms().planId())
        .put("productId", item.terms().appId());
  }

  static JsonObject schedule(Schedule schedule) {
    return new JsonObject()
        .put("billingCycle", RecurringJson.cycle(schedule.cycle()))
        .put("servicePeriod", period(schedule.serviceStart(), null))
        .put("billingPeriod", period(schedule.billingStart(), null))
        .put(
            "freeTrialPeriod",
            schedule.trialEnd().map(end -> period(schedule.serviceStart(), end)).orElse(null));
  }

  private static JsonObject period(LocalDate start, LocalDate end) {
    return new JsonObject()
        .put("start", start.toString())
        .put("end", end == null ? null : end.toString());
  }

  /** What the first cycles charge, as the vendor shows them. */
  static JsonArray totals(PricedCart cart) {
    return array(
        cart.recurringTotals(),
        total -> RecurringJson.total(total).put("nextInvoiceDate", total.nextInvoice().toString()));
  }
}
