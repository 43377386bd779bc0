package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.Ownership;
import dev.emporium.installation.store.EventLog;
import dev.emporium.installation.store.PlanJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** OpenChannel's Event, with the one payload its type has ({@code openchannel.txt:7055-7092}). */
final class EventJson {
  private static final Map<String, String> MESSAGES =
      Map.ofEntries(
          Map.entry("app.submitted", "An app draft has been submitted by a developer."),
          Map.entry("app.approved", "An app has been approved by a marketplace administrator."),
          Map.entry("app.suspended", "An app has been suspended."),
          Map.entry("app.unsuspended", "An app has been un-suspended."),
          Map.entry("app.rejected", "An app has been rejected by a marketplace administrator."),
          Map.entry(
              "app.inReview", "An app has been placed in-review by a marketplace administrator."),
          Map.entry("app.installed", "An app has been installed by a user."),
          Map.entry("app.uninstalled", "An app has been uninstalled by a user."),
          Map.entry("user.created", "A new user has signed up."),
          Map.entry("user.updated", "A user has been updated."),
          Map.entry("user.removed", "A user has been removed."),
          Map.entry("user.invalidPaymentDetails", "A user's payment details are no longer valid."),
          Map.entry(
              "user.paymentDetailsRequired",
              "A user's payment details are missing and a purchase could not be executed."),
          Map.entry("review.created", "A review has been created by a user."),
          Map.entry("review.updated", "A review has been updated by its user."),
          Map.entry(
              "review.approved", "A review has been approved by a marketplace administrator."),
          Map.entry(
              "review.spam", "A review has been marked as spam by a marketplace administrator."),
          Map.entry("review.removed", "A review has been removed."),
          Map.entry("developer.removed", "A developer has been removed."),
          Map.entry(
              "developer.paymentDetailsRequired",
              "A developer's payment account details have been removed."),
          Map.entry("permission.added", "A user has granted permission for an app."),
          Map.entry("permission.removed", "A user has revoked permission for an app."),
          Map.entry("developer.created", "A new developer has signed up."),
          Map.entry("developer.updated", "A developer has been updated."),
          Map.entry("payment.complete", "A user's payment for an app was successful."),
          Map.entry("payment.refunded", "A user's payment for an app has been refunded."),
          Map.entry("payment.required", "A payment is required to renew a subscription."),
          Map.entry("ownership.expired", "A subscription went unpaid and has expired."));
  private static final Set<String> WITH_APP =
      Set.of(
          "app.submitted",
          "app.approved",
          "app.suspended",
          "app.unsuspended",
          "app.rejected",
          "app.inReview");
  private static final Set<String> WITH_USER =
      Set.of("user.invalidPaymentDetails", "user.paymentDetailsRequired");
  private static final Set<String> WITH_OWNERSHIP =
      Set.of("app.installed", "app.uninstalled", "payment.required", "ownership.expired");

  private EventJson() {}

  /**
   * @param ownership what the event is about, as it is now; null when it is about something else
   * @param user the user whose payment details it is about; null when it is about something else
   */
  static JsonObject write(
      EventLog.Entry entry, String marketplace, Ownership ownership, JsonObject user) {
    var json =
        new JsonObject()
            .put("eventId", entry.eventId())
            .put("createdDate", entry.occurredAt().toEpochMilli())
            .put("message", MESSAGES.get(entry.type()))
            .put("eventType", entry.type())
            .put("marketplaceId", marketplace);
    if (WITH_APP.contains(entry.type())) {
      json.put("app", app(entry.data().getJsonObject("app")));
    } else if (WITH_OWNERSHIP.contains(entry.type()) && ownership != null) {
      json.put("ownership", atThatTime(OwnershipJson.write(ownership), entry.data()));
    } else if (entry.type().equals("payment.complete") || entry.type().equals("payment.refunded")) {
      json.put("payment", payment(entry, ownership));
    } else if (entry.type().startsWith("review.")) {
      json.put("review", review(entry.data().getJsonObject("review")));
    } else if (entry.type().startsWith("permission.")) {
      json.put("permission", permission(entry));
    } else if (entry.type().equals("developer.paymentDetailsRequired")) {
      json.put(
          "developer", new JsonObject().put("developerId", entry.data().getString("developerId")));
    } else if (user != null) {
      json.put("user", user);
    }
    return json;
  }

  /** The types there are. */
  static Set<String> types() {
    return MESSAGES.keySet();
  }

  /** The user whose payment details an event is about. */
  static Optional<UUID> user(EventLog.Entry entry) {
    if (!WITH_USER.contains(entry.type())) {
      return Optional.empty();
    }
    JsonObject subscription = entry.data().getJsonObject("subscription", entry.data());
    return Optional.ofNullable(subscription.getString("userId")).map(UUID::fromString);
  }

  private static JsonObject review(JsonObject it) {
    var json =
        new JsonObject()
            .put("reviewId", it.getString("reviewId"))
            .put("headline", it.getString("headline"))
            .put("description", it.getString("description"))
            .put("rating", it.getValue("rating"))
            .put(
                "status",
                new JsonObject()
                    .put("value", it.getString("status"))
                    .put("reason", it.getString("reason")))
            .put("reportDate", Instant.parse(it.getString("reportedAt")).toEpochMilli())
            .put("appId", it.getString("openchannelAppId"))
            .put("appName", it.getString("appName"))
            .put("userId", it.getString("userId"))
            .put("customData", it.getJsonObject("customData", new JsonObject()));
    return it.getBoolean("isDeleted", false) ? json.put("isDeleted", true) : json;
  }

  private static JsonObject permission(EventLog.Entry entry) {
    JsonObject data = entry.data();
    return new JsonObject()
        .put("appId", data.getString("openchannelAppId"))
        .put("userId", data.getString("openchannelUserId"))
        .put("date", Instant.parse(data.getString("date")).toEpochMilli())
        .put("access", data.getJsonArray("access"))
        .put("isValid", entry.type().equals("permission.added"));
  }

  /** The installation an event names itself. */
  static Optional<UUID> installation(EventLog.Entry entry) {
    return Optional.ofNullable(entry.data().getJsonObject("installation"))
        .map(it -> UUID.fromString(it.getString("installationId")));
  }

  /** The subscription an event is about, the first of several. */
  static Optional<UUID> subscription(EventLog.Entry entry) {
    JsonObject one = entry.data().getJsonObject("subscription");
    if (one != null) {
      return Optional.of(UUID.fromString(one.getString("subscriptionId")));
    }
    JsonArray several = entry.data().getJsonArray("subscriptionIds", new JsonArray());
    return several.isEmpty()
        ? Optional.empty()
        : Optional.of(UUID.fromString(several.getString(0)));
  }

  private static JsonObject atThatTime(JsonObject ownership, JsonObject data) {
    JsonObject then = data.getJsonObject("installation");
    if (then != null) {
      ownership
          .put("ownershipStatus", then.getString("licence"))
          .put("ownershipType", then.getString("ownershipType"));
      String expires = then.getString("expires");
      if (expires == null) {
        ownership.remove("expires");
      } else {
        ownership.put("expires", Instant.parse(expires).toEpochMilli());
      }
      if (then.getString("licence").equals("active")) {
        ownership.remove("uninstallDate");
      }
    }
    return ownership;
  }

  private static JsonObject app(JsonObject app) {
    var models = new JsonArray();
    app.getJsonArray("plans", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .forEach(plan -> models.add(OwnershipJson.model(PlanJson.read(plan))));
    return new JsonObject()
        .put("appId", app.getString("openchannelId"))
        .put("name", app.getString("name"))
        .put("developerId", app.getString("developerId"))
        .put("version", app.getValue("version"))
        .put("model", models)
        .put("access", app.getJsonArray("access", new JsonArray()))
        .put("allow", app.getJsonObject("allow", new JsonObject()))
        .put("restrict", app.getJsonObject("restrict", new JsonObject()))
        .put("status", new JsonObject().put("value", app.getString("status")))
        .put("isLive", app.getBoolean("onSale", false));
  }

  /**
   * Billing tells the transactions of a payment; one that was told before it did has its number.
   */
  private static String transactionId(JsonObject data) {
    JsonArray transactions = data.getJsonArray("transactions", new JsonArray());
    return transactions.isEmpty()
        ? String.valueOf(data.getValue("paymentNumber"))
        : transactions.getJsonObject(0).getString("transactionId");
  }

  private static JsonObject payment(EventLog.Entry entry, Ownership ownership) {
    JsonObject data = entry.data();
    var amount = PlanJson.money(data.getJsonObject("amount"));
    var json =
        new JsonObject()
            .put("transactionId", transactionId(data))
            .put("date", entry.occurredAt().toEpochMilli())
            .put("type", entry.type().equals("payment.refunded") ? "refund" : "payment")
            .put("amount", amount.minor());
    if (ownership != null) {
      json.put("ownershipId", ownership.installation().ownershipId());
      OwnershipJson.put(json, "appId", ownership.appId());
      OwnershipJson.put(json, "userId", ownership.userId());
      OwnershipJson.put(json, "developerId", ownership.developerId());
    }
    return json;
  }
}
