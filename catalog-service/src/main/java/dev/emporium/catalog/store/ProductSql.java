package dev.emporium.catalog.store;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Conditions on app {@code a} and its version {@code v} that several lists ask for. */
final class ProductSql {
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** In one of the categories, the marketplace's or the product's own; one parameter. */
  static final String OF_CATEGORY =
      """
      EXISTS (SELECT 1 FROM category c WHERE c.marketplace_id = $1 AND c.category_id = ANY(%s)
        AND coalesce(nullif(a.settings -> 'categories', 'null'), v.custom_data -> 'categories') @> to_jsonb(c.name))""";

  static final String TYPE = "coalesce(v.sheet ->> 'productType', 'WEB_APP')";

  private ProductSql() {}

  /** A tsquery of words that must all begin a word; empty for no words. */
  static String prefixes(String text) {
    return WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .limit(20)
        .map(word -> word + ":*")
        .collect(Collectors.joining(" & "));
  }
}
