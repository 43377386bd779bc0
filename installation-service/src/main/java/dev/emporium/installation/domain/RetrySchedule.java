package dev.emporium.installation.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a failed delivery is tried again: ten attempts over three days, as Standard Webhooks
 * advises.
 */
public final class RetrySchedule {
  private static final long[] SECONDS = {
    5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400
  };
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetrySchedule() {}

  /**
   * The next attempt.
   *
   * @param attempts how many there were
   * @param retryAfter what the endpoint asked for, or null; a day at most is granted
   * @param jitter 0 to 1, random: the pause is 0.8 to 1.2 times the schedule's
   * @return empty when there is none any more
   */
  public static Optional<Instant> next(
      int attempts, Duration retryAfter, double jitter, Instant now) {
    if (attempts > SECONDS.length) {
      return Optional.empty();
    }
    long millis = Math.round(SECONDS[attempts - 1] * 1000 * (0.8 + 0.4 * jitter));
    Duration pause = Duration.ofMillis(millis);
    if (retryAfter != null && retryAfter.compareTo(pause) > 0) {
      pause = retryAfter.compareTo(LONGEST) > 0 ? LONGEST : retryAfter;
    }
    return Optional.of(now.plus(pause));
  }
}
