package dev.emporium.kit.store;

import io.vertx.core.Future;
import java.time.Duration;

/** Waiting, bounded, for something another transaction (perhaps on another replica) will do. */
public interface Signals {
  /**
   * Completes with true when {@code key} is signalled, with false when {@code bound} has passed.
   * Begin to wait before starting what you wait for.
   */
  Future<Boolean> await(String key, Duration bound);
}
