package dev.emporium.kit.event;

import dev.emporium.kit.http.ExactJson;
import dev.emporium.kit.store.Listener;
import dev.emporium.kit.store.OutboxCarrier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries committed events from the outbox to Kafka. Every replica has one, the one that holds the
 * database's advisory lock works, on the very connection that holds it: who lost the lock can
 * delete nothing. Rows go when Kafka has acknowledged them, so a crash in between repeats events
 * (with the same id) and never loses one.
 */
public final class OutboxRelay implements OutboxCarrier {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 500;
  // as the rows rest in PostgreSQL, large ones compressed; at least one goes
  private static final int BATCH_BYTES = 1_000_000;
  private static final long POLL_MILLIS = 1000;
  // under load events gather this long; one after a quiet time goes at once
  private static final long GATHER_MILLIS = 20;
  private static final String LOCK = "select pg_try_advisory_lock(4027531190531)";
  private static final String SELECT =
      """
      select id, event_id, marketplace_id, type, aggregate_type, aggregate_id, sequence, time, traceparent,
        data::text as data, pg_column_size(data) as bytes
      from kit.outbox where id <= (
        select max(id) from (
          select id, sum(pg_column_size(data)) over (order by id) - pg_column_size(data) as before
          from (select id, data from kit.outbox order by id limit $1) as next) as sized
        where before < $2)
      order by id
      """;
  private static final String DELETE = "delete from kit.outbox where id = any($1)";
  // a delete that a crash of PostgreSQL undoes repeats events, which consumers know by their id
  private static final String UNHURRIED = "set synchronous_commit = off";

  private final Vertx vertx;
  private final Listener listener;
  private Publisher publisher;
  private final Topics topics;
  private final String service;
  private PgConnection connection;
  private volatile boolean leader;
  private boolean again;
  private boolean gathering;
  private boolean closed;
  private long roundBegun;
  private long timer = -1;
  private Future<?> round = Future.succeededFuture();

  /**
   * @param service the topic's last word and the events' source
   */
  public OutboxRelay(Vertx vertx, Listener listener, Topics topics, String service) {
    this.vertx = vertx;
    this.listener = listener;
    this.topics = topics;
    this.service = service;
    listener.on(OutboxCarrier.CHANNEL, nothing -> gatherAsLeader());
    listener.onConnect(this::connected);
  }

  /** Begins to work: the topics exist and the listener was started. */
  public void start(Publisher kafka) {
    listener
        .context()
        .runOnContext(
            now -> {
              publisher = kafka;
              timer = vertx.setPeriodic(POLL_MILLIS, tick -> wake());
              wake();
            });
  }

  /** Stops after the batch in hand. */
  public Future<Void> close() {
    var done = io.vertx.core.Promise.<Void>promise();
    listener
        .context()
        .runOnContext(
            now -> {
              closed = true;
              vertx.cancelTimer(timer);
              round.onComplete(ended -> done.complete());
            });
    return done.future();
  }

  private void connected(PgConnection fresh) {
    connection = null;
    leader = false;
    fresh
        .query(UNHURRIED)
        .execute()
        .onFailure(refused -> LOG.warn("the outbox is emptied at full cost", refused))
        .onComplete(
            done -> {
              connection = fresh;
              wake();
            });
  }

  @Override
  public boolean isHere() {
    return leader;
  }

  @Override
  public void appended() {
    listener.context().runOnContext(now -> gatherAsLeader());
  }

  /** A standby leaves it to the leader: it tries for the lock with its timer only. */
  private void gatherAsLeader() {
    if (leader) {
      gather();
    }
  }

  private void gather() {
    long wait = GATHER_MILLIS - (System.nanoTime() - roundBegun) / 1_000_000;
    if (wait <= 0) {
      wake();
    } else if (!gathering) {
      gathering = true;
      vertx.setTimer(
          wait,
          passed -> {
            gathering = false;
            wake();
          });
    }
  }

  private void wake() {
    if (closed || timer < 0 || connection == null) {
      return;
    }
    if (!round.isComplete()) {
      again = true;
      return;
    }
    again = false;
    roundBegun = System.nanoTime();
    PgConnection mine = connection;
    round =
        lead(mine)
            .compose(leads -> leads ? relay(mine) : Future.succeededFuture(false))
            .onFailure(failure -> LOG.warn("events wait in the outbox: {}", failure.toString()));
    round.onComplete(
        outcome -> {
          if (outcome.succeeded() && Boolean.TRUE.equals(outcome.result())) {
            listener.context().runOnContext(now -> wake());
          } else if (outcome.succeeded() && again) {
            listener.context().runOnContext(now -> gather());
          }
        });
  }

  private Future<Boolean> lead(PgConnection mine) {
    if (leader) {
      return Future.succeededFuture(true);
    }
    return mine.query(LOCK)
        .execute()
        .map(
            rows -> {
              boolean got = rows.iterator().next().getBoolean(0);
              leader = got && mine == connection;
              return leader;
            });
  }

  /** One batch; tells whether it was a full one. */
  private Future<Boolean> relay(PgConnection mine) {
    return mine.preparedQuery(SELECT)
        .execute(Tuple.of(BATCH, BATCH_BYTES))
        .compose(
            rows -> {
              var batch = new ArrayList<Row>(rows.size());
              rows.forEach(batch::add);
              long bytes = batch.stream().mapToLong(row -> row.getInteger("bytes")).sum();
              boolean full = batch.size() == BATCH || bytes >= BATCH_BYTES;
              return publisher
                  .send(batch.stream().map(this::record).toList())
                  .compose(outcomes -> delete(mine, batch, outcomes))
                  .map(done -> full);
            });
  }

  private Future<Void> delete(PgConnection mine, List<Row> batch, List<Throwable> outcomes) {
    var ids = new ArrayList<Long>(batch.size());
    var behind = new HashSet<String>();
    Throwable first = null;
    for (int i = 0; i < batch.size(); i++) {
      String key = batch.get(i).getString("aggregate_id");
      // what follows an unacknowledged event of its key is sent again after it
      if (outcomes.get(i) == null && !behind.contains(key)) {
        ids.add(batch.get(i).getLong("id"));
      } else {
        behind.add(key);
        first = first == null ? outcomes.get(i) : first;
      }
    }
    Throwable failure = first;
    Future<?> deleted =
        ids.isEmpty()
            ? Future.succeededFuture()
            : mine.preparedQuery(DELETE).execute(Tuple.of(ids.toArray(new Long[0])));
    return deleted.compose(
        done -> failure == null ? Future.succeededFuture() : Future.failedFuture(failure));
  }

  private ProducerRecord<String, byte[]> record(Row row) {
    String type = row.getString("type");
    String key = row.getString("aggregate_id");
    var data = (JsonObject) ExactJson.read(row.getString("data").getBytes(StandardCharsets.UTF_8));
    if (type.equals(IdentityRecord.TYPE)) {
      JsonObject value = data.getJsonObject("value");
      return new ProducerRecord<>(
          topics.identity(), key, value == null ? null : value.toBuffer().getBytes());
    }
    var event =
        new Received(
            row.getUUID("event_id").toString(),
            "/" + service,
            type,
            row.getUUID("marketplace_id"),
            row.getString("aggregate_type") + "/" + key,
            row.getLong("sequence"),
            row.getOffsetDateTime("time").toInstant(),
            data);
    String trace = row.getString("traceparent");
    var record =
        new ProducerRecord<String, byte[]>(
            topics.of(service), key, CloudEvents.encode(event, trace).toBuffer().getBytes());
    record.headers().add("content-type", bytes(CloudEvents.CONTENT_TYPE));
    record.headers().add(CloudEvents.TYPE, bytes(type));
    if (trace != null) {
      record.headers().add("traceparent", bytes(trace));
    }
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
