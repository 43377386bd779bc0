package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The steps of a time series (openchannel.txt:2508-2510); days are UTC's. */
public enum StatisticPeriod {
  DAY(ChronoUnit.DAYS, 29),
  MONTH(ChronoUnit.MONTHS, 11);

  private static final int MOST_POINTS = 5000;

  private final ChronoUnit unit;
  private final int usual;

  StatisticPeriod(ChronoUnit unit, int usual) {
    this.unit = unit;
    this.usual = usual;
  }

  /**
   * From the document's spelling.
   *
   * @throws Failure INVALID with field {@code period}
   */
  public static StatisticPeriod of(String wire) {
    return switch (wire) {
      case "day" -> DAY;
      case "month" -> MONTH;
      default -> throw Failure.invalid("period", "The period is day or month");
    };
  }

  /** Where a series begins that names no start: 30 days or 12 months, the last included. */
  public LocalDate usualStart(LocalDate last) {
    return step(last).minus(usual, unit);
  }

  /**
   * Bounds what is asked for.
   *
   * @throws Failure INVALID with field {@code start} or {@code end}
   */
  public void check(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw Failure.invalid("end", "The end is before the start");
    }
    if (unit.between(step(first), step(last)) >= MOST_POINTS) {
      throw Failure.invalid("start", "A series has at most " + MOST_POINTS + " points");
    }
  }

  /** A point for every step, zero where nothing was counted; both bounds are included. */
  public NavigableMap<LocalDate, Long> series(
      LocalDate first, LocalDate last, Map<LocalDate, Long> days) {
    var series = new TreeMap<LocalDate, Long>();
    for (LocalDate at = step(first); !at.isAfter(last); at = at.plus(1, unit)) {
      series.put(at, 0L);
    }
    days.forEach((day, amount) -> series.merge(step(day), amount, Long::sum));
    return series;
  }

  private LocalDate step(LocalDate day) {
    return this == DAY ? day : day.withDayOfMonth(1);
  }
}
