package dev.emporium.gateway.proxy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Stops asking an upstream that keeps failing: after so many failures in a row nobody asks for a
 * while, then one request may try. Shared by all event loops; a success costs one volatile read.
 */
final class CircuitBreaker {
  private final int failures;
  private final long openMillis;
  private final AtomicLong inARow = new AtomicLong();
  private final AtomicLong openUntil = new AtomicLong();

  CircuitBreaker(int failures, long openMillis) {
    this.failures = failures;
    this.openMillis = openMillis;
  }

  /**
   * Asks to send a request.
   *
   * @return 0 when it may go, else the milliseconds to wait
   */
  long ask(long nowMillis) {
    long until = openUntil.get();
    if (until == 0) {
      return 0;
    }
    if (nowMillis < until) {
      return until - nowMillis;
    }
    // one request tries, the others wait for what becomes of it
    return openUntil.compareAndSet(until, nowMillis + openMillis) ? 0 : openMillis;
  }

  void succeeded() {
    if (inARow.get() != 0) {
      inARow.set(0);
      openUntil.set(0);
    }
  }

  void failed(long nowMillis) {
    if (inARow.incrementAndGet() >= failures) {
      openUntil.set(nowMillis + openMillis);
    }
  }

  boolean open() {
    return openUntil.get() != 0;
  }
}
