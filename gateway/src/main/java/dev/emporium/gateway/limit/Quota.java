package dev.emporium.gateway.limit;

/**
 * HighLevel's two limits on one resource (an app on a location or agency): a burst in an interval,
 * and a UTC day's total. A refused request uses nothing.
 */
final class Quota {
  private static final long DAY_MILLIS = 86_400_000;

  private final LimitSettings limits;
  private long interval;
  private int inInterval;
  private long day;
  private int inDay;

  Quota(LimitSettings limits) {
    this.limits = limits;
  }

  /** Uses one request of both limits if they allow it, and tells how things stand. */
  synchronized Standing take(long nowMillis) {
    long thisInterval = nowMillis / limits.intervalMillis();
    if (thisInterval != interval) {
      interval = thisInterval;
      inInterval = 0;
    }
    long today = nowMillis / DAY_MILLIS;
    if (today != day) {
      day = today;
      inDay = 0;
    }
    long wait = 0;
    if (inDay >= limits.daily()) {
      wait = (today + 1) * DAY_MILLIS - nowMillis;
    } else if (inInterval >= limits.burst()) {
      wait = (thisInterval + 1) * limits.intervalMillis() - nowMillis;
    } else {
      inInterval++;
      inDay++;
    }
    return new Standing(
        wait,
        limits.daily(),
        limits.daily() - inDay,
        limits.intervalMillis(),
        limits.burst(),
        limits.burst() - inInterval);
  }
}
