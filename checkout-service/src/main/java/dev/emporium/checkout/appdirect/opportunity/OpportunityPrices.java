package dev.emporium.checkout.appdirect.opportunity;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.ten;

import dev.emporium.checkout.appdirect.RecurringJson;
import dev.emporium.checkout.domain.opportunity.AppliedDiscount;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.OpportunityPricing;
import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.checkout.domain.pricing.Line;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.PricedFee;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.kit.store.Tx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An opportunity's items and totals on the wire (appdirect.txt:4325-4408, 4775-4832). */
final class OpportunityPrices {
  private final Opportunity opportunity;
  private final PricedCart priced;
  private final Map<String, PricedItem> byItem;
  private final Map<String, Product> products;

  private OpportunityPrices(
      Opportunity opportunity, PricedCart priced, Map<String, Product> products) {
    this.opportunity = opportunity;
    this.priced = priced;
    this.byItem =
        priced.items().stream().collect(Collectors.toMap(PricedItem::itemId, Function.identity()));
    this.products = products;
  }

  /** Prices the opportunity as if it were sold today. */
  static OpportunityPrices of(Tx tx, Opportunity it, Map<String, Product> products) {
    LocalDate today = LocalDate.ofInstant(tx.now(), ZoneOffset.UTC);
    return new OpportunityPrices(
        it, OpportunityPricing.of(it.deal(), it.currency(), it.people(), today), products);
  }

  /** One item with its costs; without a plan it has none. */
  JsonObject item(OpportunityItem item) {
    PricedItem cost = byItem.get(item.id().toString());
    var json =
        new JsonObject()
            .put("id", item.id().toString())
            .put("product", product(item).put("isAddon", isAddOn(item)));
    if (item.parent() != null) {
      json.put("parentItemId", item.parent());
    }
    item.terms().ifPresent(terms -> json.put("pricingPlan", plan(terms)));
    json.put("units", array(item.units(), OpportunityJson::unit))
        .put("pricing", cost == null ? new JsonArray() : CostJson.costs(cost, false));
    OpportunityJson.carried(json, item);
    return cost == null || cost.contract().isEmpty()
        ? json
        : json.put("contractConfiguration", CostJson.contract(cost.contract()));
  }

  /** What is due, item by item, and what comes again. */
  JsonObject summary() {
    var items = new JsonArray();
    opportunity.items().stream()
        .filter(item -> byItem.containsKey(item.id().toString()))
        .forEach(item -> items.add(summary(item, byItem.get(item.id().toString()))));
    var json =
        new JsonObject()
            .put("amountDueBeforeTax", priced.dueNow().tenDecimals())
            .put("taxSummary", taxes())
            .put("amountDueAfterTax", priced.dueNowAfterTax().tenDecimals())
            .put("items", items);
    if (!priced.fees().isEmpty()) {
      json.put("fees", array(priced.fees(), OpportunityPrices::fee));
    }
    return json.put("recurringTotals", array(priced.recurringTotals(), RecurringJson::total));
  }

  private JsonObject summary(OpportunityItem item, PricedItem cost) {
    var json = new JsonObject().put("id", item.id().toString());
    opportunity.deal().discounts().stream()
        .filter(applied -> applied.items().contains(item.id()))
        .reduce((first, last) -> last)
        .ifPresent(applied -> json.put("discount", discount(applied)));
    Product product = products.get(item.productId());
    json.put(
            "product",
            product(item)
                .put("isAddon", isAddOn(item))
                .put("hasAddons", product != null && product.hasAddOns()))
        .put("pricingPlan", plan(cost.terms()).put("editionCode", edition(product, cost.terms())))
        .put("pricing", array(cost.lines(), OpportunityPrices::line));
    if (!cost.contract().isEmpty()) {
      json.put("contractConfiguration", CostJson.contract(cost.contract()));
    }
    return json.put("unitDefinitions", CostJson.units(cost.terms(), null));
  }

  private boolean isAddOn(OpportunityItem item) {
    Product product = products.get(item.productId());
    return product == null ? item.terms().filter(PlanTerms::addOn).isPresent() : product.addOn();
  }

  private JsonObject product(OpportunityItem item) {
    Product product = products.get(item.productId());
    return new JsonObject()
        .put("id", item.productId())
        .put("name", item.productName())
        .put("type", product == null ? "WEB_APP" : product.type());
  }

  private static JsonObject plan(PlanTerms terms) {
    return new JsonObject().put("id", terms.planId()).put("name", terms.planName());
  }

  private static String edition(Product product, PlanTerms terms) {
    String code = product == null ? terms.editionId() : product.editionCode(terms.editionId());
    return code == null ? terms.modelId() : code;
  }

  private static JsonObject line(Line line) {
    return new JsonObject()
        .put("costType", line.costType())
        .put("description", CostJson.description(line))
        .put("quantity", ten(line.quantity()))
        .put("totalSalePrice", line.total().tenDecimals());
  }

  private static JsonObject discount(AppliedDiscount applied) {
    String text = applied.discount().description();
    String code = applied.discount().code();
    return new JsonObject().put("description", text == null ? code : text).put("code", code);
  }

  private JsonArray taxes() {
    return priced.taxNow().signum() == 0
        ? new JsonArray()
        : new JsonArray()
            .add(
                new JsonObject()
                    .put("description", "Tax")
                    .put("taxAmount", priced.taxNow().tenDecimals()));
  }

  private static JsonObject fee(PricedFee fee) {
    return new JsonObject()
        .put("key", fee.fee().key())
        .put("description", fee.fee().description())
        .put("amount", fee.line().total().tenDecimals());
  }

  /** What a plan costs to begin with (appdirect.txt:4850-4952). */
  static JsonObject initial(PricedCart priced) {
    PricedItem cost = priced.items().get(0);
    var json =
        new JsonObject()
            .put("pricingPlanId", cost.terms().planId())
            .put("pricing", CostJson.costs(cost, true));
    if (!cost.contract().isEmpty()) {
      json.put("contractConfiguration", CostJson.contract(cost.contract()).put("isDefault", true));
    }
    return json.put("unitDefinitions", CostJson.units(cost.terms(), cost.units()));
  }

  /** The products of the items that have a price. */
  static Set<String> productsOf(Opportunity opportunity) {
    return opportunity.items().stream()
        .map(OpportunityItem::productId)
        .collect(Collectors.toUnmodifiableSet());
  }
}
