package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of counters: the documented ones and a marketplace's own (openchannel.txt:4390). */
public final class StatisticFields {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,49}");
  private static final int MOST = 20;

  /** Counted from what happens; recording them as well would falsify them. */
  private static final Set<String> OWN =
      Set.of("reviews", "ownerships", "totalSales", "developerSales", "users", "developers");

  private StatisticFields() {}

  /**
   * A counter that callers may add to.
   *
   * @throws Failure INVALID with field {@code field}
   */
  public static String recordable(String field) {
    if (OWN.contains(field)) {
      throw Failure.invalid("field", "This statistic is recorded by the marketplace itself");
    }
    return name("field", field);
  }

  /**
   * A comma-separated list, each once.
   *
   * @throws Failure INVALID with field {@code fields}
   */
  public static List<String> list(String fields) {
    List<String> names =
        Arrays.stream(fields.split(",", -1)).map(String::strip).distinct().toList();
    if (fields.isBlank()) {
      throw Failure.invalid("fields", "This field is required");
    }
    if (names.size() > MOST) {
      throw Failure.invalid("fields", "No more than " + MOST + " fields");
    }
    names.forEach(name -> name("fields", name));
    return names;
  }

  /**
   * Nothing is counted before it happens.
   *
   * @throws Failure INVALID with field {@code date}
   */
  public static void happened(Instant at, Instant now) {
    if (at.isAfter(now.plus(Duration.ofDays(1)))) {
      throw Failure.invalid("date", "This date is in the future");
    }
  }

  private static String name(String parameter, String name) {
    if (!NAME.matcher(name).matches()) {
      throw Failure.invalid(
          parameter, "A statistic is named by 1 to 50 letters, digits, _ and -, a letter first");
    }
    return name;
  }
}
