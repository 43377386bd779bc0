package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductSettings;
import dev.emporium.catalog.domain.product.ProductSettings.Billing;
import dev.emporium.catalog.domain.product.ProductSettings.General;
import dev.emporium.catalog.domain.product.ProductSettings.Health;
import dev.emporium.catalog.domain.product.ProductSettings.Leads;
import dev.emporium.catalog.domain.product.ProductSettings.Sku;
import dev.emporium.catalog.domain.product.ProductSettings.TrialBilling;
import dev.emporium.catalog.store.ProductListStore.Category;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings as they are sent (appdirect.txt:3361-3648): what is missing stays as it is. */
final class SettingsBody {
  private final CatalogApp entry;
  private final ProductSettings old;
  private final JsonObject body;
  private final List<Category> categories;

  SettingsBody(CatalogApp entry, JsonObject body, List<Category> categories) {
    this.entry = entry;
    this.old = entry.app().selling().settings();
    this.body = body;
    this.categories = categories;
  }

  /** The settings afterwards, checked. */
  ProductSettings read() {
    JsonObject general = part(body, "general");
    JsonObject settings = part(general, "settings");
    JsonObject groups = part(body, "productGroups");
    JsonObject billing = part(body, "billing");
    JsonObject ribbons = part(part(groups, "merchandisingOptions"), "ribbons");
    String rank =
        part(settings, "sortingRank")
            .getString("selectedOption", ProductSettings.RANKS.get(old.sortingRank() - 1));
    return new ProductSettings(
            general(settings, part(general, "additionalSettings")),
            leads(part(settings, "collectLeads")),
            health(part(general, "apiHealthMaintenance")),
            billing(part(billing, "billingSettings")),
            categories(part(groups, "categories")),
            ProductSettings.RANKS.indexOf(rank) + 1,
            ribbons.getInteger("selectedOption", old.ribbon()),
            trials(billing.getJsonArray("freeTrialBillingOptions")),
            skus(part(billing, "skuSettings").getJsonArray("editionPricingItems")))
        .checked();
  }

  private static JsonObject part(JsonObject owner, String name) {
    JsonObject part = owner.getJsonObject(name);
    return part == null ? new JsonObject() : part;
  }

  private static String text(JsonObject json, String field, String otherwise) {
    String text = json.containsKey(field) ? json.getString(field) : otherwise;
    return text == null || text.isBlank() ? null : text;
  }

  private General general(JsonObject settings, JsonObject additional) {
    General before = old.general();
    return new General(
        settings.getBoolean("visibleOnNetwork", before.visibleOnNetwork()),
        settings.getBoolean("visibleOnMarketplace", before.visibleOnMarketplace()),
        settings.getBoolean("sellDomainAsStandalone", before.sellDomainAsStandalone()),
        settings.getBoolean("showAsComingSoon", before.showAsComingSoon()),
        settings.getBoolean("hideAllPricing", before.hideAllPricing()),
        settings.getBoolean("disableSelfServe", before.disableSelfServe()),
        text(settings, "termsOfServiceURL", before.termsOfServiceUrl()),
        text(additional, "externalIdentifier", before.externalIdentifier()),
        text(additional, "productStockNumber", before.productStockNumber()));
  }

  private Leads leads(JsonObject json) {
    Leads before = old.leads();
    return new Leads(
        json.getBoolean("enabled", before.enabled()),
        json.getString("selectedOption", before.selected()),
        json.getBoolean("assignLeadsToDevelopers", before.assignToDevelopers()),
        json.getBoolean("editionLeadGenEnabled", before.byEdition()));
  }

  private Health health(JsonObject json) {
    Health before = old.health();
    return new Health(
        part(json, "purchase").getBoolean("value", before.purchase()),
        part(json, "singleSignOn").getBoolean("value", before.singleSignOn()),
        part(json, "updateSubscription").getBoolean("value", before.updateSubscription()),
        part(json, "assignAndUnassign").getBoolean("value", before.assignment()));
  }

  private Billing billing(JsonObject json) {
    Billing before = old.billing();
    JsonObject cycle = part(json, "billingCycle");
    return new Billing(
        json.getBoolean("skipFirstPayment", before.skipFirstPayment()),
        text(json, "taxCode", before.taxCode()),
        text(json, "setupFeeTaxCode", before.setupFeeTaxCode()),
        cycle.getString("selectedOption", before.cycle()),
        cycle.containsKey("startDay") ? cycle.getInteger("startDay") : before.startDay());
  }

  /** Category 0 is the page's "Select a Category" and means nothing. */
  private List<String> categories(JsonObject json) {
    JsonArray selected = json.getJsonArray("selectedOptions");
    if (selected == null) {
      return old.categories();
    }
    Map<Long, String> names =
        categories.stream().collect(Collectors.toMap(Category::number, Category::name));
    var chosen = new ArrayList<String>();
    for (Object each : selected) {
      long number = ((JsonObject) each).getLong("categoryId");
      long sub = ((JsonObject) each).getLong("subCategoryId", 0L);
      if (number != 0 && (!names.containsKey(number) || sub != 0)) {
        throw Failure.invalid(
            "categories.selectedOptions", "There is no category " + number + "/" + sub);
      }
      if (number != 0 && !chosen.contains(names.get(number))) {
        chosen.add(names.get(number));
      }
    }
    return List.copyOf(chosen);
  }

  private Map<Long, TrialBilling> trials(JsonArray array) {
    if (array == null) {
      return old.trials();
    }
    Set<Long> known =
        entry.editions().stream().map(edition -> edition.number()).collect(Collectors.toSet());
    var trials = new HashMap<>(old.trials());
    for (Object each : array) {
      JsonObject json = (JsonObject) each;
      long edition = json.getLong("editionId");
      if (!known.contains(edition)) {
        throw Failure.invalid("editionId", "The product has no edition " + edition);
      }
      trials.put(
          edition,
          new TrialBilling(
              json.getBoolean("requireBillingInfo", true),
              json.getBoolean("automaticUpgradeToPaidEnabled", false)));
    }
    return Map.copyOf(trials);
  }

  private Map<Long, Sku> skus(JsonArray items) {
    if (items == null) {
      return old.skus();
    }
    Set<Long> known =
        entry.version().plans().stream()
            .flatMap(plan -> plan.terms().costs().stream())
            .map(cost -> cost.number())
            .collect(Collectors.toSet());
    var skus = new HashMap<>(old.skus());
    for (Object item : items) {
      for (Object each : ((JsonObject) item).getJsonArray("skus", new JsonArray())) {
        JsonObject json = (JsonObject) each;
        long cost = json.getLong("pricingItemId");
        if (!known.contains(cost)) {
          throw Failure.invalid("pricingItemId", "The product has no pricing item " + cost);
        }
        if (json.getString("sku") == null && json.getString("fid1") == null) {
          skus.remove(cost);
        } else {
          skus.put(
              cost,
              new Sku(
                  json.getString("sku") == null ? "" : json.getString("sku"),
                  json.getString("fid1")));
        }
      }
    }
    return Map.copyOf(skus);
  }
}
