package dev.emporium.catalog.csv;

import dev.emporium.catalog.domain.product.ProductDraft;
import dev.emporium.catalog.domain.product.ProductDraft.Reference;
import dev.emporium.catalog.domain.product.ProductSheet.Feature;
import dev.emporium.catalog.domain.product.ProductSheet.Localized;
import dev.emporium.catalog.domain.product.ProductSheet.Media;
import dev.emporium.catalog.domain.product.ProductSheet.Support;
import dev.emporium.kit.failure.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of products. */
final class ProductColumns {
  static final Set<String> PRODUCT =
      Set.of(
          "productCode",
          "productName",
          "developerId",
          "productType",
          "language",
          "blurb",
          "overview",
          "iconUrl",
          "categories",
          "addOnOf",
          "bundledProducts");

  static final Set<String> BASIC =
      Set.of(
          "productCode",
          "locale",
          "productName",
          "blurb",
          "overview",
          "iconUrl",
          "categories",
          "addOnOf",
          "bundledProducts",
          "supportEmail",
          "supportPhone",
          "knowledgebaseUrl",
          "supportDescription",
          "privacyUrl",
          "termsUrl",
          "documentationUrl",
          "systemRequirements");

  private static final List<String> TYPES =
      List.of(
          "APPDIRECT_SERVICE",
          "BUNDLE",
          "CLOUDFOUNDRY_DEPLOYABLE",
          "CLOUD_SERVICES",
          "DESIGN_ELEMENT",
          "DOMAIN_REGISTRATION",
          "DOMAIN_RESELLER",
          "DOWNLOAD",
          "DOWNLOADABLE_BUNDLE",
          "DOWNLOAD_WITH_FULL_PROFILE",
          "EMBEDDED_VIDEO",
          "EXTERNAL",
          "MODULE",
          "OPEN_SOURCE",
          "RACKSPACE_IMAGE",
          "STANDING_CLOUD",
          "STATIC",
          "SUPPORT",
          "TEMPLATE",
          "WEB_APP",
          "WEB_APP_MANUAL_SETUP",
          "WEB_APP_STACKED");

  private static final int MAX_LIST = 100;
  private static final int MAX_URL = 2048;

  private ProductColumns() {}

  /** What a product is; it may stand in its first row only, or in each. */
  static void product(ProductDraft draft, CsvRow row) {
    texts(draft, row);
    if (row.has("developerId")) {
      draft.belongTo(row.text("developerId"));
    }
    draft.sheet(
        sheet ->
            sheet.change(
                c -> {
                  c.productType = row.choice("productType", TYPES, c.productType);
                  c.language = row.has("language") ? tag(row, "language") : c.language;
                }));
  }

  /** Texts of a product, in its own language or in that of {@code locale}. */
  static void basic(ProductDraft draft, CsvRow row) {
    if (row.has("locale")) {
      translate(draft, row);
      return;
    }
    texts(draft, row);
    draft.sheet(
        sheet ->
            sheet.change(
                c ->
                    c.support =
                        new Support(
                            row.text("supportEmail", c.support.email()),
                            row.text("supportPhone", c.support.phone()),
                            url(row, "knowledgebaseUrl", c.support.knowledgebaseUrl()),
                            row.text("supportDescription", c.support.description()),
                            url(row, "privacyUrl", c.support.privacyUrl()),
                            url(row, "termsUrl", c.support.termsUrl()),
                            url(row, "documentationUrl", c.support.documentationUrl()),
                            row.text("systemRequirements", c.support.systemRequirements()))));
  }

  private static void texts(ProductDraft draft, CsvRow row) {
    if (row.has("productName")) {
      draft.rename(row.text("productName"));
    }
    if (row.has("blurb")) {
      draft.text("summary", row.text("blurb"));
    }
    if (row.has("overview")) {
      draft.text("description", row.text("overview"));
    }
    if (row.has("iconUrl")) {
      draft.text("icon", url(row, "iconUrl", null));
    }
    if (row.has("categories")) {
      draft.text("categories", row.list("categories"));
    }
    addOn(draft, row);
    for (String named : row.list("bundledProducts")) {
      String[] parts = named.split("/", 3);
      draft.refer(
          new Reference(
              "bundledProducts",
              parts[0],
              parts.length > 1 ? parts[1] : null,
              parts.length > 2 ? parts[2] : null));
    }
  }

  private static void addOn(ProductDraft draft, CsvRow row) {
    if (!row.has("addOnOf")) {
      return;
    }
    draft.sheet(
        sheet ->
            sheet.change(
                c -> {
                  c.addOn = !row.text("addOnOf").equals("-");
                  c.parents = List.of();
                }));
    for (String code : row.list("addOnOf")) {
      if (!code.equals("*") && !code.equals("-")) {
        draft.refer(new Reference("addOnOf", code, null, null));
      }
    }
  }

  private static void translate(ProductDraft draft, CsvRow row) {
    String language = tag(row, "locale");
    for (String column : row.cells().keySet()) {
      if (!Set.of("productCode", "locale", "productName", "blurb", "overview").contains(column)) {
        throw Failure.invalid(column, "This field has no translations");
      }
    }
    draft.sheet(
        sheet ->
            sheet.change(
                c -> {
                  var all = new HashMap<>(c.localized);
                  Localized old = all.getOrDefault(language, new Localized(null, null, null));
                  all.put(
                      language,
                      new Localized(
                          row.text("productName", old.name()),
                          row.text("blurb", old.blurb()),
                          row.text("overview", old.overview())));
                  if (all.size() > MAX_LIST) {
                    throw Failure.invalid("locale", "A product has at most 100 translations");
                  }
                  c.localized = all;
                }));
  }

  private static String tag(CsvRow row, String column) {
    try {
      return new Locale.Builder()
          .setLanguageTag(row.text(column).replace('_', '-'))
          .build()
          .toLanguageTag();
    } catch (java.util.IllformedLocaleException malformed) {
      throw Failure.invalid(column, "This is not a language such as en or fr-CA");
    }
  }

  private static String url(CsvRow row, String column, String otherwise) {
    String url = row.text(column);
    if (url == null) {
      return otherwise;
    }
    if (!(url.startsWith("https://") || url.startsWith("http://")) || url.length() > MAX_URL) {
      throw Failure.invalid(column, "This is not an address such as https://example.com/a.png");
    }
    return url;
  }

  /** One more feature or benefit; those the product had before the file are gone. */
  static void feature(ProductDraft draft, CsvRow row, boolean benefit) {
    var one =
        new Feature(row.required("title"), row.text("description"), url(row, "imageUrl", null));
    boolean first = draft.begins(benefit ? "benefits" : "features");
    draft.sheet(
        sheet ->
            sheet.change(
                c -> {
                  if (benefit) {
                    c.benefits = more(first ? List.of() : c.benefits, one, "title");
                  } else {
                    c.features = more(first ? List.of() : c.features, one, "title");
                  }
                }));
  }

  /** One more picture or film; those the product had before the file are gone. */
  static void media(ProductDraft draft, CsvRow row) {
    row.required("url");
    row.required("kind");
    var one =
        new Media(
            row.choice("kind", List.of("VIDEO", "SCREENSHOT", "FEATURED"), null),
            url(row, "url", null),
            row.text("title"),
            row.text("description"));
    boolean first = draft.begins("media");
    draft.sheet(
        sheet -> sheet.change(c -> c.media = more(first ? List.of() : c.media, one, "url")));
  }

  /** The icon, or the pictures of the overview. */
  static void image(ProductDraft draft, CsvRow row) {
    row.required("url");
    String url = url(row, "url", null);
    row.required("use");
    if (row.choice("use", List.of("ICON", "OVERVIEW"), null).equals("ICON")) {
      draft.text("icon", url);
      return;
    }
    List<?> old =
        !draft.begins("images") && draft.texts().get("images") instanceof List<?> list
            ? list
            : List.of();
    draft.text("images", more(List.<Object>copyOf(old), url, "url"));
  }

  /** One of the marketplace's own data; without a value it is removed. */
  static void attribute(ProductDraft draft, CsvRow row) {
    String name = row.code("attributeName");
    draft.sheet(
        sheet ->
            sheet.change(
                c -> {
                  var all = new HashMap<>(c.attributes);
                  if (row.has("attributeValue")) {
                    all.put(name, row.text("attributeValue"));
                  } else {
                    all.remove(name);
                  }
                  if (all.size() > MAX_LIST) {
                    throw Failure.invalid("attributeName", "A product has at most 100 attributes");
                  }
                  c.attributes = all;
                }));
  }

  private static <T> List<T> more(List<T> some, T one, String column) {
    if (some.size() >= MAX_LIST) {
      throw Failure.invalid(column, "A product has at most " + MAX_LIST + " of these");
    }
    var all = new ArrayList<>(some);
    all.add(one);
    return all;
  }
}
