package dev.emporium.installation.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How many deliveries an endpoint may get now: so many a second, a second's worth at once.
 *
 * @param perSecond at least 1
 * @param nextSlot until when the slots are used up
 */
public record Pace(int perSecond, Instant nextSlot) {
  /** Deliveries that may begin now. */
  public int allowed(Instant now) {
    long millis = Math.max(0, Duration.between(base(now), now).toMillis());
    return (int) Math.min(perSecond, millis * perSecond / 1000);
  }

  /** The same after so many began. */
  public Pace used(int count, Instant now) {
    return new Pace(perSecond, base(now).plusMillis((count * 1000L + perSecond - 1) / perSecond));
  }

  private Instant base(Instant now) {
    Instant earliest = now.minusSeconds(1);
    return nextSlot.isBefore(earliest) ? earliest : nextSlot;
  }
}
