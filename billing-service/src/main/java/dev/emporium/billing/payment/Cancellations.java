package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Commitment;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Ends subscriptions. It happens at once, without a refund, unless a charge for a renewal has no
 * outcome yet: then the cancellation waits for it. Add-ons end with what they were bought for. Only
 * AppDirect's request is refused by a contract: what another dialect uninstalled is gone already.
 */
public final class Cancellations {
  /** Ends that no customer asked for, as installation calls them. */
  private static final Set<String> BY_ITSELF = Set.of("expired", "user removed");

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
   * Cancels as the customer asks, if the contract allows it and at the fee it names; doing it again
   * changes nothing and answers the same.
   *
   * @param mayCancel throws when the caller may not
   */
  public static Future<Result> cancel(Tx tx, UUID id, Consumer<Subscription> mayCancel) {
    return cancel(
        tx,
        id,
        true,
        subscription -> {
          mayCancel.accept(subscription);
          if (subscription.status() != SubscriptionStatus.CANCELLED) {
            Commitment.of(subscription).requireCancellable(tx.now());
          }
        });
  }

  /**
   * @param charged whether what the contract asks for an early end is charged
   */
  private static Future<Result> cancel(
      Tx tx, UUID id, boolean charged, Consumer<Subscription> mayCancel) {
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
                              : end(tx, subscription, charged).map(Result.EXECUTED));
            });
  }

  /**
   * Ends a locked subscription, then its add-ons and theirs, each with its event.
   *
   * @param charged whether what their contracts ask for an early end is charged
   */
  static Future<Void> end(Tx tx, Subscription subscription, boolean charged) {
    Subscription ended = subscription.cancelled(tx.now());
    return change(tx, subscription, ended, "cancelled")
        .compose(
            done -> charged ? TerminationFees.charge(tx, subscription) : Future.succeededFuture())
        .compose(done -> SubscriptionStore.addOnsOf(tx, subscription.id()))
        .compose(addOns -> Steps.each(addOns, addOn -> cancel(tx, addOn, charged, any -> {})))
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
    String reason = event.data().getString("reason");
    boolean charged = reason == null || !BY_ITSELF.contains(reason);
    return PurchaseStore.installationEnded(tx, installationId)
        .compose(
            done ->
                SubscriptionStore.ofInstallation(
                    tx,
                    installationId,
                    subscriptionId == null ? null : UUID.fromString(subscriptionId)))
        .compose(ids -> Steps.each(ids, id -> cancel(tx, id, charged, any -> {})));
  }
}
