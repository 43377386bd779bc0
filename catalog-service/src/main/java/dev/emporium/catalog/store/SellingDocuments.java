package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.product.Markup;
import dev.emporium.catalog.domain.product.ProductSettings;
import dev.emporium.catalog.domain.product.ProductSettings.Billing;
import dev.emporium.catalog.domain.product.ProductSettings.General;
import dev.emporium.catalog.domain.product.ProductSettings.Health;
import dev.emporium.catalog.domain.product.ProductSettings.Leads;
import dev.emporium.catalog.domain.product.ProductSettings.Sku;
import dev.emporium.catalog.domain.product.ProductSettings.TrialBilling;
import dev.emporium.catalog.domain.product.Selling;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** How an app is sold, as it rests in the database; the usual settings are the empty object. */
public final class SellingDocuments {
  private SellingDocuments() {}

  /** Settings as JSON. */
  public static JsonObject settings(ProductSettings settings) {
    if (settings.equals(ProductSettings.USUAL)) {
      return new JsonObject();
    }
    General general = settings.general();
    var trials = new JsonObject();
    new TreeMap<>(settings.trials())
        .forEach(
            (edition, billing) ->
                trials.put(
                    String.valueOf(edition),
                    new JsonObject()
                        .put("requireBillingInfo", billing.requireBillingInfo())
                        .put("automaticUpgrade", billing.automaticUpgrade())));
    var skus = new JsonObject();
    new TreeMap<>(settings.skus())
        .forEach(
            (cost, sku) ->
                skus.put(
                    String.valueOf(cost),
                    new JsonObject().put("sku", sku.sku()).put("fid1", sku.fid1())));
    return new JsonObject()
        .put("visibleOnNetwork", general.visibleOnNetwork())
        .put("visibleOnMarketplace", general.visibleOnMarketplace())
        .put("sellDomainAsStandalone", general.sellDomainAsStandalone())
        .put("showAsComingSoon", general.showAsComingSoon())
        .put("hideAllPricing", general.hideAllPricing())
        .put("disableSelfServe", general.disableSelfServe())
        .put("termsOfServiceUrl", general.termsOfServiceUrl())
        .put("externalIdentifier", general.externalIdentifier())
        .put("productStockNumber", general.productStockNumber())
        .put("leads", settings.leads().enabled())
        .put("leadsSelected", settings.leads().selected())
        .put("leadsToDevelopers", settings.leads().assignToDevelopers())
        .put("leadsByEdition", settings.leads().byEdition())
        .put("purchase", settings.health().purchase())
        .put("singleSignOn", settings.health().singleSignOn())
        .put("updateSubscription", settings.health().updateSubscription())
        .put("assignment", settings.health().assignment())
        .put("skipFirstPayment", settings.billing().skipFirstPayment())
        .put("taxCode", settings.billing().taxCode())
        .put("setupFeeTaxCode", settings.billing().setupFeeTaxCode())
        .put("cycle", settings.billing().cycle())
        .put("startDay", settings.billing().startDay())
        .put(
            "categories",
            settings.categories() == null ? null : new JsonArray(settings.categories()))
        .put("sortingRank", settings.sortingRank())
        .put("ribbon", settings.ribbon())
        .put("trials", trials)
        .put("skus", skus);
  }

  /** What of the settings concerns selling (ARCHITECTURE.md, price list). */
  public static JsonObject told(ProductSettings settings) {
    return new JsonObject()
        .put("visibleOnMarketplace", settings.general().visibleOnMarketplace())
        .put("purchase", settings.sells())
        .put("hideAllPricing", settings.general().hideAllPricing())
        .put("collectLeads", settings.leads().enabled() ? settings.leads().selected() : null)
        .put("taxCode", settings.billing().taxCode())
        .put("setupFeeTaxCode", settings.billing().setupFeeTaxCode())
        .put("skipFirstPayment", settings.billing().skipFirstPayment())
        .put("billingCycle", settings.billing().cycle())
        .put("startDay", settings.billing().startDay());
  }

  /** Markups as JSON. */
  public static JsonArray markups(List<Markup> markups) {
    var array = new JsonArray();
    markups.forEach(
        markup ->
            array.add(
                new JsonObject()
                    .put("costId", markup.costId().toString())
                    .put("companyId", markup.companyId().toString())
                    .put("amount", TermsDocuments.amounts(markup.amount()))));
    return array;
  }

  /** Reads both columns of an app. */
  public static Selling selling(JsonObject settings, JsonArray markups) {
    var read = new ArrayList<Markup>();
    for (Object each : markups) {
      JsonObject json = (JsonObject) each;
      read.add(
          new Markup(
              UUID.fromString(json.getString("costId")),
              UUID.fromString(json.getString("companyId")),
              TermsDocuments.amounts(json.getJsonObject("amount"))));
    }
    return new Selling(settings(settings), List.copyOf(read));
  }

  private static ProductSettings settings(JsonObject json) {
    if (json.isEmpty()) {
      return ProductSettings.USUAL;
    }
    var trials = new TreeMap<Long, TrialBilling>();
    json.getJsonObject("trials")
        .forEach(
            entry -> {
              JsonObject billing = (JsonObject) entry.getValue();
              trials.put(
                  Long.valueOf(entry.getKey()),
                  new TrialBilling(
                      billing.getBoolean("requireBillingInfo"),
                      billing.getBoolean("automaticUpgrade")));
            });
    var skus = new TreeMap<Long, Sku>();
    json.getJsonObject("skus")
        .forEach(
            entry -> {
              JsonObject sku = (JsonObject) entry.getValue();
              skus.put(
                  Long.valueOf(entry.getKey()),
                  new Sku(sku.getString("sku"), sku.getString("fid1")));
            });
    JsonArray categories = json.getJsonArray("categories");
    return new ProductSettings(
        general(json),
        new Leads(
            json.getBoolean("leads"),
            json.getString("leadsSelected"),
            json.getBoolean("leadsToDevelopers"),
            json.getBoolean("leadsByEdition")),
        new Health(
            json.getBoolean("purchase"),
            json.getBoolean("singleSignOn"),
            json.getBoolean("updateSubscription"),
            json.getBoolean("assignment")),
        new Billing(
            json.getBoolean("skipFirstPayment"),
            json.getString("taxCode"),
            json.getString("setupFeeTaxCode"),
            json.getString("cycle"),
            json.getInteger("startDay")),
        categories == null ? null : Documents.strings(categories),
        json.getInteger("sortingRank"),
        json.getInteger("ribbon"),
        Map.copyOf(trials),
        Map.copyOf(skus));
  }

  private static General general(JsonObject json) {
    return new General(
        json.getBoolean("visibleOnNetwork"),
        json.getBoolean("visibleOnMarketplace"),
        json.getBoolean("sellDomainAsStandalone"),
        json.getBoolean("showAsComingSoon"),
        json.getBoolean("hideAllPricing"),
        json.getBoolean("disableSelfServe"),
        json.getString("termsOfServiceUrl"),
        json.getString("externalIdentifier"),
        json.getString("productStockNumber"));
  }
}
