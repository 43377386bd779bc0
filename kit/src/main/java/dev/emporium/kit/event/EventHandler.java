package dev.emporium.kit.event;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;

/** Handles one event inside the transaction that also remembers it as seen. */
@FunctionalInterface
public interface EventHandler {
  /**
   * @param tx scoped to the event's marketplace; rolled back when the result fails
   * @return done; a {@link dev.emporium.kit.failure.Failure} sends the event to the dead-letter
   *     topic at once, any other failure after some attempts, and a lost database or broker is
   *     waited for
   */
  Future<?> handle(Tx tx, Received event);
}
