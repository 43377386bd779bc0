package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A marketplace's settings for apps (openchannel.txt:4627-4667, 7128-7185).
 *
 * @param currency ISO 4217; null when not known yet
 * @param minPrice of a model that is paid for, in the currency's smallest unit; null for no bound
 * @param maxPrice as minPrice
 * @param attributes what administrators may say of apps
 * @param viewAppUrl with {@code {appId}}; null when not set
 * @param previewAppUrl with {@code {appId}} and {@code {version}}; null when not set
 * @param version counts changes of the settings
 */
public record Market(
    String openchannelId,
    String name,
    String currency,
    Long minPrice,
    Long maxPrice,
    List<Attribute> attributes,
    String viewAppUrl,
    String previewAppUrl,
    int version) {
  private static final Set<String> TYPES = Set.of("select", "text", "multiselect");

  /** Nothing is bounded. */
  public static final Market OPEN =
      new Market(null, null, null, null, null, List.of(), null, null, 0);

  /**
   * An attribute of apps.
   *
   * @param type select, text or multiselect
   * @param values comma separated, as the document has it; empty for texts
   */
  public record Attribute(String name, String type, String values) {
    boolean allows(Object value) {
      List<String> known = Arrays.stream(values.split(",", -1)).map(String::strip).toList();
      return switch (type) {
        case "select" -> known.contains(value);
        case "multiselect" -> value instanceof List<?> list && known.containsAll(list);
        default -> value instanceof String;
      };
    }
  }

  /**
   * The settings replaced by others.
   *
   * @throws Failure INVALID naming the field
   */
  public Market with(
      Long min, Long max, List<Attribute> wanted, String viewUrl, String previewUrl) {
    if (min != null && max != null && min > max) {
      throw Failure.invalid("maxPrice", "The upper bound is below the lower one");
    }
    var names = new HashSet<String>();
    for (Attribute attribute : wanted) {
      if (attribute.name().isBlank() || !names.add(attribute.name())) {
        throw Failure.invalid("attributes.name", "Each attribute has a name of its own");
      }
      if (!TYPES.contains(attribute.type())) {
        throw Failure.invalid("attributes.type", "A type is select, text or multiselect");
      }
      if (!attribute.type().equals("text") && attribute.values().isBlank()) {
        throw Failure.invalid("attributes.values", "A choice has values");
      }
    }
    url("viewAppUrl", viewUrl);
    url("previewAppUrl", previewUrl);
    return new Market(
        openchannelId,
        name,
        currency,
        min,
        max,
        List.copyOf(wanted),
        viewUrl,
        previewUrl,
        version + 1);
  }

  /**
   * Holds the prices of models that are paid for, in this market's currency, to its bounds.
   *
   * @throws Failure INVALID with field {@code model.price}
   */
  public void checkPrices(List<PricingModel> models) {
    for (PricingModel model : models) {
      boolean bound =
          model.type() != PricingModel.Type.FREE
              && (currency == null || currency.equals(model.currency()));
      if (bound && minPrice != null && model.price() < minPrice) {
        throw Failure.invalid("model.price", "The lowest price here is " + minPrice);
      }
      if (bound && maxPrice != null && model.price() > maxPrice) {
        throw Failure.invalid("model.price", "The highest price here is " + maxPrice);
      }
    }
  }

  /**
   * Holds attributes that this market defines to their definitions; others may be anything.
   *
   * @throws Failure INVALID with field {@code attributes.<name>}
   */
  public void checkAttributes(Map<String, Object> given) {
    for (Attribute attribute : attributes) {
      Object value = given.get(attribute.name());
      if (value != null && !attribute.allows(value)) {
        throw Failure.invalid(
            "attributes." + attribute.name(),
            attribute.type().equals("text")
                ? "This value is a text"
                : "This value is not one of " + attribute.values());
      }
    }
  }

  private static void url(String field, String template) {
    if (template != null && !template.matches("https?://[^\\s<>\"]{1,1900}")) {
      throw Failure.invalid(field, "This is not an http or https address");
    }
  }
}
