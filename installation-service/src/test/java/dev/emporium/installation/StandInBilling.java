package dev.emporium.installation;

import dev.emporium.kit.event.Event;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Billing's side of the sagas, as ARCHITECTURE.md tells it, without money: an instrument whose id
 * begins with {@code declined} is declined, one with {@code silent} is never answered for.
 */
final class StandInBilling {
  private final Map<String, JsonObject> subscriptions = new ConcurrentHashMap<>();
  private final Set<String> purchases = ConcurrentHashMap.newKeySet();

  void wire(Wiring wiring) {
    wiring.consume("installation", "purchase.requested", this::requested);
    wiring.consume("installation", "installation.uninstalled", this::uninstalled);
  }

  private Future<?> requested(Tx tx, Received event) {
    JsonObject purchase = event.data();
    String instrument = String.valueOf(purchase.getString("paymentInstrumentId"));
    if (instrument.startsWith("silent") || !purchases.add(purchase.getString("purchaseId"))) {
      return Future.succeededFuture();
    }
    if (instrument.startsWith("declined")) {
      return tx.append(
          new Event(
              "purchase.rejected",
              "purchase",
              purchase.getString("purchaseId"),
              new JsonObject()
                  .put("purchaseId", purchase.getString("purchaseId"))
                  .put("origin", purchase.getString("origin"))
                  .putNull("cartId")
                  .put("installationId", purchase.getString("installationId"))
                  .put("reason", "PAYMENT_FAILED")
                  .put("message", "The credit card has been declined.")));
    }
    JsonObject subscription = subscription(purchase, tx);
    subscriptions.put(subscription.getString("subscriptionId"), subscription);
    return tx.append(event("subscription.activated", subscription));
  }

  private Future<?> uninstalled(Tx tx, Received event) {
    String id = event.data().getJsonObject("installation").getString("subscriptionId");
    JsonObject subscription = id == null ? null : subscriptions.remove(id);
    return subscription == null
        ? Future.succeededFuture()
        : tx.append(
            event("subscription.cancelled", subscription.copy().put("status", "CANCELLED")));
  }

  private static JsonObject subscription(JsonObject purchase, Tx tx) {
    JsonObject item = purchase.getJsonArray("items").getJsonObject(0);
    boolean trial = item.getInteger("trialDays") > 0;
    boolean recurring = item.getString("type").equals("recurring");
    return Shop.subscription(
        new JsonObject()
            .put("subscriptionId", Ids.uuid7().toString())
            .put("purchaseId", purchase.getString("purchaseId"))
            .put("itemId", item.getString("itemId"))
            .put("installationId", purchase.getString("installationId"))
            .put("origin", purchase.getString("origin"))
            .put("appId", item.getString("appId"))
            .put("planId", item.getString("planId"))
            .put("modelId", item.getString("modelId"))
            .put("companyId", purchase.getString("ownerCompanyId"))
            .put("userId", purchase.getString("ownerUserId"))
            .put("type", item.getString("type"))
            .put("license", item.getString("license"))
            .put("status", trial ? "FREE_TRIAL" : "ACTIVE")
            .put("trialEndsAt", trial ? tx.now().plus(Duration.ofDays(14)).toString() : null)
            .put("periodEndsAt", recurring ? tx.now().plus(Duration.ofDays(30)).toString() : null),
        item.getJsonArray("lines").getJsonObject(0).getString("unitPrice"));
  }

  static Event event(String type, JsonObject subscription) {
    return new Event(
        type,
        "subscription",
        subscription.getString("subscriptionId"),
        new JsonObject().put("subscription", subscription));
  }
}
