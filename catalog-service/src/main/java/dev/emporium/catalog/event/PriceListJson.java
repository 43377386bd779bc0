package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.ProductSheet;
import dev.emporium.catalog.domain.product.RevenueType;
import dev.emporium.catalog.domain.product.UnitRule;
import dev.emporium.catalog.store.SellingDocuments;
import dev.emporium.catalog.store.SheetDocuments;
import dev.emporium.catalog.store.TermsDocuments;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.TreeMap;

/** The price list of {@code app.*} (ARCHITECTURE.md, price list). */
final class PriceListJson {
  private PriceListJson() {}

  /** What the app says besides. */
  static void app(CatalogApp told, JsonObject json) {
    ProductSheet sheet = told.version().sheet();
    var currencies = new LinkedHashSet<String>();
    told.version().plans().forEach(plan -> currencies.addAll(plan.terms().currencies()));
    var editions = new JsonArray();
    told.editions().forEach(edition -> editions.add(edition(told, edition)));
    var names = new JsonObject();
    new TreeMap<>(sheet.localized())
        .forEach(
            (language, texts) -> {
              if (texts.name() != null) {
                names.put(language, texts.name());
              }
            });
    json.put("productType", sheet.productType())
        .put("productCode", sheet.code())
        .put("currencies", new JsonArray(currencies.stream().toList()))
        .put("editions", editions)
        .put("addOn", addOn(sheet))
        .put(
            "bundle",
            sheet.bundle().isEmpty()
                ? null
                : new JsonObject().put("items", SheetDocuments.sheet(sheet).getJsonArray("bundle")))
        .put("names", names)
        .put(
            "provider",
            new JsonObject()
                .put("uuid", told.app().developerUuid().toString())
                .put("name", told.app().developerId()))
        .put("settings", SellingDocuments.told(told.app().selling().settings()));
  }

  private static JsonObject addOn(ProductSheet sheet) {
    return sheet.addOn()
        ? new JsonObject()
            .put("parents", new JsonArray(sheet.parents().stream().map(Object::toString).toList()))
        : null;
  }

  private static JsonObject edition(CatalogApp told, Edition edition) {
    return new JsonObject()
        .put("editionId", edition.editionId().toString())
        .put("editionNumber", edition.number())
        .put("code", edition.code())
        .put("name", edition.name())
        .put("rank", edition.rank())
        .put("primary", edition.equals(told.editions().get(0)))
        .put("revenueType", RevenueType.of(told.plans(edition)).name())
        .put("invisible", edition.invisible())
        .put("bundleOnly", edition.bundleOnly())
        .put("visibleTo", new JsonArray(edition.visibleTo()));
  }

  /** What a plan says besides. */
  static void plan(CatalogApp told, Plan plan, JsonObject json) {
    Edition edition = told.edition(plan);
    JsonObject terms = TermsDocuments.terms(plan.terms());
    for (Object each : terms.getJsonArray("costs")) {
      markups(told, (JsonObject) each);
    }
    json.put("version", plan.version())
        .put("planCode", plan.model().modelId())
        .put("editionId", edition.editionId().toString())
        .put("editionNumber", edition.number())
        .put("editionName", edition.name())
        .put("installable", plan.installable())
        .put("currency", plan.model().currency())
        .put("primary", plan.equals(told.plans(edition).get(0)))
        .put("unitLimits", unitLimits(plan))
        .mergeIn(terms);
  }

  private static void markups(CatalogApp told, JsonObject cost) {
    var markups = new JsonArray();
    told.app().selling().markups().stream()
        .filter(markup -> markup.costId().toString().equals(cost.getString("costId")))
        .forEach(
            markup ->
                markups.add(
                    new JsonObject()
                        .put("markupType", "CHANNEL_RESELLER_COMPANY")
                        .put("companyId", markup.companyId().toString())
                        .put("amount", TermsDocuments.amounts(markup.amount()))));
    cost.put("markups", markups);
  }

  private static JsonArray unitLimits(Plan plan) {
    var byUnit = new LinkedHashMap<String, UnitRule>();
    plan.terms().costs().stream()
        .map(Cost::units)
        .filter(rule -> rule.unit() != null)
        .forEach(rule -> byUnit.putIfAbsent(rule.unit(), rule));
    var array = new JsonArray();
    byUnit.forEach(
        (unit, rule) ->
            array.add(
                new JsonObject()
                    .put("unit", unit)
                    .put("min", rule.min().toPlainString())
                    .put("max", rule.max() == null ? null : rule.max().toPlainString())
                    .put("increment", rule.increment().toPlainString())
                    .put("decimals", rule.decimals())
                    .put("included", rule.included().toPlainString())));
    return array;
  }
}
