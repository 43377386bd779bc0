package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.domain.SubscriptionStatus;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.IntentStore;
import dev.emporium.billing.store.PurchaseStore;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Ends subscriptions. It happens at once, without a refund, unless a charge for a renewal has no
 * outcome yet: then the cancellation waits for it. Add-ons end with what they were bought for.
 */
public final class Cancellations {
  private Cancellations() {}

  /** How far a cancellation came. */
  public enum Result {
    EXECUTED,
    PENDING
  }

  /** Consumes the ends of installations. */
  public static void wire(Wiring wiring) {
    wiring.consume("installation", "installation.uninstalled", Cancellations::uninstalled);
  }

  /**
   * Cancels; doing it again changes nothing and answers the same.
   *
   * @param mayCancel throws when the caller may not
   */
  public static Future<Result> cancel(Tx tx, UUID id, Consumer<Subscription> mayCancel) {
    return SubscriptionStore.lock(tx, id)
        .compose(
            found -> {
              Subscription subscription =
                  found.orElseThrow(() -> Failure.notFound("The subscription was not found"));
              mayCancel.accept(subscription);
              if (subscription.status() == SubscriptionStatus.CANCELLED) {
                return Future.succeededFuture(Result.EXECUTED);
              }
              return IntentStore.isOpenFor(tx, id)
                  .compose(
                      waiting ->
                          waiting
                              ? SubscriptionStore.requestCancel(tx, id).map(Result.PENDING)
                              : end(tx, subscription).map(Result.EXECUTED));
            });
  }

  /** Ends a locked subscription, then its add-ons and theirs, each with its event. */
  static Future<Void> end(Tx tx, Subscription subscription) {
    Subscription ended = subscription.cancelled(tx.now());
    return change(tx, subscription, ended, "cancelled")
        .compose(done -> SubscriptionStore.addOnsOf(tx, subscription.id()))
        .compose(addOns -> Steps.each(addOns, addOn -> cancel(tx, addOn, any -> {})))
        .mapEmpty();
  }

  /** Writes a transition with its event. */
  static Future<Void> change(Tx tx, Subscription before, Subscription after, String change) {
    return SubscriptionStore.update(tx, after, before.status())
        .compose(done -> tx.append(BillingEvents.subscription(change, after)));
  }

  private static Future<?> uninstalled(Tx tx, Received event) {
    var installation = event.data().getJsonObject("installation");
    String subscriptionId = installation.getString("subscriptionId");
    UUID installationId = UUID.fromString(installation.getString("installationId"));
    return PurchaseStore.installationEnded(tx, installationId)
        .compose(
            done ->
                SubscriptionStore.ofInstallation(
                    tx,
                    installationId,
                    subscriptionId == null ? null : UUID.fromString(subscriptionId)))
        .compose(ids -> Steps.each(ids, id -> cancel(tx, id, any -> {})));
  }
}
