package dev.emporium.installation.webhook;

import dev.emporium.installation.domain.RetrySchedule;
import dev.emporium.installation.domain.Webhook;
import dev.emporium.installation.store.DeliveryStore;
import dev.emporium.installation.store.EventLog;
import dev.emporium.installation.store.WebhookQueue;
import dev.emporium.installation.store.WebhookStore;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Signals;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, on every replica. Taking is a lease in the database; sending happens
 * outside of any transaction; the outcome is written with what follows from it.
 */
public final class WebhookDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Database database;
  private final Signals signals;
  private final WebhookQueue queue;
  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final EventLog log;
  private final BiFunction<Tx, EventLog.Entry, Future<JsonObject>> documents;
  private final WebhookSender sender;
  private volatile boolean closed;

  private record Letter(WebhookStore.Keyed to, DeliveryStore.Delivery delivery, JsonObject body) {}

  /**
   * @param documents the body an entry of the log is delivered as
   * @param anywhere whether private addresses and http are fine
   */
  public WebhookDispatcher(
      Vertx vertx,
      Database database,
      Signals signals,
      WebhookStore webhooks,
      EventLog log,
      BiFunction<Tx, EventLog.Entry, Future<JsonObject>> documents,
      boolean anywhere) {
    this.database = database;
    this.signals = signals;
    this.queue = new WebhookQueue();
    this.webhooks = webhooks;
    this.deliveries = new DeliveryStore();
    this.log = log;
    this.documents = documents;
    this.sender = new WebhookSender(vertx, anywhere, Clock.systemUTC());
  }

  /** Begins. */
  public Future<Void> start() {
    round();
    return Future.succeededFuture();
  }

  /** Takes nothing any more. */
  public Future<Void> close() {
    closed = true;
    return sender.close();
  }

  private void round() {
    if (closed) {
      return;
    }
    // waiting begins before looking, so that nothing told meanwhile is missed
    Future<Boolean> told = signals.await(WebhookQueue.SIGNAL, LOOK);
    queue
        .take(database)
        .onSuccess(taken -> taken.forEach(this::deliver))
        .onFailure(failure -> LOG.warn("webhooks are not taken: {}", failure.toString()))
        .transform(
            taken ->
                taken.succeeded() && !taken.result().isEmpty()
                    ? Future.succeededFuture(true)
                    : told)
        .onComplete(next -> round());
  }

  private void deliver(WebhookQueue.Taken taken) {
    database
        .inMarketplace(taken.marketplace(), tx -> letter(tx, taken))
        .compose(
            letter ->
                letter.isEmpty()
                    ? Future.succeededFuture()
                    : sender
                        .send(
                            letter.get().to(),
                            letter.get().delivery().eventId(),
                            letter.get().body().encode())
                        .compose(
                            outcome ->
                                database.inMarketplace(
                                    taken.marketplace(), tx -> write(tx, letter.get(), outcome))))
        .onFailure(
            // its lease ends and it is taken again
            failure -> LOG.warn("delivery {} is left for later", taken.deliveryId(), failure));
  }

  private Future<Optional<Letter>> letter(Tx tx, WebhookQueue.Taken taken) {
    return webhooks
        .keyed(tx, taken.endpointId())
        .compose(
            to ->
                deliveries
                    .find(tx, taken.endpointId(), taken.deliveryId())
                    .compose(
                        delivery ->
                            delivery.isEmpty()
                                    || to.isEmpty()
                                    || !delivery.get().state().equals("pending")
                                ? queue.done(tx, taken.deliveryId()).map(Optional.<Letter>empty())
                                : log.find(tx, delivery.get().eventId())
                                    .compose(entry -> documents.apply(tx, entry.orElseThrow()))
                                    .map(
                                        body ->
                                            Optional.of(
                                                new Letter(to.get(), delivery.get(), body)))));
  }

  private Future<Void> write(Tx tx, Letter letter, WebhookSender.Outcome outcome) {
    DeliveryStore.Delivery delivery = letter.delivery();
    var attempt =
        new DeliveryStore.Attempt(
            delivery.attempts() + 1,
            tx.now(),
            outcome.millis(),
            outcome.status(),
            outcome.error(),
            outcome.response());
    if (outcome.succeeded()) {
      return deliveries
          .attempted(tx, delivery.deliveryId(), attempt, "delivered", null)
          .compose(done -> queue.done(tx, delivery.deliveryId()))
          .compose(done -> webhooks.failing(tx, delivery.endpointId(), null));
    }
    Optional<Instant> next =
        RetrySchedule.next(
            attempt.number(),
            outcome.retryAfter(),
            ThreadLocalRandom.current().nextDouble(),
            tx.now());
    return deliveries
        .attempted(
            tx,
            delivery.deliveryId(),
            attempt,
            next.isPresent() ? "pending" : "failed",
            next.orElse(null))
        .compose(
            done ->
                next.isPresent()
                    ? queue.postpone(tx, delivery.deliveryId(), next.get())
                    : queue.done(tx, delivery.deliveryId()))
        .compose(done -> webhooks.failing(tx, delivery.endpointId(), tx.now()))
        .compose(done -> webhooks.forUpdate(tx, delivery.endpointId()))
        .compose(now -> giveUp(tx, now, outcome.status()));
  }

  private Future<Void> giveUp(Tx tx, Webhook it, Integer status) {
    String reason = it.giveUp(status, tx.now());
    return reason == null || !it.enabled()
        ? Future.succeededFuture()
        : webhooks.update(tx, it, "disabled", reason).mapEmpty();
  }
}
