package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.Frequency;
import dev.emporium.catalog.domain.product.ProductSettings;
import dev.emporium.catalog.domain.product.ProductSettings.Sku;
import dev.emporium.catalog.domain.product.ProductSettings.TrialBilling;
import dev.emporium.catalog.domain.product.SettingLocks;
import dev.emporium.catalog.store.ProductListStore.Category;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A product's settings on a marketplace (appdirect.txt:3015-3047, 3055-3353). */
final class SettingsJson {
  private static final String CHOOSE_CATEGORY = "Select a Category";
  private static final String CHOOSE_SUBCATEGORY = "Select a Sub Category";

  private SettingsJson() {}

  static JsonObject information(CatalogApp entry) {
    return new JsonObject()
        .put("productName", entry.version().name())
        .put(
            "iconUrl",
            entry.version().customData().get("icon") instanceof String icon ? icon : null)
        .put("appFromNetwork", false);
  }

  /** Which parts of the settings mean anything for this product. */
  static JsonObject active(CatalogApp entry, boolean categories) {
    List<Plan> plans = entry.version().plans();
    boolean recurring =
        plans.stream().anyMatch(plan -> plan.terms().frequency() != Frequency.ONE_TIME);
    boolean setup =
        plans.stream()
            .flatMap(plan -> plan.terms().costs().stream())
            .anyMatch(cost -> cost.costType().equals("SETUP_FEE"));
    return new JsonObject()
        .put("productInformation", information(entry))
        .put("showSettingsContainer", true)
        .put("showVisibleOnNetwork", true)
        .put("showVisibleOnMarketplace", true)
        .put(
            "showSellDomainAsStandalone",
            entry.version().sheet().productType().startsWith("DOMAIN"))
        .put("showAsComingSoon", true)
        .put("showCollectLeads", true)
        .put("showCompanyGroupSegmentsContainer", false)
        .put("showHideAllPricing", true)
        .put("showDisableSelfService", true)
        .put("showTermsOfServiceURL", true)
        .put("showSortingRank", true)
        .put("showAdditionalSettingsContainer", true)
        .put("showAPIHealthMaintenanceContainer", true)
        .put("showSKUsContainer", true)
        .put("showFID1Number", true)
        .put("showProductTab", true)
        .put("showCategoriesContainer", categories)
        .put("showAttributesContainer", false)
        .put("showProductLinesContainer", false)
        .put("showCustomerGroupsContainer", false)
        .put("showMerchandisingOptionsContainer", true)
        .put("showBillingTab", true)
        .put("showBillingSettingsContainer", true)
        .put("showSkipFirstPayment", recurring)
        .put("showTaxCode", true)
        .put("showSetupFeeTaxCode", setup)
        .put("showBillingCycleStartDay", recurring)
        .put("showFreeTrialBillingOptionsContainer", PlansJson.trial(plans).isPresent())
        .put("showBillingPatternsContainer", false);
  }

  static JsonObject settings(CatalogApp entry, SettingLocks locks, List<Category> categories) {
    ProductSettings settings = entry.app().selling().settings();
    return new JsonObject()
        .put("productInformation", information(entry))
        .put(
            "general",
            new JsonObject()
                .put("settings", general(settings))
                .put("additionalSettings", additional(settings))
                .put("apiHealthMaintenance", health(settings, locks)))
        .put("productGroups", groups(entry, settings, categories))
        .put("billing", billing(entry, settings));
  }

  private static JsonObject general(ProductSettings settings) {
    ProductSettings.General general = settings.general();
    return new JsonObject()
        .put("validations", new JsonArray().add(longest("termsOfServiceURL", 1024)))
        .put("visibleOnNetwork", general.visibleOnNetwork())
        .put("visibleOnMarketplace", general.visibleOnMarketplace())
        .put("sellDomainAsStandalone", general.sellDomainAsStandalone())
        .put("showAsComingSoon", general.showAsComingSoon())
        .put(
            "collectLeads",
            new JsonObject()
                .put("options", new JsonArray(ProductSettings.LEADS))
                .put("enabled", settings.leads().enabled())
                .put("selectedOption", settings.leads().selected())
                .put("assignLeadsToDevelopers", settings.leads().assignToDevelopers())
                .put("editionLeadGenEnabled", settings.leads().byEdition()))
        .put("hideAllPricing", general.hideAllPricing())
        .put("disableSelfServe", general.disableSelfServe())
        .put("termsOfServiceURL", general.termsOfServiceUrl())
        .put(
            "sortingRank",
            new JsonObject()
                .put("selectedOption", ProductSettings.RANKS.get(settings.sortingRank() - 1))
                .put("options", new JsonArray(ProductSettings.RANKS)));
  }

  private static JsonObject additional(ProductSettings settings) {
    return new JsonObject()
        .put(
            "validations",
            new JsonArray()
                .add(longest("externalIdentifier", 36))
                .add(longest("productStockNumber", 36)))
        .put("externalIdentifier", settings.general().externalIdentifier())
        .put("productStockNumber", settings.general().productStockNumber());
  }

  private static JsonObject longest(String field, int most) {
    return new JsonObject().put("field", field).put("maxLength", most);
  }

  private static JsonObject health(ProductSettings settings, SettingLocks locks) {
    ProductSettings.Health health = settings.health();
    return new JsonObject()
        .put("purchase", switched(health.purchase(), null))
        .put("singleSignOn", switched(health.singleSignOn(), locks.singleSignOn()))
        .put("updateSubscription", switched(health.updateSubscription(), locks.update()))
        .put("assignAndUnassign", switched(health.assignment(), locks.assignment()));
  }

  private static JsonObject switched(boolean value, String locked) {
    var json = new JsonObject().put("value", value).put("disabled", locked != null);
    return locked == null ? json : json.put("tooltip", locked);
  }

  private static JsonObject groups(
      CatalogApp entry, ProductSettings settings, List<Category> categories) {
    var options = new JsonArray().add(category(0, CHOOSE_CATEGORY));
    var selected = new JsonArray();
    List<String> own = entry.categories();
    for (Category category : categories) {
      options.add(category(category.number(), category.name()));
      if (own.contains(category.name())) {
        selected.add(new JsonObject().put("categoryId", category.number()).put("subCategoryId", 0));
      }
    }
    return new JsonObject()
        .put(
            "categories",
            new JsonObject()
                .put("tooltip", "Add categories to your application")
                .put("required", false)
                .put("options", options)
                .put("selectedOptions", selected))
        .put("attributes", new JsonArray())
        .put("productLines", new JsonArray())
        .put("customerGroups", new JsonArray())
        .put("merchandisingOptions", merchandising(settings))
        .put(
            "segmentSelections",
            new JsonObject()
                .put("availableCompanyGroups", new JsonArray())
                .put("selectedSegments", new JsonArray()));
  }

  private static JsonObject category(long number, String name) {
    return new JsonObject()
        .put("categoryId", number)
        .put("name", name)
        .put(
            "subCategories",
            new JsonArray()
                .add(new JsonObject().put("subCategoryId", 0).put("name", CHOOSE_SUBCATEGORY)));
  }

  private static JsonObject merchandising(ProductSettings settings) {
    var ribbons = new JsonArray();
    new java.util.TreeMap<>(ProductSettings.RIBBONS)
        .forEach(
            (number, text) -> {
              var ribbon = new JsonObject().put("ribbonId", number).put("text", text);
              ribbons.add(
                  number == 0
                      ? ribbon
                      : ribbon.put("color", "#0004FF").put("textColor", "#FFFFFF"));
            });
    return new JsonObject()
        .put(
            "ribbons",
            new JsonObject().put("options", ribbons).put("selectedOption", settings.ribbon()))
        .put(
            "badges",
            new JsonObject()
                .put("options", new JsonArray())
                .put("selectedOptions", new JsonArray()));
  }

  private static JsonObject billing(CatalogApp entry, ProductSettings settings) {
    ProductSettings.Billing billing = settings.billing();
    var validations =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("field", "startDay")
                    .put("numeric", true)
                    .put("minValue", 1)
                    .put("maxValue", 31))
            .add(longest("taxCode", 255))
            .add(longest("setupFeeTaxCode", 25));
    return new JsonObject()
        .put(
            "billingSettings",
            new JsonObject()
                .put("validations", validations)
                .put("skipFirstPayment", billing.skipFirstPayment())
                .put("taxCode", billing.taxCode())
                .put("setupFeeTaxCode", billing.setupFeeTaxCode())
                .put(
                    "billingCycle",
                    new JsonObject()
                        .put("options", new JsonArray(ProductSettings.CYCLES))
                        .put("selectedOption", billing.cycle())
                        .put("startDay", billing.startDay())))
        .put("freeTrialBillingOptions", trials(entry, settings))
        .put("skuSettings", skus(entry, settings));
  }

  private static JsonArray trials(CatalogApp entry, ProductSettings settings) {
    var array = new JsonArray();
    for (Edition edition : entry.editions()) {
      if (PlansJson.trial(entry.plans(edition)).isPresent()) {
        TrialBilling billing =
            settings.trials().getOrDefault(edition.number(), new TrialBilling(true, false));
        array.add(
            new JsonObject()
                .put("editionId", edition.number())
                .put("editionName", edition.name())
                .put("requireBillingInfo", billing.requireBillingInfo())
                .put("automaticUpgradeToPaidEnabled", billing.automaticUpgrade()));
      }
    }
    return array;
  }

  private static JsonObject skus(CatalogApp entry, ProductSettings settings) {
    var items = new JsonArray();
    for (Plan plan : entry.version().plans()) {
      var skus = new JsonArray();
      for (Cost cost : plan.terms().costs()) {
        Sku sku = settings.skus().get(cost.number());
        skus.add(
            new JsonObject()
                .put("pricingItemId", cost.number())
                .put("price", price(cost, plan.model().currency()))
                .put("sku", sku == null ? null : sku.sku())
                .put("fid1", sku == null ? null : sku.fid1()));
      }
      items.add(
          new JsonObject()
              .put("editionName", entry.edition(plan).name())
              .put("paymentPlanId", plan.number())
              .put("skus", skus));
    }
    var validations =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("field", "sku")
                    .put("required", true)
                    .put("alphanumeric", true)
                    .put("minLength", 6)
                    .put("maxLength", 6))
            .add(
                new JsonObject()
                    .put("field", "fid1")
                    .put("required", false)
                    .put("minLength", 2)
                    .put("maxLength", 25));
    return new JsonObject().put("validations", validations).put("editionPricingItems", items);
  }

  private static String price(Cost cost, String currency) {
    var amount =
        cost.price().strategy().ranged()
            ? cost.price().ranges().get(0).price().get(currency)
            : cost.price().amount().get(currency);
    return (currency.equals("USD") ? "$" : currency + " ")
        + (amount == null ? "0" : amount.toPlainString());
  }
}
