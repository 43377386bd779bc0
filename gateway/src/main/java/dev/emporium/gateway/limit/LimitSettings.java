package dev.emporium.gateway.limit;

import dev.emporium.kit.service.Settings;

/**
 * How often is too often.
 *
 * @param byDefault for a client's operations that have no limit of their own; null for none
 * @param anonymous for callers without credentials, by address; null for none
 * @param burst HighLevel: requests in an interval
 * @param intervalMillis HighLevel: the interval
 * @param daily HighLevel: requests in a UTC day
 * @param clients how many clients are remembered
 */
public record LimitSettings(
    Rate byDefault, Rate anonymous, int burst, int intervalMillis, int daily, int clients) {

  /** Reads the environment. */
  public static LimitSettings read(Settings settings) {
    String complaint = "is neither off nor size/leakPerSecond";
    return new LimitSettings(
        settings.parsed("RATE_LIMIT_DEFAULT", Rate::parse, complaint, new Rate(200, 100)),
        settings.parsed("RATE_LIMIT_ANONYMOUS", Rate::parse, complaint, new Rate(100, 50)),
        settings.number("HIGHLEVEL_BURST_LIMIT", 100),
        settings.number("HIGHLEVEL_INTERVAL_MS", 10_000),
        settings.number("HIGHLEVEL_DAILY_LIMIT", 200_000),
        settings.number("RATE_LIMIT_CLIENTS", 50_000));
  }
}
