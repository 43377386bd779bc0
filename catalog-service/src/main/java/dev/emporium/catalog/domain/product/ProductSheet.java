package dev.emporium.catalog.domain.product;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a version of a product says beyond what an OpenChannel app can.
 *
 * @param productType AppDirect's word
 * @param code the catalog's own id of the product in uploads, or null
 * @param language the language of name and texts
 * @param addOn whether it is bought with another product only
 * @param parents the products an add-on goes with; empty for any
 * @param bundle what a bundle holds; empty for other products
 * @param editions in their order; empty for an app of OpenChannel's, which has the one it was made
 *     with
 * @param localized texts by language tag
 * @param attributes the marketplace's own data
 */
public record ProductSheet(
    String productType,
    String code,
    String language,
    boolean addOn,
    List<UUID> parents,
    List<BundleItem> bundle,
    List<Edition> editions,
    Map<String, Localized> localized,
    Support support,
    List<Feature> benefits,
    List<Feature> features,
    List<Media> media,
    Map<String, String> attributes) {
  /** What OpenChannel's apps are. */
  public static final String WEB_APP = "WEB_APP";

  /** The type of products that hold others. */
  public static final String BUNDLE = "BUNDLE";

  /** Of an app that OpenChannel made. */
  public static final ProductSheet PLAIN =
      new ProductSheet(
          WEB_APP,
          null,
          "en",
          false,
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          Support.NONE,
          List.of(),
          List.of(),
          List.of(),
          Map.of());

  /**
   * A product in a bundle.
   *
   * @param planId null: the buyer chooses within the edition
   * @param planNumber AppDirect's number of the plan, or null
   */
  public record BundleItem(
      UUID appId,
      long applicationId,
      String name,
      UUID editionId,
      long editionNumber,
      UUID planId,
      Long planNumber) {}

  /** Texts in another language; null is that of the product's own. */
  public record Localized(String name, String blurb, String overview) {}

  /** Whom to ask; texts may be null. */
  public record Support(
      String email,
      String phone,
      String knowledgebaseUrl,
      String description,
      String privacyUrl,
      String termsUrl,
      String documentationUrl,
      String systemRequirements) {
    /** Nobody. */
    public static final Support NONE = new Support(null, null, null, null, null, null, null, null);
  }

  /** A benefit or a feature; the description and the image may be null. */
  public record Feature(String title, String description, String imageUrl) {}

  /**
   * A picture or a film.
   *
   * @param kind VIDEO, SCREENSHOT or FEATURED
   */
  public record Media(String kind, String url, String title, String description) {}

  /** With a code of its own. */
  public ProductSheet coded(String own) {
    return new ProductSheet(
        productType,
        own,
        language,
        addOn,
        parents,
        bundle,
        editions,
        localized,
        support,
        benefits,
        features,
        media,
        attributes);
  }

  /** With these editions. */
  public ProductSheet with(List<Edition> others) {
    return change(c -> c.editions = List.copyOf(others));
  }

  /** With what {@code change} sets. */
  public ProductSheet change(java.util.function.Consumer<Changes> change) {
    var changes = new Changes(this);
    change.accept(changes);
    return changes.sheet();
  }

  /** The parts of a sheet that may be set. */
  public static final class Changes {
    public String productType;
    public String language;
    public boolean addOn;
    public List<UUID> parents;
    public List<BundleItem> bundle;
    public List<Edition> editions;
    public Map<String, Localized> localized;
    public Support support;
    public List<Feature> benefits;
    public List<Feature> features;
    public List<Media> media;
    public Map<String, String> attributes;
    private final String code;

    private Changes(ProductSheet sheet) {
      productType = sheet.productType;
      code = sheet.code;
      language = sheet.language;
      addOn = sheet.addOn;
      parents = sheet.parents;
      bundle = sheet.bundle;
      editions = sheet.editions;
      localized = sheet.localized;
      support = sheet.support;
      benefits = sheet.benefits;
      features = sheet.features;
      media = sheet.media;
      attributes = sheet.attributes;
    }

    private ProductSheet sheet() {
      return new ProductSheet(
          productType,
          code,
          language,
          addOn,
          List.copyOf(parents),
          List.copyOf(bundle),
          editions,
          Map.copyOf(localized),
          support,
          List.copyOf(benefits),
          List.copyOf(features),
          List.copyOf(media),
          Map.copyOf(attributes));
    }
  }

  /**
   * The language of these that suits best.
   *
   * @param wanted as Accept-Language has them, or one tag such as {@code fr-CA} or {@code fr_CA}
   * @return empty for the product's own language
   */
  public Optional<Localized> in(String wanted) {
    if (wanted == null || wanted.isBlank() || localized.isEmpty()) {
      return Optional.empty();
    }
    List<Locale.LanguageRange> ranges;
    try {
      ranges = Locale.LanguageRange.parse(wanted.replace('_', '-'));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    for (Locale.LanguageRange range : ranges) {
      if (range.getWeight() == 0) {
        continue;
      }
      String tag = range.getRange();
      String found = Locale.lookupTag(List.of(range), languages());
      if (found == null) {
        // fr also means the texts written for fr-CA
        found =
            languages().stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).startsWith(tag + "-"))
                .findFirst()
                .orElse(null);
      }
      if (found != null) {
        return Optional.ofNullable(localized.get(spelt(found)));
      }
    }
    return Optional.empty();
  }

  private String spelt(String tag) {
    return localized.keySet().stream()
        .filter(known -> known.equalsIgnoreCase(tag))
        .findFirst()
        .orElse(tag);
  }

  /** Its own language and those it is translated to. */
  public List<String> languages() {
    var all = new java.util.ArrayList<>(List.of(language));
    localized.keySet().stream().sorted().forEach(all::add);
    return List.copyOf(all);
  }
}
