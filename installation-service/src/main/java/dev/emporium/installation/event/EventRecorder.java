package dev.emporium.installation.event;

import dev.emporium.installation.store.EventLog;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Map;

/**
 * Records the facts of all four topics that OpenChannel has an event type for ({@code
 * openchannel.txt:461-488}); others pass by.
 */
public final class EventRecorder {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("app.submitted", "app.submitted"),
          Map.entry("app.approved", "app.approved"),
          Map.entry("app.suspended", "app.suspended"),
          Map.entry("app.unsuspended", "app.unsuspended"),
          Map.entry("app.rejected", "app.rejected"),
          Map.entry("app.inReview", "app.inReview"),
          Map.entry("installation.activated", "app.installed"),
          Map.entry("installation.uninstalled", "app.uninstalled"),
          Map.entry("user.created", "user.created"),
          Map.entry("user.updated", "user.updated"),
          Map.entry("developer.created", "developer.created"),
          Map.entry("developer.updated", "developer.updated"),
          Map.entry("payment.succeeded", "payment.complete"),
          Map.entry("payment.refunded", "payment.refunded"),
          Map.entry("subscription.suspended", "ownership.expired"));

  private final EventLog log;

  public EventRecorder(EventLog log) {
    this.log = log;
  }

  /** Records an event under OpenChannel's name for it, if there is one. */
  public Future<Void> record(Tx tx, Received event) {
    String type = TYPES.get(event.type());
    return type == null ? Future.succeededFuture() : record(tx, event, type);
  }

  /**
   * {@code payment.failed}: the payment of a renewal is still required; that of a purchase, which
   * has no subscription yet, was answered to the buyer.
   */
  public Future<Void> paymentFailed(Tx tx, Received event) {
    var subscriptions = event.data().getJsonArray("subscriptionIds");
    return subscriptions == null || subscriptions.isEmpty()
        ? Future.succeededFuture()
        : record(tx, event, "payment.required");
  }

  private Future<Void> record(Tx tx, Received event, String type) {
    return log.record(tx, new EventLog.Entry(id(event.id()), type, event.time(), event.data()));
  }

  /** OpenChannel's id of an event: the first 24 hex digits of the CloudEvent's. */
  static String id(String cloudEventId) {
    String digits = cloudEventId.replace("-", "");
    return digits.substring(0, Math.min(24, digits.length()));
  }
}
