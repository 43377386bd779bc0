package dev.emporium.kit.store;

import dev.emporium.kit.event.Event;
import dev.emporium.kit.trace.Trace;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One transaction on one connection; its statements are pipelined in the order they are given. */
final class PgTx implements Tx {
  static final String SIGNAL_CHANNEL = "emporium_signal";

  private static final String APPEND =
      """
      with next as (
        insert into kit.aggregate_sequence as s (marketplace_id, aggregate_type, aggregate_id, sequence)
        values ($1, $2, $3, 1)
        on conflict (marketplace_id, aggregate_type, aggregate_id) do update set sequence = s.sequence + 1
        returning sequence)
      insert into kit.outbox
        (event_id, marketplace_id, type, aggregate_type, aggregate_id, sequence, time, traceparent, data)
      select $4, $1, $5, $2, $3, next.sequence, $6, $7, $8::text::jsonb from next
      """;
  private static final String NOTIFY =
      "select pg_notify('emporium_signal', key)::text from unnest($1::text[]) as key";

  private static final String APPEND_ALL =
      """
      with event as (
        select * from unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[])
          with ordinality as e (aggregate_type, aggregate_id, event_id, type, traceparent, data, n)),
      next as (
        insert into kit.aggregate_sequence as s (marketplace_id, aggregate_type, aggregate_id, sequence)
        select $1, aggregate_type, aggregate_id, count(*) from event group by 2, 3 order by 2, 3
        on conflict (marketplace_id, aggregate_type, aggregate_id) do update set sequence = s.sequence + excluded.sequence
        returning aggregate_type, aggregate_id, sequence)
      insert into kit.outbox
        (event_id, marketplace_id, type, aggregate_type, aggregate_id, sequence, time, traceparent, data)
      select event_id, $1, type, aggregate_type, aggregate_id,
        sequence - count(*) over (partition by aggregate_type, aggregate_id)
          + row_number() over (partition by aggregate_type, aggregate_id order by n),
        $8, traceparent, data::jsonb
      from event join next using (aggregate_type, aggregate_id) order by n
      """;

  /**
   * @param data as text, which is a tenth of what the objects take: a transaction may have many
   */
  private record Appended(
      String aggregateType, String aggregateId, String type, String data, UUID id, String trace) {}

  private final SqlConnection connection;
  private final UUID marketplace;
  private final Instant now;
  private final List<Appended> events = new ArrayList<>();
  private final Set<String> signals = new LinkedHashSet<>();
  private Throwable broken;
  private boolean ended;

  PgTx(SqlConnection connection, UUID marketplace, Instant now) {
    this.connection = connection;
    this.marketplace = marketplace;
    this.now = now;
  }

  @Override
  public UUID marketplace() {
    return marketplace;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Future<RowSet<Row>> query(String sql, Object... parameters) {
    if (ended) {
      return Future.failedFuture(new IllegalStateException("the transaction has ended: " + sql));
    }
    return connection.preparedQuery(sql).execute(tuple(parameters)).onFailure(this::breaks);
  }

  @Override
  public <T> Future<Optional<T>> one(String sql, Function<Row, T> mapper, Object... parameters) {
    return query(sql, parameters)
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<T>empty()
                    : Optional.ofNullable(mapper.apply(rows.iterator().next())));
  }

  @Override
  public <T> Future<List<T>> list(String sql, Function<Row, T> mapper, Object... parameters) {
    return query(sql, parameters)
        .map(
            rows -> {
              var all = new ArrayList<T>(rows.size());
              rows.forEach(row -> all.add(mapper.apply(row)));
              return all;
            });
  }

  @Override
  public Future<Integer> execute(String sql, Object... parameters) {
    return query(sql, parameters).map(RowSet::rowCount);
  }

  @Override
  public Future<Void> batch(String sql, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    if (ended) {
      return Future.failedFuture(new IllegalStateException("the transaction has ended: " + sql));
    }
    var tuples = rows.stream().map(PgTx::tuple).toList();
    return connection.preparedQuery(sql).executeBatch(tuples).onFailure(this::breaks).mapEmpty();
  }

  @Override
  public Future<Void> append(Event event) {
    if (marketplace == null) {
      return Future.failedFuture(
          new IllegalStateException("an event belongs to a marketplace: " + event.type()));
    }
    if (ended) {
      return Future.failedFuture(
          new IllegalStateException("the transaction has ended: " + event.type()));
    }
    events.add(
        new Appended(
            event.aggregateType(),
            event.aggregateId(),
            event.type(),
            event.data().encode(),
            Ids.uuid7(),
            Trace.current()));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> signal(String key) {
    if (ended) {
      return Future.failedFuture(new IllegalStateException("the transaction has ended: " + key));
    }
    signals.add(key);
    return Future.succeededFuture();
  }

  /** Whether anything was appended. */
  boolean hasEvents() {
    return !events.isEmpty();
  }

  /**
   * Writes what was appended, all in one statement, and the signals in another, so that they can
   * travel together with the commit.
   */
  Future<?> flush() {
    var sent = new ArrayList<Future<?>>();
    if (!events.isEmpty()) {
      sent.add(write());
    }
    if (!signals.isEmpty()) {
      var keys = Tuple.of(signals.toArray(new String[0]));
      sent.add(connection.preparedQuery(NOTIFY).execute(keys).onFailure(this::breaks));
    }
    return sent.isEmpty() ? Future.succeededFuture() : Future.join(sent);
  }

  private Future<?> write() {
    Tuple parameters = events.size() == 1 ? one(events.get(0)) : all();
    return connection
        .preparedQuery(events.size() == 1 ? APPEND : APPEND_ALL)
        .execute(parameters)
        .onFailure(this::breaks);
  }

  private Tuple one(Appended it) {
    return tuple(
        new Object[] {
          marketplace,
          it.aggregateType(),
          it.aggregateId(),
          it.id(),
          it.type(),
          now,
          it.trace(),
          it.data()
        });
  }

  private Tuple all() {
    return tuple(
        new Object[] {
          marketplace,
          texts(Appended::aggregateType),
          texts(Appended::aggregateId),
          events.stream().map(Appended::id).toArray(UUID[]::new),
          texts(Appended::type),
          texts(Appended::trace),
          texts(Appended::data),
          now
        });
  }

  private String[] texts(Function<Appended, String> part) {
    return events.stream().map(part).toArray(String[]::new);
  }

  /** What made PostgreSQL abort this transaction, or null; a commit would roll back silently. */
  Throwable broken() {
    return broken;
  }

  /** From here on statements would run outside of the transaction, so they are refused. */
  void end() {
    ended = true;
  }

  private void breaks(Throwable failure) {
    if (broken == null) {
      broken = failure;
    }
  }

  private static Tuple tuple(Object[] parameters) {
    Tuple tuple = Tuple.tuple(new ArrayList<>(parameters.length));
    for (Object parameter : parameters) {
      tuple.addValue(converted(parameter));
    }
    return tuple;
  }

  private static Object converted(Object parameter) {
    if (parameter instanceof Instant instant) {
      return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (parameter instanceof Enum<?> constant) {
      return constant.name();
    }
    return parameter;
  }
}
