package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Finding;
import dev.emporium.checkout.domain.pricing.BillingCycle;
import dev.emporium.checkout.domain.pricing.Calculation;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.Line;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.checkout.domain.pricing.Schedule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Prices on the wire: the pricing summary (appdirect.txt:10119-10198) and the preview
 * (appdirect.txt:9803-9867). Amounts and quantities are strings of ten decimals.
 */
final class PricingJson {
  private PricingJson() {}

  static JsonObject summary(PricedCart cart) {
    return new JsonObject()
        .put("items", array(cart.items(), PricingJson::summaryItem))
        .put("recurringTotals", totals(cart));
  }

  /** There is no tax in this marketplace: both amounts due are the same. */
  static JsonObject preview(PricedCart cart, List<Finding> errors) {
    var json =
        new JsonObject()
            .put("items", array(cart.items(), PricingJson::previewItem))
            .put("amountDueBeforeTax", cart.dueNow().tenDecimals())
            .put("amountDueAfterTax", cart.dueNow().tenDecimals())
            .put("recurringTotals", totals(cart));
    return errors.isEmpty() ? json : json.put("errors", array(errors, ValidationJson::finding));
  }

  private static JsonObject summaryItem(PricedItem item) {
    return head(item)
        .put("editionId", item.terms().editionId())
        .put(
            "detailedCost",
            new JsonObject().put("costSources", array(item.lines(), PricingJson::costSource)))
        .put(
            "effectiveCost",
            new JsonObject().put("costs", array(item.lines(), PricingJson::effective)))
        .put("schedule", schedule(item.schedule()));
  }

  private static JsonObject costSource(Line line) {
    Cost cost = line.cost();
    var source =
        new JsonObject()
            .put("priceType", "BASE_PRICE")
            .put("priceLevel", "NONE")
            .put("priceEntity", "NONE")
            .put("pricingStrategy", cost.strategy().name())
            .put("definition", definition(cost))
            .put("calculations", array(line.calculations(), PricingJson::calculation));
    return new JsonObject()
        .put("costId", cost.costId())
        .put("costTypeCategory", cost.category().name())
        .put("costType", cost.costType())
        .put("unit", cost.unit())
        .put("sources", new JsonArray().add(source));
  }

  private static JsonObject effective(Line line) {
    Cost cost = line.cost();
    return new JsonObject()
        .put("costId", cost.costId())
        .put("costTypeCategory", cost.category().name())
        .put("costType", cost.costType())
        .put("pricingStrategy", cost.strategy().name())
        .put("unit", cost.unit())
        .put("definition", definition(cost))
        .put("calculations", array(line.calculations(), PricingJson::calculation));
  }

  private static JsonObject definition(Cost cost) {
    return new JsonObject().put("price", cost.price().tenDecimals()).putNull("priceRanges");
  }

  private static JsonObject calculation(Calculation part) {
    return new JsonObject()
        .put("quantity", quantity(part))
        .put("salePrice", part.unitPrice().tenDecimals())
        .put("totalPrice", part.total().tenDecimals());
  }

  private static JsonObject previewItem(PricedItem item) {
    var source =
        new JsonObject()
            .put("source", "BASE_CATALOG")
            .put("costs", array(item.lines(), line -> previewCost(line.cost())));
    var costs = new JsonArray();
    for (Line line : item.lines()) {
      for (Calculation part : line.calculations()) {
        costs.add(
            previewCost(line.cost())
                .put("quantity", quantity(part))
                .put("salePrice", part.unitPrice().tenDecimals())
                .put("totalSalePrice", part.total().tenDecimals()));
      }
    }
    return head(item)
        .put("pricingSources", new JsonArray().add(source))
        .put("costs", costs)
        .put("schedule", schedule(item.schedule()));
  }

  private static JsonObject previewCost(Cost cost) {
    var json =
        new JsonObject()
            .put("costTypeCategory", cost.category().name())
            .put("costType", cost.costType())
            .put("pricingStrategy", cost.strategy().name())
            .put("salePrice", cost.price().tenDecimals());
    return cost.unit() == null ? json : json.put("unit", cost.unit());
  }

  private static JsonObject head(PricedItem item) {
    return new JsonObject()
        .put("itemId", item.itemId())
        .put("pricingPlanId", item.terms().planId())
        .put("productId", item.terms().appId());
  }

  private static JsonObject schedule(Schedule schedule) {
    return new JsonObject()
        .put("billingCycle", cycle(schedule.cycle()))
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

  private static JsonObject cycle(BillingCycle cycle) {
    var json = new JsonObject().put("period", cycle.period());
    if (cycle.count() > 1) {
      json.put("periodCount", cycle.count());
    }
    return cycle.dayOfMonth() == null ? json : json.put("dayOfMonth", cycle.dayOfMonth());
  }

  private static JsonArray totals(PricedCart cart) {
    return array(
        cart.recurringTotals(),
        total ->
            new JsonObject()
                .put("billingCycle", cycle(total.cycle()))
                .put("totalSalePrice", total.total().tenDecimals())
                .put("nextInvoiceDate", total.nextInvoice().toString()));
  }

  private static String quantity(Calculation part) {
    return part.quantity().setScale(10, RoundingMode.HALF_UP).toPlainString();
  }

  private static <T> JsonArray array(List<T> all, Function<T, JsonObject> json) {
    var array = new JsonArray();
    all.forEach(each -> array.add(json.apply(each)));
    return array;
  }
}
