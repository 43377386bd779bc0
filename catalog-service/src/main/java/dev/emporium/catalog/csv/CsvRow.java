package dev.emporium.catalog.csv;

import dev.emporium.catalog.domain.product.PriceRange;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row. An empty cell is absent; every failure names its column.
 *
 * @param line where it begins in the file, from 1
 */
public record CsvRow(long line, Map<String, String> cells) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,12})?");
  private static final Pattern RANGE =
      Pattern.compile("([0-9.]+?)\\.\\.([0-9.]*)\\s+([^+~\\s]+)(?:\\s+\\+(\\S+))?(?:\\s+~(\\S+))?");
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}#][\\p{L}\\p{N}_.: -]{0,49}");

  /** Whether the cell says anything. */
  public boolean has(String column) {
    return cells.containsKey(column);
  }

  /** A text, or null. */
  public String text(String column) {
    return cells.get(column);
  }

  /** A text, or what it was before. */
  public String text(String column, String otherwise) {
    return cells.getOrDefault(column, otherwise);
  }

  /** A text that must be there. */
  public String required(String column) {
    String text = cells.get(column);
    if (text == null) {
      throw Failure.invalid(column, "This field is required");
    }
    return text;
  }

  /** A code that must be there: up to 50 letters, digits, spaces and {@code _ . : -}. */
  public String code(String column) {
    return coded(column, required(column));
  }

  private static String coded(String column, String code) {
    if (!CODE.matcher(code).matches()) {
      throw Failure.invalid(
          column,
          "A code has up to 50 letters, digits, spaces and _ . : - and begins with a letter or digit");
    }
    return code;
  }

  /** A uuid that must be there. */
  public UUID uuid(String column) {
    try {
      return UUID.fromString(required(column));
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid(column, "This is not a uuid");
    }
  }

  /** Texts that {@code |} separates; empty without any. */
  public List<String> list(String column) {
    String text = cells.get(column);
    return text == null
        ? List.of()
        : Arrays.stream(text.split("\\|", -1))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
  }

  /** A number, or null. */
  public BigDecimal decimal(String column) {
    String text = cells.get(column);
    return text == null ? null : decimal(column, text);
  }

  /** A number, or what it was before. */
  public BigDecimal decimal(String column, BigDecimal otherwise) {
    return has(column) ? decimal(column) : otherwise;
  }

  private static BigDecimal decimal(String column, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw Failure.invalid(column, "This is not a number such as 4.99: " + text);
    }
    return new BigDecimal(text);
  }

  /** A whole number, or what it was before. */
  public Integer whole(String column, Integer otherwise) {
    if (!has(column)) {
      return otherwise;
    }
    try {
      return decimal(column).intValueExact();
    } catch (ArithmeticException fraction) {
      throw Failure.invalid(column, "This is not a whole number");
    }
  }

  /** true or false, or what it was before. */
  public boolean flag(String column, boolean otherwise) {
    String text = cells.get(column);
    if (text == null) {
      return otherwise;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw Failure.invalid(column, "This value must be true or false");
    };
  }

  /** One of an enum's words, or what it was before. */
  public <E extends Enum<E>> E choice(String column, Class<E> words, E otherwise) {
    String text = cells.get(column);
    if (text == null) {
      return otherwise;
    }
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.invalid(
                    column,
                    "This value is not one of " + Arrays.toString(words.getEnumConstants())));
  }

  /** One of some words, or what it was before. */
  public String choice(String column, List<String> words, String otherwise) {
    String text = cells.get(column);
    if (text == null) {
      return otherwise;
    }
    if (!words.contains(text)) {
      throw Failure.invalid(column, "This value is not one of " + words);
    }
    return text;
  }

  /** Amounts such as {@code USD:4.99/EUR:4.50}; empty without any. */
  public Map<String, BigDecimal> amounts(String column) {
    String text = cells.get(column);
    return text == null ? Map.of() : amounts(column, text);
  }

  private static Map<String, BigDecimal> amounts(String column, String text) {
    var amounts = new LinkedHashMap<String, BigDecimal>();
    for (String part : text.split("/", -1)) {
      String[] two = part.strip().split(":", 2);
      if (two.length != 2 || two[0].length() != 3) {
        throw Failure.invalid(column, "Amounts are written USD:4.99/EUR:4.50");
      }
      if (amounts.put(two[0], decimal(column, two[1].strip())) != null) {
        throw Failure.invalid(column, "There are two amounts in " + two[0]);
      }
    }
    return amounts;
  }

  /**
   * Ranges such as {@code 0..5 USD:10|5.. USD:8 +USD:50 ~USD:6}: from, to, price, what is added
   * once, what a reseller pays.
   */
  public List<PriceRange> ranges(String column) {
    var ranges = new ArrayList<PriceRange>();
    for (String part : list(column)) {
      Matcher found = RANGE.matcher(part);
      if (!found.matches()) {
        throw Failure.invalid(
            column, "Ranges are written 0..5 USD:10|5.. USD:8, this is not one: " + part);
      }
      ranges.add(
          new PriceRange(
              decimal(column, found.group(1)),
              found.group(2).isEmpty() ? null : decimal(column, found.group(2)),
              amounts(column, found.group(3)),
              found.group(4) == null ? Map.of() : amounts(column, found.group(4)),
              found.group(5) == null ? Map.of() : amounts(column, found.group(5))));
    }
    return ranges;
  }
}
