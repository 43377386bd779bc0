package dev.emporium.kit.service;

import dev.emporium.kit.event.Broker;
import dev.emporium.kit.store.PgDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Asks database and broker every few seconds how they are, so that readiness need not wait. */
final class Pulse {
  private static final long PERIOD_MILLIS = 2000;
  private static final String OLDEST =
      "select extract(epoch from clock_timestamp() - created_at)::bigint from kit.outbox order by id limit 1";

  private final Vertx vertx;
  private final PgDatabase database;
  private final Broker broker;
  private final int lagBound;
  private final AtomicLong lag = new AtomicLong();
  private volatile String databaseComplaint = "not asked yet";
  private volatile String brokerComplaint = "not asked yet";
  private boolean asking;
  private long timer;

  Pulse(Vertx vertx, PgDatabase database, Broker broker, int lagBound, MeterRegistry metrics) {
    this.vertx = vertx;
    this.database = database;
    this.broker = broker;
    this.lagBound = lagBound;
    metrics.gauge("emporium_outbox_oldest_seconds", lag);
  }

  /** Asks once and then again and again. */
  Future<Void> start() {
    timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> ask());
    return ask();
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  Optional<String> database() {
    return Optional.ofNullable(databaseComplaint);
  }

  Optional<String> broker() {
    return Optional.ofNullable(brokerComplaint);
  }

  /** Complains when events have been waiting for too long. */
  Optional<String> outbox() {
    return lag.get() > lagBound
        ? Optional.of("the oldest event waits for " + lag.get() + " s")
        : Optional.empty();
  }

  private synchronized Future<Void> ask() {
    if (asking) {
      return Future.succeededFuture();
    }
    asking = true;
    Future<?> first =
        database
            .system(tx -> tx.one(OLDEST, row -> row.getLong(0)))
            .onSuccess(
                oldest -> {
                  lag.set(oldest.orElse(0L));
                  databaseComplaint = null;
                })
            .onFailure(failure -> databaseComplaint = "down: " + failure.getMessage());
    Future<?> second =
        broker
            .ping()
            .onSuccess(pong -> brokerComplaint = null)
            .onFailure(failure -> brokerComplaint = "down: " + failure.getMessage());
    return Future.join(first, second)
        .transform(
            done -> {
              synchronized (this) {
                asking = false;
              }
              return Future.succeededFuture();
            });
  }
}
