package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Destination;
import dev.emporium.installation.domain.Webhook;
import dev.emporium.installation.store.DeliveryStore;
import dev.emporium.installation.store.WebhookQueue;
import dev.emporium.installation.store.WebhookStore;
import dev.emporium.installation.webhook.WebhookSecret;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Webhook endpoints and the log of their deliveries. */
public final class WebhookOperations {
  private static final int MOST = 100;

  private final Database database;
  private final WebhookStore webhooks;
  private final DeliveryStore deliveries = new DeliveryStore();
  private final WebhookQueue queue = new WebhookQueue();
  private final Set<String> types;
  private final boolean anywhere;

  /**
   * @param types the event types there are
   * @param anywhere whether private addresses and http are fine
   */
  public WebhookOperations(
      Database database, WebhookStore webhooks, Set<String> types, boolean anywhere) {
    this.database = database;
    this.webhooks = webhooks;
    this.types = Set.copyOf(types);
    this.anywhere = anywhere;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("listWebhooks", this::listWebhooks)
        .on("createWebhook", this::createWebhook)
        .on("readWebhook", this::readWebhook)
        .on("updateWebhook", this::updateWebhook)
        .on("deleteWebhook", this::deleteWebhook)
        .on("rotateWebhookSecret", this::rotateWebhookSecret)
        .on("listWebhookDeliveries", this::listWebhookDeliveries)
        .on("readWebhookDelivery", this::readWebhookDelivery)
        .on("resendWebhookDelivery", this::resendWebhookDelivery)
        .on("replayWebhook", this::replayWebhook);
  }

  private Future<Reply> listWebhooks(Call call) {
    return database
        .read(Tenants.of(call), webhooks::all)
        .map(
            all ->
                Reply.ok(
                    new JsonObject()
                        .put(
                            "webhooks",
                            new JsonArray(all.stream().map(WebhookJson::webhook).toList()))));
  }

  private Future<Reply> createWebhook(Call call) {
    Webhook.Told told = WebhookJson.told(call.body()).requireTypes(types);
    Destination.url(told.url(), anywhere);
    byte[] secret = WebhookSecret.random();
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                webhooks
                    .all(tx)
                    .compose(
                        all -> {
                          if (all.size() >= MOST) {
                            throw Failure.conflict("A marketplace has 100 webhooks at most");
                          }
                          Webhook it = Webhook.of(told, tx.now());
                          return webhooks.create(tx, it, secret).map(it);
                        }))
        .map(
            it ->
                Reply.created(WebhookJson.webhook(it).put("secret", WebhookSecret.shown(secret))));
  }

  private Future<Reply> readWebhook(Call call) {
    return database
        .read(Tenants.of(call), tx -> known(tx, call))
        .map(it -> Reply.ok(WebhookJson.webhook(it)));
  }

  private Future<Reply> updateWebhook(Call call) {
    Webhook.Told told = WebhookJson.told(call.body()).requireTypes(types);
    if (told.url() != null) {
      Destination.url(told.url(), anywhere);
    }
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                webhooks
                    .forUpdate(tx, call.path("endpointId"))
                    .compose(it -> webhooks.update(tx, it.told(told, tx.now()), "updated", null)))
        .map(it -> Reply.ok(WebhookJson.webhook(it)));
  }

  private Future<Reply> deleteWebhook(Call call) {
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                webhooks
                    .forUpdate(tx, call.path("endpointId"))
                    .compose(it -> webhooks.remove(tx, it)))
        .map(done -> Reply.noContent());
  }

  private Future<Reply> rotateWebhookSecret(Call call) {
    byte[] secret = WebhookSecret.random();
    var overlap = Duration.ofSeconds(call.body().getLong("overlapSeconds", 86_400L));
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                webhooks
                    .forUpdate(tx, call.path("endpointId"))
                    .compose(it -> webhooks.rotate(tx, it, secret, overlap)))
        .map(done -> Reply.ok(new JsonObject().put("secret", WebhookSecret.shown(secret))));
  }

  private Future<Reply> listWebhookDeliveries(Call call) {
    int number = call.queryInt("pageNumber");
    int limit = call.queryInt("limit");
    return database
        .read(
            Tenants.of(call),
            tx ->
                known(tx, call)
                    .compose(
                        it ->
                            deliveries.page(
                                tx,
                                it.endpointId(),
                                call.query("state").orElse(null),
                                number,
                                limit)))
        .map(
            page ->
                Reply.ok(
                    new JsonObject()
                        .put("count", page.total())
                        .put("pages", page.pages(limit))
                        .put("pageNumber", number)
                        .put(
                            "list",
                            new JsonArray(
                                page.rows().stream().map(WebhookJson::delivery).toList()))));
  }

  private Future<Reply> readWebhookDelivery(Call call) {
    return database
        .read(
            Tenants.of(call),
            tx ->
                delivery(tx, call)
                    .compose(
                        it ->
                            deliveries
                                .attempts(tx, it.deliveryId())
                                .map(attempts -> WebhookJson.delivery(it, attempts))))
        .map(Reply::ok);
  }

  private Future<Reply> resendWebhookDelivery(Call call) {
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                enabled(tx, call)
                    .compose(on -> delivery(tx, call))
                    .compose(it -> deliveries.again(tx, it))
                    .compose(
                        id ->
                            queue
                                .enqueue(tx, id, call.path("endpointId"))
                                .compose(done -> deliveries.find(tx, call.path("endpointId"), id))))
        .map(it -> Reply.accepted(WebhookJson.delivery(it.orElseThrow())));
  }

  private Future<Reply> replayWebhook(Call call) {
    Instant from = Tenants.time("from", call.body().getString("from"));
    Instant to = Tenants.time("to", call.body().getString("to"));
    if (!from.isBefore(to)) {
      throw Failure.invalid("to", "to must be after from");
    }
    return replay(call, WebhookQueue.Replayed.start(from), to)
        .map(made -> Reply.accepted(new JsonObject().put("count", made.count())));
  }

  /** A transaction a page. */
  private Future<WebhookQueue.Replayed> replay(Call call, WebhookQueue.Replayed last, Instant to) {
    return last.over()
        ? Future.succeededFuture(last)
        : database
            .inMarketplace(
                Tenants.of(call),
                tx ->
                    enabled(tx, call)
                        .compose(
                            it ->
                                queue.replay(
                                    tx,
                                    it.endpointId(),
                                    last,
                                    to,
                                    it.eventTypes().toArray(String[]::new))))
            .compose(next -> replay(call, next, to));
  }

  private Future<Webhook> enabled(Tx tx, Call call) {
    return webhooks
        .forUpdate(tx, call.path("endpointId"))
        .map(
            it -> {
              if (!it.enabled()) {
                throw Failure.conflict("The webhook is disabled");
              }
              return it;
            });
  }

  private Future<DeliveryStore.Delivery> delivery(Tx tx, Call call) {
    return deliveries
        .find(tx, call.path("endpointId"), call.pathUuid("deliveryId"))
        .map(found -> found.orElseThrow(() -> Failure.notFound("The delivery was not found")));
  }

  private Future<Webhook> known(Tx tx, Call call) {
    return webhooks
        .find(tx, call.path("endpointId"))
        .map(found -> found.orElseThrow(WebhookStore::none));
  }
}
