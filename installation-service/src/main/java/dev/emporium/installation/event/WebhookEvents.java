package dev.emporium.installation.event;

import dev.emporium.installation.domain.Webhook;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;

/** {@code webhook.created|updated|removed|disabled}: never the secret, nor the URL. */
public final class WebhookEvents {
  private WebhookEvents() {}

  /**
   * A change.
   *
   * @param reason why it was disabled, or null
   */
  public static Event of(String verb, Webhook it, String reason) {
    var data =
        new JsonObject()
            .put("endpointId", it.endpointId())
            .put("enabled", reason == null && it.enabled());
    return new Event(
        "webhook." + verb,
        "webhook",
        it.endpointId(),
        reason == null ? data : data.put("reason", reason));
  }
}
