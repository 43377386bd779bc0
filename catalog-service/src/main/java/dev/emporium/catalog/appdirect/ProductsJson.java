package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.PricingModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** AppDirect's product (appdirect.txt:6757-6953) and its entry in listings (6480-6576). */
final class ProductsJson {
  private static final String WEB_APP = "WEB_APP";

  private ProductsJson() {}

  /** Everything about a product; {@code categories} are numbers by name. */
  static JsonObject product(CatalogApp entry, Map<String, Long> categories) {
    Map<String, Object> data = entry.version().customData();
    JsonObject empty = new JsonObject();
    String icon = text(data, "icon");
    return new JsonObject()
        .put("uuid", entry.app().appId().toString())
        .putNull("publishedApp")
        .putNull("workingApp")
        .put("name", entry.version().name())
        .put("type", WEB_APP)
        .put("provider", provider(entry))
        .put(
            "listing",
            new JsonObject()
                .put("myAppLogoIconUrl", icon)
                .put("imageUrl", icon)
                .put("profileImageUrl", icon)
                .put("myAppLogoIconSrcset", empty)
                .put("imageSrcset", empty)
                .put("profileImageSrcset", empty)
                .put("blurb", text(data, "summary"))
                .put("overview", text(data, "description"))
                .put("rating", rating(entry))
                .put("reviewCount", 0)
                .putNull("mobileBundleId")
                .putNull("mobileAppStoreId"))
        .put("overview", overview(data))
        .put(
            "support",
            new JsonObject()
                .putNull("email")
                .putNull("phone")
                .putNull("knowledgebaseUrl")
                .putNull("description"))
        .putNull("privacyUrl")
        .putNull("termsUrl")
        .putNull("referUrl")
        .putNull("hostedLocation")
        .put("lastModified", entry.version().lastUpdated().toEpochMilli())
        .put(
            "pricing",
            new JsonObject()
                .putNull("pricingSummary")
                .put("footnotes", new JsonArray())
                .put("bullets", new JsonArray())
                .put("editions", new JsonArray().add(PlansJson.edition(entry))))
        .put("publishedOn", entry.version().published().toEpochMilli())
        .put("rating", rating(entry))
        .putNull("numRatings")
        .put("buyable", entry.onSale())
        .put("free", free(entry))
        .put("freeTrialOrEditionPresent", trialOrFree(entry))
        .put("referable", false)
        .put("hidePricings", false)
        .put("collectLeads", false)
        .put("newSubscriptionEnabled", entry.onSale())
        .put("changeSubscriptionAllowed", entry.onSale())
        .put("oneClickPurchasable", entry.onSale())
        .put("startingPrice", startingPrice(entry))
        .put("usageType", group(entry) ? "MULTI_USER" : "SINGLE_USER")
        .put("addon", false)
        .put("resources", new JsonArray())
        .put("screenshots", new JsonArray(strings(data.get("images"))))
        .put("addonOfferings", new JsonArray())
        .put("featuredCustomers", new JsonArray())
        .put("featuredMedia", new JsonArray())
        .put("features", new JsonArray())
        .put("tags", tags(entry, categories))
        .put("supportedLanguages", new JsonArray().add("en"))
        .put("applicationStatus", entry.onSale() ? "LAUNCHED" : "SUSPENDED")
        .put("vendorUUID", entry.app().developerUuid().toString())
        .put("id", entry.app().applicationId());
  }

  /** A product's entry in a listing. */
  static JsonObject listed(CatalogApp entry, Map<String, Long> categories) {
    Map<String, Object> data = entry.version().customData();
    PricingModel cheapest = cheapest(entry);
    return new JsonObject()
        .put("id", entry.app().applicationId())
        .put("uuid", entry.app().appId().toString())
        .put("name", entry.version().name())
        .put("productType", WEB_APP)
        .put("iconUrl", text(data, "icon"))
        .put("profileLogoUrl", text(data, "icon"))
        .put("iconSrcset", new JsonObject())
        .put("profileLogoSrcset", new JsonObject())
        .put("description", text(data, "description"))
        .put("overview", text(data, "description"))
        .put("startingPrice", written(cheapest))
        .put("channelStartingPrice", channelStartingPrice(entry, cheapest))
        .put("billingFrequency", PlansJson.frequency(cheapest))
        .put("publishedOn", entry.version().published().toEpochMilli())
        .put("developerName", entry.app().developerId())
        .put("vendorName", entry.app().developerId())
        .put("rating", rating(entry))
        .putNull("numRatings")
        .put("showRating", true)
        .put("overviewImageUrl", strings(data.get("images")).stream().findFirst().orElse(null))
        .put("blurb", text(data, "summary"))
        .put("buyable", entry.onSale())
        .put("importable", false)
        .put("free", free(entry))
        .put("freeTrialOrEditionPresent", trialOrFree(entry))
        .put("referable", false)
        .put("hidePricings", false)
        .put("collectLeads", false)
        .put("addon", false)
        .put("featured", flag(entry, "featured"))
        .put("popular", flag(entry, "popular"))
        .put("staffPick", flag(entry, "staffPick"))
        .putNull("discountDetails")
        .put("lastModified", entry.version().lastUpdated().toEpochMilli())
        .put("tags", tags(entry, categories))
        .put("bundleUrls", new JsonArray())
        .put("supportedLanguages", new JsonArray().add("en"))
        .put("supportedCountries", new JsonArray());
  }

  private static JsonObject provider(CatalogApp entry) {
    return new JsonObject()
        .put("uuid", entry.app().developerUuid().toString())
        .put("name", entry.app().developerId())
        .putNull("url");
  }

  private static JsonObject overview(Map<String, Object> data) {
    return new JsonObject()
        .put("splashTitle", text(data, "summary"))
        .put("splashDescription", text(data, "description"))
        .put("imageUrl", strings(data.get("images")).stream().findFirst().orElse(null))
        .put("imageSrcset", new JsonObject())
        .put("demoUrl", text(data, "video"))
        .putNull("documentationUrl")
        .putNull("downloadDocumentationUrl")
        .putNull("systemRequirements")
        .putNull("downloadFileSize")
        .put("benefits", new JsonArray())
        .put("versions", new JsonObject());
  }

  private static JsonObject startingPrice(CatalogApp entry) {
    PricingModel cheapest = cheapest(entry);
    return new JsonObject()
        .putNull("unit")
        .put("billingFrequency", PlansJson.frequency(cheapest))
        .put("amount", new JsonObject().put(cheapest.currency(), PlansJson.price(cheapest)))
        .putNull("discount");
  }

  private static JsonObject channelStartingPrice(CatalogApp entry, PricingModel cheapest) {
    var price =
        new JsonObject()
            .put("price", PlansJson.price(cheapest))
            .put("duration", PlansJson.frequency(cheapest));
    return new JsonObject()
        .put("prices", new JsonObject().put(cheapest.currency(), price))
        .put("free", free(entry))
        .put("freeTrial", PlansJson.trialDays(entry) > 0);
  }

  /** {@code $60.00} (appdirect.txt:6487), {@code EUR 60.00} for other currencies. */
  private static String written(PricingModel model) {
    String sign = "USD".equals(model.currency()) ? "$" : model.currency() + " ";
    return sign + PlansJson.price(model).toPlainString();
  }

  private static JsonArray tags(CatalogApp entry, Map<String, Long> categories) {
    var tags = new JsonArray();
    entry.categories().stream()
        .filter(categories::containsKey)
        .forEach(
            name ->
                tags.add(
                    new JsonObject()
                        .put("type", "CATEGORY")
                        .put("id", categories.get(name))
                        .put("name", name)
                        .putNull("badge")
                        .put("showBadge", false)
                        .put("showOnNavigation", true)
                        .put("children", new JsonArray())
                        .putNull("description")));
    return tags;
  }

  /** A currency is compared with itself only: the first plan's currency decides. */
  private static PricingModel cheapest(CatalogApp entry) {
    PricingModel first = entry.version().plans().get(0).model();
    return entry.version().plans().stream()
        .map(plan -> plan.model())
        .filter(model -> model.currency().equals(first.currency()))
        .min(Comparator.comparingLong(PricingModel::price))
        .orElse(first);
  }

  private static boolean free(CatalogApp entry) {
    return entry.version().plans().stream().noneMatch(plan -> plan.model().paid());
  }

  private static boolean trialOrFree(CatalogApp entry) {
    return PlansJson.trialDays(entry) > 0
        || entry.version().plans().stream().anyMatch(plan -> !plan.model().paid());
  }

  private static boolean group(CatalogApp entry) {
    return entry.version().plans().stream()
        .anyMatch(plan -> plan.model().license().equals("group"));
  }

  private static boolean flag(CatalogApp entry, String name) {
    return Boolean.TRUE.equals(entry.version().attributes().get(name));
  }

  private static Integer rating(CatalogApp entry) {
    return entry.rating() == 0 ? null : (Integer) (entry.rating() / 100);
  }

  private static String text(Map<String, Object> data, String field) {
    return data.get(field) instanceof String text ? text : null;
  }

  private static List<String> strings(Object value) {
    List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    return all.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }
}
