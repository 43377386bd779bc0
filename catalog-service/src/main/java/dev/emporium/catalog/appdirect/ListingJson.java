package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.AppStatus;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A product's entry in listings (appdirect.txt:6480-6576), and pages of them. */
final class ListingJson {
  private ListingJson() {}

  static JsonObject listed(Shown shown) {
    CatalogApp entry = shown.entry();
    ProductSettings settings = entry.app().selling().settings();
    return new JsonObject()
        .put("id", entry.app().applicationId())
        .put("uuid", entry.app().appId().toString())
        .put("name", shown.name())
        .put("productType", shown.sheet().productType())
        .put("iconUrl", shown.text("icon"))
        .put("profileLogoUrl", shown.text("icon"))
        .put("iconSrcset", new JsonObject())
        .put("profileLogoSrcset", new JsonObject())
        .put("description", shown.overview())
        .put("overview", shown.overview())
        .put("startingPrice", PriceTags.written(shown))
        .put("channelStartingPrice", PriceTags.channelStartingPrice(shown))
        .put("billingFrequency", PriceTags.frequency(PriceTags.cheapest(shown.plans())))
        .put("publishedOn", published(entry).toEpochMilli())
        .put("developerName", entry.app().developerId())
        .put("vendorName", entry.app().developerId())
        .put("rating", rating(entry))
        .put("numRatings", entry.reviews() == 0 ? null : (Integer) entry.reviews())
        .put("showRating", true)
        .put("overviewImageUrl", shown.texts("images").stream().findFirst().orElse(null))
        .put("overviewImageSrcset", new JsonObject())
        .put("blurb", shown.blurb())
        .put("buyable", entry.buyable())
        .put("importable", false)
        .put("free", PriceTags.free(shown))
        .put("freeTrialOrEditionPresent", PriceTags.trialOrFree(shown))
        .put("referable", false)
        .put("hidePricings", settings.general().hideAllPricing())
        .put("collectLeads", settings.leads().enabled())
        .put("addon", shown.sheet().addOn())
        .put("featured", flag(entry, "featured"))
        .put("popular", flag(entry, "popular"))
        .put("staffPick", flag(entry, "staffPick"))
        .putNull("discountDetails")
        .put("lastModified", entry.version().lastUpdated().toEpochMilli())
        .put("sortRank", settings.sortingRank())
        .put("tags", tags(shown))
        .put("bundleUrls", new JsonArray())
        .put("supportedLanguages", new JsonArray(shown.sheet().languages()))
        .put("productRibbon", ribbon(settings))
        .put("merchandisingBadges", new JsonArray())
        .put("supportedCountries", new JsonArray());
  }

  private static JsonObject ribbon(ProductSettings settings) {
    return settings.ribbon() == 0
        ? new JsonObject()
        : new JsonObject()
            .put("id", settings.ribbon())
            .put("text", ProductSettings.RIBBONS.get(settings.ribbon()));
  }

  /** {@code {links, content, page}} with pages from 0 (appdirect.txt:6477, 6575). */
  static <T> JsonObject page(
      List<T> rows, long total, int number, int size, Function<T, JsonObject> written) {
    var content = new JsonArray();
    rows.forEach(row -> content.add(written.apply(row)));
    return new JsonObject()
        .put("links", new JsonArray())
        .put("content", content)
        .put(
            "page",
            new JsonObject()
                .put("size", size)
                .put("totalElements", total)
                .put("totalPages", (total + size - 1) / size)
                .put("number", number));
  }

  static JsonArray tags(Shown shown) {
    var tags = new JsonArray();
    shown.entry().categories().stream()
        .filter(shown.categories()::containsKey)
        .forEach(
            name ->
                tags.add(
                    new JsonObject()
                        .put("type", "CATEGORY")
                        .put("id", shown.categories().get(name))
                        .put("name", name)
                        .putNull("badge")
                        .put("showBadge", false)
                        .put("showOnNavigation", true)
                        .put("children", new JsonArray())
                        .putNull("description")));
    return tags;
  }

  /** A draft has not been published yet: then when it was made. */
  static Instant published(CatalogApp entry) {
    return entry.version().published() == null
        ? entry.version().created()
        : entry.version().published();
  }

  static Integer rating(CatalogApp entry) {
    return entry.rating() == 0 ? null : (Integer) (entry.rating() / 100);
  }

  static String status(CatalogApp entry) {
    AppStatus status = entry.version().status().value();
    if (!entry.live()) {
      return status == AppStatus.PENDING || status == AppStatus.IN_REVIEW ? "PENDING" : "NEW";
    }
    return entry.onSale() ? "LAUNCHED" : "SUSPENDED";
  }

  private static boolean flag(CatalogApp entry, String name) {
    return Boolean.TRUE.equals(entry.version().attributes().get(name));
  }
}
