package dev.emporium.kit.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that one replica at a time runs. Who runs one holds its lease and prolongs it; when the
 * holder dies, another replica takes the job over after half a minute. Times are the database's.
 */
public final class Leases {
  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
  private static final long LEASE_SECONDS = 30;
  private static final String CLAIM =
      """
      insert into kit.job_lease as l (job, holder, held_until, next_run)
      values ($1, $2, clock_timestamp() + make_interval(secs => $3), clock_timestamp())
      on conflict (job) do update set holder = excluded.holder, held_until = excluded.held_until
        where l.held_until < clock_timestamp() and l.next_run <= clock_timestamp()
      """;
  private static final String PROLONG =
      """
      update kit.job_lease set held_until = clock_timestamp() + make_interval(secs => $3)
      where job = $1 and holder = $2
      """;
  private static final String GIVE_BACK =
      """
      update kit.job_lease
      set held_until = clock_timestamp() - interval '1 microsecond',
        next_run = clock_timestamp() + make_interval(secs => $3)
      where job = $1 and holder = $2
      """;

  private final Vertx vertx;
  private final Database database;
  private final UUID holder = UUID.randomUUID();
  private final List<Long> timers = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private boolean closed;

  public Leases(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.database = database;
  }

  /** Runs the job now, if it is due, and then whenever {@code period} has passed since its end. */
  public synchronized void every(String job, Duration period, Supplier<Future<?>> run) {
    if (!closed) {
      tick(job, period, run);
    }
  }

  /** Starts no job any more; succeeds when the running ones are done. */
  public synchronized Future<Void> close() {
    closed = true;
    timers.forEach(vertx::cancelTimer);
    return Future.join(List.copyOf(running)).transform(done -> Future.succeededFuture());
  }

  private void tick(String job, Duration period, Supplier<Future<?>> run) {
    Future<?> round =
        claim(job)
            .compose(mine -> mine ? work(job, period, run) : Future.succeededFuture())
            .onFailure(failure -> LOG.warn("job {} failed", job, failure));
    synchronized (this) {
      running.add(round);
    }
    round.onComplete(done -> next(job, period, run, round));
  }

  private synchronized void next(
      String job, Duration period, Supplier<Future<?>> run, Future<?> round) {
    running.remove(round);
    if (!closed) {
      timers.add(
          vertx.setTimer(
              Math.max(1, period.toMillis()),
              timer -> {
                synchronized (this) {
                  timers.remove(timer);
                }
                tick(job, period, run);
              }));
    }
  }

  private Future<Boolean> claim(String job) {
    return database.system(
        tx -> tx.execute(CLAIM, job, holder, (double) LEASE_SECONDS).map(rows -> rows == 1));
  }

  private Future<Void> work(String job, Duration period, Supplier<Future<?>> run) {
    long heart =
        vertx.setPeriodic(
            LEASE_SECONDS * 1000 / 3,
            beat ->
                database.system(tx -> tx.execute(PROLONG, job, holder, (double) LEASE_SECONDS)));
    return Future.succeededFuture()
        .compose(go -> run.get())
        .transform(
            outcome -> {
              vertx.cancelTimer(heart);
              // a little less than the period, so that this replica's own timer finds it due
              double pause = Math.max(0, period.toMillis() * 0.9 / 1000.0);
              return database
                  .system(tx -> tx.execute(GIVE_BACK, job, holder, pause))
                  .transform(
                      returned ->
                          outcome.succeeded()
                              ? Future.succeededFuture()
                              : Future.failedFuture(outcome.cause()));
            });
  }
}
