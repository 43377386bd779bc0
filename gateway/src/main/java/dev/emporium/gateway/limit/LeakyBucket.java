package dev.emporium.gateway.limit;

/** One leaky bucket: each request is a drop, drops leave at a steady rate, a full one refuses. */
final class LeakyBucket {
  private final Rate rate;
  private double level;
  private long lastNanos;

  LeakyBucket(Rate rate, long nowNanos) {
    this.rate = rate;
    this.lastNanos = nowNanos;
  }

  /** Takes one drop and answers 0, or answers the milliseconds until there is room for one. */
  synchronized long take(long nowNanos) {
    long wait = waitFor(nowNanos);
    if (wait == 0) {
      level += 1;
    }
    return wait;
  }

  /** What {@link #take} would answer, without taking. */
  synchronized long waitFor(long nowNanos) {
    long passed = nowNanos - lastNanos;
    if (passed > 0) {
      level = Math.max(0, level - passed / 1e9 * rate.leakPerSecond());
      lastNanos = nowNanos;
    }
    double over = level + 1 - rate.size();
    return over <= 1e-9 ? 0 : Math.max(1, (long) Math.ceil(over / rate.leakPerSecond() * 1_000));
  }
}
