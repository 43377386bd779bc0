package dev.emporium.checkout.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a fee is for, in several languages, with placeholders such as {@code {$fromDate}}
 * (appdirect.txt:10462).
 *
 * @param standard the text for everybody without one in their language, or null
 * @param localized by locale, such as {@code es_AR}
 * @param params what stands for the placeholders, by name without {@code $}
 */
public record FeeText(String standard, Map<String, String> localized, Map<String, String> params) {
  /** No text: a fee is told by its key. */
  public static final FeeText NONE = new FeeText(null, Map.of(), Map.of());

  public FeeText {
    localized = Collections.unmodifiableMap(new LinkedHashMap<>(localized));
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /**
   * The text for a reader, with its placeholders filled in; one without a value stays as it is.
   *
   * @param locale such as {@code es_AR}, {@code es-AR} or {@code es}; null for the standard text
   * @param otherwise when there is no text at all
   */
  public String in(String locale, String otherwise) {
    String text = template(locale);
    if (text == null) {
      return otherwise;
    }
    for (Map.Entry<String, String> each : params.entrySet()) {
      text = text.replace("{$" + each.getKey() + "}", each.getValue());
    }
    return text;
  }

  private String template(String locale) {
    if (locale != null) {
      String wanted = locale.replace('-', '_');
      for (Map.Entry<String, String> each : localized.entrySet()) {
        if (each.getKey().replace('-', '_').equalsIgnoreCase(wanted)) {
          return each.getValue();
        }
      }
    }
    return standard;
  }
}
