package dev.emporium.installation.event;

import dev.emporium.installation.store.EventLog;
import dev.emporium.installation.store.InstrumentStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Records the facts of all four topics that OpenChannel has an event type for ({@code
 * openchannel.txt:461-488}); others pass by. A fact may be several events of OpenChannel's.
 */
public final class EventRecorder {
  private static final Set<String> SAME =
      Set.of(
          "app.submitted",
          "app.approved",
          "app.suspended",
          "app.unsuspended",
          "app.rejected",
          "app.inReview",
          "review.created",
          "review.updated",
          "review.approved",
          "review.spam",
          "review.removed",
          "user.created",
          "user.updated",
          "user.removed",
          "developer.created",
          "developer.updated",
          "developer.removed",
          "permission.added",
          "permission.removed");
  private static final Map<String, String> OTHERS =
      Map.of(
          "installation.activated", "app.installed",
          "installation.uninstalled", "app.uninstalled",
          "payment.succeeded", "payment.complete",
          "payment.refunded", "payment.refunded",
          "developer-account.disconnected", "developer.paymentDetailsRequired",
          "developer-share.held", "developer.paymentDetailsRequired");

  private final EventLog log;
  private final InstrumentStore instruments;

  public EventRecorder(EventLog log, InstrumentStore instruments) {
    this.log = log;
    this.instruments = instruments;
  }

  /** Records an event under OpenChannel's name for it, if there is one. */
  public Future<Void> record(Tx tx, Received event) {
    String type = SAME.contains(event.type()) ? event.type() : OTHERS.get(event.type());
    if (type == null) {
      return Future.succeededFuture();
    }
    boolean expired =
        type.equals("app.uninstalled") && Expiry.REASON.equals(event.data().getString("reason"));
    return record(tx, event, expired ? "ownership.expired" : type);
  }

  /**
   * {@code payment.failed}: the user's payment details do not work; of a renewal, the payment is
   * still required. That of a purchase, which has no subscription yet, was answered to the buyer.
   */
  public Future<Void> paymentFailed(Tx tx, Received event) {
    var subscriptions = event.data().getJsonArray("subscriptionIds");
    Future<Void> required =
        subscriptions == null || subscriptions.isEmpty()
            ? Future.succeededFuture()
            : record(tx, event, "payment.required");
    return required.compose(done -> also(tx, event, "user.invalidPaymentDetails"));
  }

  /** {@code payment-instrument.updated}: it may have become useless. */
  public Future<Void> instrument(Tx tx, Received event) {
    return event.data().getBoolean("usable", true)
        ? Future.succeededFuture()
        : record(tx, event, "user.invalidPaymentDetails");
  }

  /** {@code purchase.rejected}: perhaps because there was nothing to pay with any more. */
  public Future<Void> purchaseRejected(Tx tx, Received event, UUID userId) {
    return "PAYMENT_REQUIRED".equals(event.data().getString("reason")) && userId != null
        ? record(
            tx,
            event,
            "user.paymentDetailsRequired",
            event.data().copy().put("userId", userId.toString()))
        : Future.succeededFuture();
  }

  /**
   * {@code subscription.suspended}: its renewal was not paid. When nothing could be charged, no
   * failed payment has told that one was required.
   */
  public Future<Void> expired(Tx tx, Received event) {
    JsonObject subscription = event.data().getJsonObject("subscription");
    UUID company = UUID.fromString(subscription.getString("companyId"));
    return instruments
        .usable(tx, company)
        .compose(
            usable ->
                usable.isPresent()
                    ? Future.succeededFuture()
                    : also(tx, event, "payment.required")
                        .compose(done -> also(tx, event, "user.paymentDetailsRequired")))
        .compose(done -> record(tx, event, "ownership.expired"));
  }

  private Future<Void> record(Tx tx, Received event, String type) {
    return record(tx, event, type, event.data());
  }

  private Future<Void> record(Tx tx, Received event, String type, JsonObject data) {
    return log.record(tx, new EventLog.Entry(id(event.id()), type, event.time(), data));
  }

  private Future<Void> also(Tx tx, Received event, String type) {
    return log.record(
        tx, new EventLog.Entry(id(event.id(), type), type, event.time(), event.data()));
  }

  /** OpenChannel's id of an event: the first 24 hex digits of the CloudEvent's. */
  static String id(String cloudEventId) {
    String digits = cloudEventId.replace("-", "");
    return digits.substring(0, Math.min(24, digits.length()));
  }

  /** The id of a further event of the same fact: always the same one. */
  static String id(String cloudEventId, String type) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((cloudEventId + " " + type).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
