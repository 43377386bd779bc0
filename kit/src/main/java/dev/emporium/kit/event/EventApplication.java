package dev.emporium.kit.event;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Outage;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.trace.Trace;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records: in one transaction they are remembered in the inbox and handled, each in one of
 * its own when that fails. What is refused goes to the dead-letter topic at once, what breaks does
 * after five attempts, and a lost database or broker is waited for.
 */
final class EventApplication {
  private static final Logger LOG = LoggerFactory.getLogger(EventApplication.class);
  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5000;
  private static final int TOGETHER = 64;
  private static final int TOGETHER_BYTES = 500_000;
  private static final String REMEMBER =
      "insert into kit.inbox (consumer, source, event_id) values ($1, $2, $3) on conflict do nothing";
  private static final String REMEMBER_ALL =
      """
      insert into kit.inbox (consumer, source, event_id)
      select $1, source, id from unnest($2::text[], $3::text[]) as e (source, id) order by source, id
      on conflict do nothing returning source, event_id
      """;

  /**
   * A record of a partition that was ours as it came.
   *
   * @param mine false when the partition was lost since
   */
  record Arrival(ConsumerRecord<String, byte[]> record, BooleanSupplier mine) {}

  private record Key(String source, String id) {}

  private record Legible(Arrival arrival, CloudEvents.Traced traced, List<EventHandler> handlers) {
    Key key() {
      return new Key(traced.event().source(), traced.event().id());
    }
  }

  /** The partition was given to another consumer meanwhile. */
  static final class Revoked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Revoked() {
      super("revoked", null, false, false);
    }
  }

  private final Vertx vertx;
  private final Database database;
  private final Publisher publisher;
  private final Subscriptions subscriptions;
  private final String consumer;
  private final ConsumerHealth health;

  EventApplication(
      Vertx vertx,
      Database database,
      Publisher publisher,
      Subscriptions subscriptions,
      String consumer,
      ConsumerHealth health) {
    this.vertx = vertx;
    this.database = database;
    this.publisher = publisher;
    this.subscriptions = subscriptions;
    this.consumer = consumer;
    this.health = health;
  }

  /**
   * Succeeds when all records whose partitions are still ours are done with, one way or another.
   * Records of one partition and marketplace are applied in their order. Only so many are read at a
   * time as fit into memory easily.
   */
  Future<Void> applyAll(ContextInternal context, List<Arrival> arrivals) {
    Future<Void> all = Future.succeededFuture();
    int from = 0;
    while (from < arrivals.size()) {
      int to = from;
      long bytes = 0;
      while (to < arrivals.size() && to - from < TOGETHER && bytes < TOGETHER_BYTES) {
        bytes += arrivals.get(to++).record().serializedValueSize();
      }
      var portion = arrivals.subList(from, to);
      all = all.compose(done -> applyPortion(context, portion));
      from = to;
    }
    return all;
  }

  private Future<Void> applyPortion(ContextInternal context, List<Arrival> arrivals) {
    var groups = new LinkedHashMap<UUID, List<Legible>>();
    var alone = new ArrayList<Arrival>();
    for (Arrival arrival : arrivals) {
      try {
        CloudEvents.Traced traced = CloudEvents.read(arrival.record().value());
        var handlers = subscriptions.handlers(arrival.record().topic(), traced.event().type());
        if (!handlers.isEmpty()) {
          groups
              .computeIfAbsent(traced.event().marketplace(), m -> new ArrayList<>())
              .add(new Legible(arrival, traced, handlers));
        }
      } catch (IllegalArgumentException malformed) {
        alone.add(arrival);
      }
    }
    Future<Void> all = oneByOne(context, alone);
    for (List<Legible> group : groups.values()) {
      all = all.compose(done -> together(context, group));
    }
    return all;
  }

  private Future<Void> together(ContextInternal context, List<Legible> part) {
    var arrivals = part.stream().map(Legible::arrival).toList();
    if (part.size() == 1 || arrivals.stream().anyMatch(arrival -> !arrival.mine().getAsBoolean())) {
      return oneByOne(context, arrivals);
    }
    UUID marketplace = part.get(0).traced().event().marketplace();
    var promise = context.<Void>promise();
    ContextInternal own = context.duplicate();
    own.runOnContext(
        now ->
            database
                .inMarketplace(marketplace, tx -> allOnce(own, tx, part))
                .onSuccess(done -> part.forEach(each -> health.works()))
                .recover(
                    failure -> {
                      LOG.debug("{} events one by one: {}", part.size(), failure.toString());
                      return oneByOne(context, arrivals);
                    })
                .onComplete(promise));
    return promise.future();
  }

  private Future<Void> allOnce(ContextInternal own, Tx tx, List<Legible> part) {
    return tx.list(
            REMEMBER_ALL,
            row -> new Key(row.getString("source"), row.getString("event_id")),
            consumer,
            part.stream().map(each -> each.key().source()).toArray(String[]::new),
            part.stream().map(each -> each.key().id()).toArray(String[]::new))
        .compose(
            remembered -> {
              var fresh = new HashSet<>(remembered);
              Future<?> all = Future.succeededFuture();
              for (Legible each : part) {
                if (fresh.remove(each.key())) {
                  all = all.compose(done -> handle(own, tx, each));
                }
              }
              return all.mapEmpty();
            });
  }

  private Future<?> handle(ContextInternal own, Tx tx, Legible each) {
    Span span = begin(own, each.traced());
    Future<?> all = Future.succeededFuture();
    for (EventHandler handler : each.handlers()) {
      all = all.compose(done -> handler.handle(tx, each.traced().event()));
    }
    return all.onComplete(done -> span.end());
  }

  private Future<Void> oneByOne(ContextInternal context, List<Arrival> arrivals) {
    Future<Void> all = Future.succeededFuture();
    for (Arrival arrival : arrivals) {
      all =
          all.compose(
              done ->
                  apply(context, arrival.record(), arrival.mine())
                      .recover(
                          lost -> {
                            LOG.debug("given up: {}", lost.toString());
                            return Future.succeededFuture();
                          }));
    }
    return all;
  }

  private static Span begin(ContextInternal own, CloudEvents.Traced traced) {
    Span span = span(traced);
    String spanned = Trace.parent(span.getSpanContext());
    Trace.begin(own, spanned == null ? traced.traceparent() : spanned);
    return span;
  }

  /**
   * Succeeds when the record is done with, one way or another.
   *
   * @param context the partition's; the record gets a duplicate of its own
   * @param mine false when the partition was lost; fails with {@link Revoked} then
   */
  private Future<Void> apply(
      ContextInternal context, ConsumerRecord<String, byte[]> record, BooleanSupplier mine) {
    CloudEvents.Traced traced;
    try {
      traced = CloudEvents.read(record.value());
    } catch (IllegalArgumentException malformed) {
      return bury(record, malformed, 0, mine, FIRST_PAUSE_MILLIS);
    }
    List<EventHandler> handlers = subscriptions.handlers(record.topic(), traced.event().type());
    if (handlers.isEmpty()) {
      return Future.succeededFuture();
    }
    var promise = context.<Void>promise();
    ContextInternal own = context.duplicate();
    own.runOnContext(
        now -> {
          Span span = begin(own, traced);
          attempt(record, traced.event(), handlers, mine, 1, FIRST_PAUSE_MILLIS)
              .onComplete(done -> span.end())
              .onComplete(promise);
        });
    return promise.future();
  }

  private Future<Void> attempt(
      ConsumerRecord<String, byte[]> record,
      Received event,
      List<EventHandler> handlers,
      BooleanSupplier mine,
      int number,
      long pause) {
    if (!mine.getAsBoolean()) {
      return Future.failedFuture(new Revoked());
    }
    return database
        .inMarketplace(event.marketplace(), tx -> once(tx, event, handlers))
        .onSuccess(done -> health.works())
        .recover(
            failure -> {
              if (Outage.is(failure)) {
                health.waits("database: " + failure);
                LOG.warn("{} waits: {}", event.type(), failure.toString());
                return later(pause)
                    .compose(
                        passed -> attempt(record, event, handlers, mine, number, longer(pause)));
              }
              if (failure instanceof Failure || number >= ATTEMPTS) {
                return bury(record, failure, number, mine, FIRST_PAUSE_MILLIS);
              }
              LOG.warn("{} {} failed, attempt {}", event.type(), event.id(), number, failure);
              return later(pause)
                  .compose(
                      passed -> attempt(record, event, handlers, mine, number + 1, longer(pause)));
            });
  }

  private Future<Void> once(Tx tx, Received event, List<EventHandler> handlers) {
    return tx.execute(REMEMBER, consumer, event.source(), event.id())
        .compose(
            inserted -> {
              Future<?> all = Future.succeededFuture();
              if (inserted == 1) {
                for (EventHandler handler : handlers) {
                  all = all.compose(done -> handler.handle(tx, event));
                }
              }
              return all.mapEmpty();
            });
  }

  private Future<Void> bury(
      ConsumerRecord<String, byte[]> record,
      Throwable reason,
      int attempts,
      BooleanSupplier mine,
      long pause) {
    if (!mine.getAsBoolean()) {
      return Future.failedFuture(new Revoked());
    }
    LOG.error(
        "dead letter: {} partition {} offset {} after {} attempts",
        record.topic(),
        record.partition(),
        record.offset(),
        attempts,
        reason);
    var dead =
        new ProducerRecord<>(
            Topics.dead(record.topic()), null, record.key(), record.value(), record.headers());
    header(dead, "dead-reason", String.valueOf(reason.getMessage()));
    header(dead, "dead-class", reason.getClass().getName());
    header(dead, "dead-consumer", consumer);
    header(dead, "dead-attempts", String.valueOf(attempts));
    header(dead, "dead-origin", record.topic() + "/" + record.partition() + "/" + record.offset());
    return publisher
        .send(List.of(dead))
        .compose(
            outcome -> {
              if (outcome.get(0) == null) {
                health.buried();
                return Future.succeededFuture();
              }
              health.waits("Kafka: " + outcome.get(0));
              return later(pause)
                  .compose(passed -> bury(record, reason, attempts, mine, longer(pause)));
            });
  }

  private Future<Void> later(long pause) {
    return vertx.timer(pause, TimeUnit.MILLISECONDS).mapEmpty();
  }

  private static long longer(long pause) {
    return Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Span span(CloudEvents.Traced traced) {
    var parent =
        W3CTraceContextPropagator.getInstance()
            .extract(io.opentelemetry.context.Context.root(), traced, PARENT);
    return GlobalOpenTelemetry.getTracer("dev.emporium.kit")
        .spanBuilder("consume " + traced.event().type())
        .setSpanKind(SpanKind.CONSUMER)
        .setParent(parent)
        .startSpan();
  }

  private static final TextMapGetter<CloudEvents.Traced> PARENT =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(CloudEvents.Traced carrier) {
          return List.of(Trace.HEADER);
        }

        @Override
        public String get(CloudEvents.Traced carrier, String key) {
          return Trace.HEADER.equals(key) ? carrier.traceparent() : null;
        }
      };
}
