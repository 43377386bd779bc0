package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Webhook;
import dev.emporium.installation.store.DeliveryStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Webhook endpoints, deliveries and attempts on the wire. */
final class WebhookJson {
  private WebhookJson() {}

  static Webhook.Told told(JsonObject body) {
    JsonArray types = body.getJsonArray("eventTypes");
    Set<String> wanted = null;
    if (types != null) {
      wanted = new LinkedHashSet<>();
      for (Object type : types) {
        wanted.add(String.valueOf(type));
      }
    }
    return new Webhook.Told(
        body.getString("url"),
        body.getString("description"),
        wanted,
        body.getBoolean("enabled"),
        body.getInteger("ratePerSecond"),
        body.getInteger("concurrency"));
  }

  static JsonObject webhook(Webhook it) {
    return new JsonObject()
        .put("endpointId", it.endpointId())
        .put("url", it.url())
        .put("description", it.description())
        .put("eventTypes", new JsonArray(it.eventTypes().stream().sorted().toList()))
        .put("enabled", it.enabled())
        .put("disabledReason", it.disabledReason())
        .put("ratePerSecond", it.ratePerSecond())
        .put("concurrency", it.concurrency())
        .put("failingSince", text(it.failingSince()))
        .put("createdAt", text(it.createdAt()))
        .put("updatedAt", text(it.updatedAt()));
  }

  static JsonObject delivery(DeliveryStore.Delivery it) {
    return new JsonObject()
        .put("deliveryId", it.deliveryId().toString())
        .put("eventId", it.eventId())
        .put("eventType", it.eventType())
        .put("cause", it.cause())
        .put("state", it.state())
        .put("attempts", it.attempts())
        .put("nextAttemptAt", text(it.nextAttemptAt()))
        .put("createdAt", text(it.createdAt()))
        .put("endedAt", text(it.endedAt()));
  }

  static JsonObject delivery(DeliveryStore.Delivery it, List<DeliveryStore.Attempt> attempts) {
    var list = new JsonArray();
    attempts.forEach(
        one ->
            list.add(
                new JsonObject()
                    .put("number", one.number())
                    .put("at", text(one.at()))
                    .put("millis", one.millis())
                    .put("status", one.status())
                    .put("error", one.error())
                    .put("response", one.response())));
    return delivery(it).put("log", list);
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }
}
