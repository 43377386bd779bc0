package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.ProductSheet;
import dev.emporium.catalog.domain.product.ProductSheet.BundleItem;
import dev.emporium.catalog.domain.product.ProductSheet.Feature;
import dev.emporium.catalog.domain.product.ProductSheet.Localized;
import dev.emporium.catalog.domain.product.ProductSheet.Media;
import dev.emporium.catalog.domain.product.ProductSheet.Support;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Product sheets as they rest in the database; a plain one is the empty object. */
public final class SheetDocuments {
  private SheetDocuments() {}

  /** A sheet as JSON. */
  public static JsonObject sheet(ProductSheet sheet) {
    if (sheet.equals(ProductSheet.PLAIN)) {
      return new JsonObject();
    }
    var localized = new JsonObject();
    new TreeMap<>(sheet.localized())
        .forEach(
            (language, texts) ->
                localized.put(
                    language,
                    new JsonObject()
                        .put("name", texts.name())
                        .put("blurb", texts.blurb())
                        .put("overview", texts.overview())));
    var attributes = new JsonObject();
    new TreeMap<>(sheet.attributes()).forEach(attributes::put);
    return new JsonObject()
        .put("productType", sheet.productType())
        .put("code", sheet.code())
        .put("language", sheet.language())
        .put("addOn", sheet.addOn())
        .put("parents", array(sheet.parents(), UUID::toString))
        .put("bundle", array(sheet.bundle(), SheetDocuments::item))
        .put("editions", array(sheet.editions(), SheetDocuments::edition))
        .put("localized", localized)
        .put("support", support(sheet.support()))
        .put("benefits", array(sheet.benefits(), SheetDocuments::feature))
        .put("features", array(sheet.features(), SheetDocuments::feature))
        .put("media", array(sheet.media(), SheetDocuments::media))
        .put("attributes", attributes);
  }

  private static <T> JsonArray array(List<T> values, Function<T, Object> written) {
    var array = new JsonArray();
    values.forEach(value -> array.add(written.apply(value)));
    return array;
  }

  private static JsonObject item(BundleItem item) {
    return new JsonObject()
        .put("appId", item.appId().toString())
        .put("applicationId", item.applicationId())
        .put("name", item.name())
        .put("editionId", item.editionId().toString())
        .put("editionNumber", item.editionNumber())
        .put("planId", item.planId() == null ? null : item.planId().toString())
        .put("paymentPlanNumber", item.planNumber());
  }

  private static JsonObject edition(Edition edition) {
    return new JsonObject()
        .put("editionId", edition.editionId().toString())
        .put("number", edition.number())
        .put("code", edition.code())
        .put("name", edition.name())
        .put("rank", edition.rank())
        .put("invisible", edition.invisible())
        .put("bundleOnly", edition.bundleOnly())
        .put("visibleTo", new JsonArray(edition.visibleTo()))
        .put("bullets", new JsonArray(edition.bullets()))
        .put("audience", edition.audience());
  }

  private static JsonObject feature(Feature feature) {
    return new JsonObject()
        .put("title", feature.title())
        .put("description", feature.description())
        .put("imageUrl", feature.imageUrl());
  }

  private static JsonObject media(Media media) {
    return new JsonObject()
        .put("kind", media.kind())
        .put("url", media.url())
        .put("title", media.title())
        .put("description", media.description());
  }

  private static JsonObject support(Support support) {
    return new JsonObject()
        .put("email", support.email())
        .put("phone", support.phone())
        .put("knowledgebaseUrl", support.knowledgebaseUrl())
        .put("description", support.description())
        .put("privacyUrl", support.privacyUrl())
        .put("termsUrl", support.termsUrl())
        .put("documentationUrl", support.documentationUrl())
        .put("systemRequirements", support.systemRequirements());
  }

  /** Reads what {@link #sheet(ProductSheet)} wrote. */
  public static ProductSheet sheet(JsonObject json) {
    if (json == null || json.isEmpty()) {
      return ProductSheet.PLAIN;
    }
    var localized = new TreeMap<String, Localized>();
    json.getJsonObject("localized")
        .forEach(
            entry -> {
              JsonObject texts = (JsonObject) entry.getValue();
              localized.put(
                  entry.getKey(),
                  new Localized(
                      texts.getString("name"),
                      texts.getString("blurb"),
                      texts.getString("overview")));
            });
    var attributes = new TreeMap<String, String>();
    json.getJsonObject("attributes")
        .forEach(entry -> attributes.put(entry.getKey(), String.valueOf(entry.getValue())));
    return new ProductSheet(
        json.getString("productType"),
        json.getString("code"),
        json.getString("language"),
        json.getBoolean("addOn"),
        Documents.strings(json.getJsonArray("parents")).stream().map(UUID::fromString).toList(),
        list(json.getJsonArray("bundle"), SheetDocuments::item),
        list(json.getJsonArray("editions"), SheetDocuments::edition),
        localized,
        support(json.getJsonObject("support")),
        list(json.getJsonArray("benefits"), SheetDocuments::feature),
        list(json.getJsonArray("features"), SheetDocuments::feature),
        list(json.getJsonArray("media"), SheetDocuments::media),
        attributes);
  }

  private static <T> List<T> list(JsonArray array, Function<JsonObject, T> read) {
    return array.stream().map(each -> read.apply((JsonObject) each)).toList();
  }

  private static BundleItem item(JsonObject json) {
    String plan = json.getString("planId");
    return new BundleItem(
        UUID.fromString(json.getString("appId")),
        json.getLong("applicationId"),
        json.getString("name"),
        UUID.fromString(json.getString("editionId")),
        json.getLong("editionNumber"),
        plan == null ? null : UUID.fromString(plan),
        json.getLong("paymentPlanNumber"));
  }

  private static Edition edition(JsonObject json) {
    return new Edition(
        UUID.fromString(json.getString("editionId")),
        json.getLong("number"),
        json.getString("code"),
        json.getString("name"),
        json.getInteger("rank"),
        json.getBoolean("invisible"),
        json.getBoolean("bundleOnly"),
        Documents.strings(json.getJsonArray("visibleTo")),
        Documents.strings(json.getJsonArray("bullets")),
        json.getString("audience"));
  }

  private static Feature feature(JsonObject json) {
    return new Feature(
        json.getString("title"), json.getString("description"), json.getString("imageUrl"));
  }

  private static Media media(JsonObject json) {
    return new Media(
        json.getString("kind"),
        json.getString("url"),
        json.getString("title"),
        json.getString("description"));
  }

  private static Support support(JsonObject json) {
    return new Support(
        json.getString("email"),
        json.getString("phone"),
        json.getString("knowledgebaseUrl"),
        json.getString("description"),
        json.getString("privacyUrl"),
        json.getString("termsUrl"),
        json.getString("documentationUrl"),
        json.getString("systemRequirements"));
  }
}
