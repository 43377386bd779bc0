package dev.emporium.catalog.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** URL-safe aliases and the key by which names are unique. */
public final class SafeName {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9]+");
  private static final int MAX = 80;

  private SafeName() {}

  /**
   * {@code "Hot Water Assist"} is {@code hot-water-assist}; a name without letters is {@code app}.
   */
  public static String of(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    String safe = UNSAFE.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
    String trimmed = trim(safe.length() > MAX ? safe.substring(0, MAX) : safe);
    return trimmed.isEmpty() ? "app" : trimmed;
  }

  /** The nth alias to try: the plain one, then {@code name-2}, {@code name-3}. */
  public static String numbered(String name, int attempt) {
    return attempt == 1 ? of(name) : of(name) + "-" + attempt;
  }

  /** Names that differ in case or spaces only are the same name. */
  public static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static String trim(String safe) {
    int from = safe.startsWith("-") ? 1 : 0;
    int to = safe.length() - (safe.endsWith("-") ? 1 : 0);
    return from >= to ? "" : safe.substring(from, to);
  }
}
