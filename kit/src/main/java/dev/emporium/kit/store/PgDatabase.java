package dev.emporium.kit.store;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * {@link Database} over a pool. {@code BEGIN}, the tenant's setting and the first statement travel
 * together, and so do events, signals and {@code COMMIT}. Work that PostgreSQL aborted because of a
 * deadlock or a serialization conflict is run again, so it must not have effects besides its
 * transaction.
 */
public final class PgDatabase implements Database {
  private static final Set<String> RETRIED = Set.of("40001", "40P01");
  private static final int ATTEMPTS = 4;
  private static final String WRITING = "BEGIN";

  private final Vertx vertx;
  private final Pool pool;
  private final MarketplaceClocks clocks;
  private final Clock clock;
  private volatile OutboxCarrier carrier = OutboxCarrier.ELSEWHERE;

  /**
   * @param size connections at most
   */
  public PgDatabase(Vertx vertx, PgConnectOptions options, int size, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
    this.clocks = new MarketplaceClocks();
    this.pool =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(size)
                    .setMaxWaitQueueSize(2000)
                    .setConnectionTimeout(10)
                    .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                    .setIdleTimeout(300)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS))
            .connectingTo(options)
            .withConnectHandler(PgDatabase::gatherWrites)
            .using(vertx)
            .build();
  }

  /** Statements given one after the other leave in one write, not in one each. */
  private static void gatherWrites(SqlConnection fresh) {
    if (fresh instanceof SqlConnectionInternal connection
        && connection.unwrap().unwrap() instanceof SocketConnectionBase socket) {
      var pipeline = socket.socket().channelHandlerContext().pipeline();
      pipeline.addFirst(new FlushConsolidationHandler(64, true));
    }
    fresh.close();
  }

  /** Names, before anything is appended, who is told of commits with events. */
  public void carriedBy(OutboxCarrier relay) {
    carrier = relay;
  }

  @Override
  public <T> Future<T> inMarketplace(UUID marketplace, Function<Tx, Future<T>> work) {
    return attempt(WRITING, marketplace, work, 1);
  }

  @Override
  public <T> Future<T> read(UUID marketplace, Function<Tx, Future<T>> work) {
    return attempt("BEGIN READ ONLY", marketplace, work, 1);
  }

  @Override
  public <T> Future<T> system(Function<Tx, Future<T>> work) {
    return attempt(WRITING, null, work, 1);
  }

  /** Succeeds when the server answers. */
  public Future<Void> ping() {
    return pool.query("select 1").execute().mapEmpty();
  }

  /** Forgets what is known of a marketplace's clock: it was changed. */
  public void clockChanged(UUID marketplace) {
    clocks.forget(marketplace);
  }

  public Future<Void> close() {
    return pool.close();
  }

  private <T> Future<T> attempt(
      String begin, UUID marketplace, Function<Tx, Future<T>> work, int number) {
    return pool.getConnection()
        .compose(connection -> transact(connection, begin, marketplace, work))
        .recover(
            failure -> {
              if (number >= ATTEMPTS || !isRetried(failure)) {
                return Future.failedFuture(failure);
              }
              long pause = ThreadLocalRandom.current().nextLong(5, 20L << number);
              return vertx
                  .timer(pause, TimeUnit.MILLISECONDS)
                  .compose(passed -> attempt(begin, marketplace, work, number + 1));
            });
  }

  private <T> Future<T> transact(
      SqlConnection connection, String begin, UUID marketplace, Function<Tx, Future<T>> work) {
    boolean here = carrier.isHere();
    Future<?> begun = connection.query(scoped(begin, marketplace, here)).execute();
    Long known = marketplace == null ? Long.valueOf(0) : clocks.known(marketplace);
    Future<Long> offset =
        known != null ? Future.succeededFuture(known) : clocks.load(connection, marketplace);
    return offset
        .compose(millis -> run(connection, marketplace, millis, work, begun, here))
        .recover(
            failure ->
                connection
                    .query("ROLLBACK")
                    .execute()
                    .transform(done -> Future.failedFuture(failure)))
        .eventually(connection::close);
  }

  /**
   * One message for all; PostgreSQL takes no parameters here, and a UUID needs no quoting.
   *
   * @param here whether this process carries its events itself: the outbox's trigger notifies
   *     nobody
   */
  private static String scoped(String begin, UUID marketplace, boolean here) {
    if (marketplace == null) {
      return begin;
    }
    String scope = begin + "; SET LOCAL emporium.marketplace = '" + marketplace + "'";
    return here && begin.equals(WRITING) ? scope + OutboxCarrier.HERE : scope;
  }

  private <T> Future<T> run(
      SqlConnection connection,
      UUID marketplace,
      long offset,
      Function<Tx, Future<T>> work,
      Future<?> begun,
      boolean here) {
    Instant now = Instant.now(clock).plusMillis(offset).truncatedTo(ChronoUnit.MILLIS);
    var tx = new PgTx(connection, marketplace, now);
    return begin(work, tx)
        .onComplete(done -> tx.end())
        .compose(result -> begun.compose(ok -> commit(connection, tx, here)).map(result));
  }

  /**
   * The events and {@code COMMIT} travel together; after a failure PostgreSQL takes the latter for
   * a rollback.
   */
  private Future<?> commit(SqlConnection connection, PgTx tx, boolean here) {
    if (tx.broken() != null) {
      return Future.failedFuture(tx.broken());
    }
    Future<?> written = tx.flush();
    Future<?> committed = connection.query("COMMIT").execute();
    Future<?> all = Future.join(written, committed);
    return here && tx.hasEvents() ? all.onSuccess(done -> carrier.appended()) : all;
  }

  private static <T> Future<T> begin(Function<Tx, Future<T>> work, Tx tx) {
    try {
      return work.apply(tx);
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }

  private static boolean isRetried(Throwable failure) {
    return failure instanceof PgException postgres && RETRIED.contains(postgres.getSqlState());
  }
}
