package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductSettings;
import dev.emporium.catalog.domain.product.ProductSheet.Feature;
import dev.emporium.catalog.domain.product.ProductSheet.Media;
import dev.emporium.catalog.domain.product.ProductSheet.Support;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** AppDirect's product (appdirect.txt:6757-6953). */
final class ProductsJson {
  private ProductsJson() {}

  /** Everything about a product. */
  static JsonObject product(Shown shown) {
    CatalogApp entry = shown.entry();
    ProductSettings settings = entry.app().selling().settings();
    Support support = shown.sheet().support();
    boolean leads = settings.leads().enabled();
    return new JsonObject()
        .put("uuid", entry.app().appId().toString())
        .putNull("publishedApp")
        .putNull("workingApp")
        .put("version", entry.version().number())
        .put("name", shown.name())
        .put("type", shown.sheet().productType())
        .put("provider", provider(entry))
        .put("listing", listing(shown))
        .put("overview", overview(shown))
        .put(
            "support",
            new JsonObject()
                .put("email", support.email())
                .put("phone", support.phone())
                .put("knowledgebaseUrl", support.knowledgebaseUrl())
                .put("description", support.description()))
        .put("privacyUrl", support.privacyUrl())
        .put(
            "termsUrl",
            settings.general().termsOfServiceUrl() == null
                ? support.termsUrl()
                : settings.general().termsOfServiceUrl())
        .putNull("referUrl")
        .putNull("hostedLocation")
        .put("lastModified", entry.version().lastUpdated().toEpochMilli())
        .put(
            "pricing",
            new JsonObject()
                .putNull("pricingSummary")
                .put("footnotes", new JsonArray())
                .put("bullets", new JsonArray())
                .put("editions", PlansJson.editions(shown)))
        .put("publishedOn", ListingJson.published(entry).toEpochMilli())
        .put("rating", ListingJson.rating(entry))
        .put("numRatings", entry.reviews() == 0 ? null : (Integer) entry.reviews())
        .put("buyable", entry.buyable())
        .put("free", PriceTags.free(shown))
        .put("freeTrialOrEditionPresent", PriceTags.trialOrFree(shown))
        .put("referable", false)
        .put("hidePricings", settings.general().hideAllPricing())
        .put("collectLeads", leads)
        .put(
            "collectLeadsWithPurchaseEnabled",
            leads && "inAdditionToPurchase".equals(settings.leads().selected()))
        .put("newSubscriptionEnabled", entry.buyable())
        .put("changeSubscriptionAllowed", settings.health().updateSubscription())
        .put("displayQuestions", false)
        .put("displayReviews", entry.reviews() > 0)
        .put("oneClickPurchasable", entry.buyable() && !settings.general().disableSelfServe())
        .put("autoUpgradeToPaid", false)
        .put("startingPrice", PriceTags.startingPrice(shown))
        .putNull("bundledPlanIds")
        .put("usageType", group(entry) ? "MULTI_USER" : "SINGLE_USER")
        .put("addon", shown.sheet().addOn())
        .put("resources", new JsonArray())
        .put("screenshots", new JsonArray(screenshots(shown)))
        .put("addonOfferings", new JsonArray())
        .put("featuredCustomers", new JsonArray())
        .put("featuredMedia", media(shown))
        .put("features", features(shown.sheet().features()))
        .put("customAttributes", attributes(shown))
        .put("tags", ListingJson.tags(shown))
        .put("supportedLanguages", new JsonArray(shown.sheet().languages()))
        .put("applicationStatus", ListingJson.status(entry))
        .put("vendorUUID", entry.app().developerUuid().toString())
        .put("id", entry.app().applicationId());
  }

  private static JsonObject listing(Shown shown) {
    String icon = shown.text("icon");
    return new JsonObject()
        .put("myAppLogoIconUrl", icon)
        .put("imageUrl", icon)
        .put("profileImageUrl", icon)
        .put("myAppLogoIconSrcset", new JsonObject())
        .put("imageSrcset", new JsonObject())
        .put("profileImageSrcset", new JsonObject())
        .put("blurb", shown.blurb())
        .put("overview", shown.overview())
        .put("rating", ListingJson.rating(shown.entry()))
        .put("reviewCount", shown.entry().reviews())
        .putNull("mobileBundleId")
        .putNull("mobileAppStoreId");
  }

  static JsonObject provider(CatalogApp entry) {
    return new JsonObject()
        .put("uuid", entry.app().developerUuid().toString())
        .put("name", entry.app().developerId())
        .putNull("url");
  }

  private static JsonObject overview(Shown shown) {
    return new JsonObject()
        .put("splashTitle", shown.blurb())
        .put("splashDescription", shown.overview())
        .put("imageUrl", shown.texts("images").stream().findFirst().orElse(null))
        .put("imageSrcset", new JsonObject())
        .put("demoUrl", shown.text("video"))
        .put("documentationUrl", shown.sheet().support().documentationUrl())
        .putNull("downloadDocumentationUrl")
        .put("systemRequirements", shown.sheet().support().systemRequirements())
        .putNull("downloadFileSize")
        .put("benefits", features(shown.sheet().benefits()))
        .put("versions", new JsonObject());
  }

  private static JsonArray features(List<Feature> features) {
    var array = new JsonArray();
    features.forEach(
        feature ->
            array.add(
                new JsonObject()
                    .put("title", feature.title())
                    .put("description", feature.description())
                    .put("imageUrl", feature.imageUrl())));
    return array;
  }

  private static List<String> screenshots(Shown shown) {
    var all = new ArrayList<>(shown.texts("images"));
    shown.sheet().media().stream()
        .filter(media -> media.kind().equals("SCREENSHOT"))
        .map(Media::url)
        .forEach(all::add);
    return all;
  }

  private static JsonArray media(Shown shown) {
    var array = new JsonArray();
    shown.sheet().media().stream()
        .filter(media -> !media.kind().equals("SCREENSHOT"))
        .forEach(
            media ->
                array.add(
                    new JsonObject()
                        .put("type", media.kind())
                        .put("url", media.url())
                        .put("title", media.title())
                        .put("description", media.description())));
    return array;
  }

  private static JsonArray attributes(Shown shown) {
    var array = new JsonArray();
    new java.util.TreeMap<>(shown.sheet().attributes())
        .forEach(
            (name, value) -> array.add(new JsonObject().put("name", name).put("value", value)));
    return array;
  }

  private static boolean group(CatalogApp entry) {
    return entry.version().plans().stream()
        .anyMatch(plan -> plan.model().license().equals("group"));
  }

  /** Where a version of the product is read (appdirect.txt:6755). */
  static JsonObject link(CatalogApp entry) {
    return new JsonObject()
        .put("id", entry.app().applicationId())
        .put("uuid", entry.app().appId().toString())
        .put("name", entry.version().name())
        .put("version", entry.version().number())
        .put("applicationStatus", ListingJson.status(entry))
        .put("lastModified", entry.version().lastUpdated().toEpochMilli())
        .put("href", "/api/marketplace/v1/products/" + entry.app().applicationId());
  }
}
