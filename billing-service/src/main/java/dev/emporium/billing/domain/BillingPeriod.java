package dev.emporium.billing.domain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a recurring plan is charged: so many days, weeks, months or years
 * (openchannel.txt:6119, 6124).
 *
 * @param count how many units make one period, at least 1
 */
public record BillingPeriod(Unit unit, int count) {
  /** The vendors' period words. */
  public enum Unit {
    DAILY,
    WEEKLY,
    MONTHLY,
    ANNUALLY
  }

  public BillingPeriod {
    if (count < 1) {
      throw new IllegalArgumentException("a billing period has at least one unit");
    }
  }

  /**
   * {@code ("monthly", 3)}; both may be null and default to monthly and 1 (openchannel.txt:6120).
   */
  public static BillingPeriod of(String unit, Integer count) {
    return new BillingPeriod(
        unit == null ? Unit.MONTHLY : Unit.valueOf(unit.toUpperCase(Locale.ROOT)),
        count == null ? 1 : count);
  }

  /**
   * The end of the n-th period from an anchor, in UTC. It is always counted from the anchor, so
   * that 31 January gives 28 February and then 31 March again: months that are too short end on
   * their last day and nothing drifts.
   */
  public Instant boundary(Instant anchor, long n) {
    OffsetDateTime start = anchor.atOffset(ZoneOffset.UTC);
    long units = Math.multiplyExact(n, (long) count);
    return switch (unit) {
      case DAILY -> start.plusDays(units).toInstant();
      case WEEKLY -> start.plusWeeks(units).toInstant();
      case MONTHLY -> start.plusMonths(units).toInstant();
      case ANNUALLY -> start.plusYears(units).toInstant();
    };
  }

  /** The first boundary later than {@code after}; the anchor itself when it is later. */
  public Instant next(Instant anchor, Instant after) {
    if (anchor.isAfter(after)) {
      return anchor;
    }
    long days = Math.max(0, (after.getEpochSecond() - anchor.getEpochSecond()) / 86_400);
    long longest =
        switch (unit) {
          case DAILY -> 1;
          case WEEKLY -> 7;
          case MONTHLY -> 31;
          case ANNUALLY -> 366;
        };
    long n = days / (longest * count);
    while (!boundary(anchor, n).isAfter(after)) {
      n++;
    }
    return boundary(anchor, n);
  }

  /** AppDirect's word for it (appdirect.txt:7133); empty when AppDirect has none. */
  public Optional<String> frequency() {
    return Optional.ofNullable(
        switch (unit) {
          case DAILY -> count == 1 ? "DAILY" : null;
          case WEEKLY -> null;
          case MONTHLY ->
              switch (count) {
                case 1 -> "MONTHLY";
                case 3 -> "QUARTERLY";
                case 6 -> "SIX_MONTHS";
                case 12 -> "YEARLY";
                case 24 -> "TWO_YEARS";
                case 36 -> "THREE_YEARS";
                default -> null;
              };
          case ANNUALLY ->
              switch (count) {
                case 1 -> "YEARLY";
                case 2 -> "TWO_YEARS";
                case 3 -> "THREE_YEARS";
                default -> null;
              };
        });
  }
}
