package dev.emporium.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks again until an answer comes: services learn of each other's changes through events, a moment
 * later.
 */
public final class Patience {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Patience() {}

  /**
   * @param what for the message when it never comes
   * @param question answers null for "not yet"
   * @throws IllegalStateException after thirty seconds
   */
  public static <T> T until(String what, Supplier<T> question) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (true) {
      T answer = question.get();
      if (answer != null) {
        return answer;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited in vain until " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
