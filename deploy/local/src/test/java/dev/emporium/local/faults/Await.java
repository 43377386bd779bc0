package dev.emporium.local.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks again until something holds, for as long as the fault at hand may take. */
final class Await {
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private Await() {}

  static void until(Duration bound, String what, BooleanSupplier holds) {
    until(bound, () -> what, holds);
  }

  /**
   * @param what says what was waited for, as it stands at the end of the bound
   */
  static void until(Duration bound, Supplier<String> what, BooleanSupplier holds) {
    long end = System.nanoTime() + bound.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + bound.toSeconds() + " s in vain until " + what.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
