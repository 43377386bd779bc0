package dev.emporium.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Assertions that will hold soon. */
final class Eventually {
  private static final long PAUSE_MILLIS = 20;

  private Eventually() {}

  static void holds(Runnable assertions, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      try {
        assertions.run();
        return;
      } catch (AssertionError | RuntimeException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        pause();
      }
    }
  }

  static void pause() {
    try {
      if (new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts this latch down");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
