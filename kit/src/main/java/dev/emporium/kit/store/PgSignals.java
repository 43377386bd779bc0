package dev.emporium.kit.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@link Signals} by {@code pg_notify}. When the listening connection had to be opened again, every
 * waiter is woken: its signal may have been missed, and it looks again for itself.
 */
public final class PgSignals implements Signals {
  private final Vertx vertx;
  private final Map<String, Set<Promise<Boolean>>> waiting = new HashMap<>();

  public PgSignals(Vertx vertx, Listener listener, PgDatabase database) {
    this.vertx = vertx;
    listener.on(
        PgTx.SIGNAL_CHANNEL,
        key -> {
          if (key.startsWith(Marketplaces.SIGNAL)) {
            forgetClock(database, key.substring(Marketplaces.SIGNAL.length()));
          }
          wake(key);
        });
    listener.onConnect(connection -> wakeAll());
  }

  @Override
  public Future<Boolean> await(String key, Duration bound) {
    Promise<Boolean> promise = Promise.promise();
    synchronized (waiting) {
      waiting.computeIfAbsent(key, k -> new HashSet<>()).add(promise);
    }
    long timer = vertx.setTimer(Math.max(1, bound.toMillis()), t -> promise.tryComplete(false));
    return promise
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              forget(key, promise);
            });
  }

  private void wake(String key) {
    List<Promise<Boolean>> woken;
    synchronized (waiting) {
      woken = new ArrayList<>(waiting.getOrDefault(key, Set.of()));
    }
    woken.forEach(promise -> promise.tryComplete(true));
  }

  private void wakeAll() {
    List<String> keys;
    synchronized (waiting) {
      keys = List.copyOf(waiting.keySet());
    }
    keys.forEach(this::wake);
  }

  private void forget(String key, Promise<Boolean> promise) {
    synchronized (waiting) {
      Set<Promise<Boolean>> others = waiting.get(key);
      if (others != null && others.remove(promise) && others.isEmpty()) {
        waiting.remove(key);
      }
    }
  }

  private static void forgetClock(PgDatabase database, String marketplace) {
    try {
      database.clockChanged(UUID.fromString(marketplace));
    } catch (IllegalArgumentException notAnId) {
      // somebody's own signal that happens to begin like ours
    }
  }
}
