package dev.emporium.installation.event;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Entitlement;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.domain.OwnershipType;
import dev.emporium.installation.domain.Refusal;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.installation.store.SubscriptionStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What billing's news of subscriptions and purchases does to installations. Each event of a
 * subscription is applied once and never after a later one; what an installation is already,
 * changes nothing and tells nothing, so that both sides' loops end.
 */
public final class SubscriptionNews {
  private final InstallationStore installations;
  private final SubscriptionStore subscriptions;
  private final OfferStore offers;
  private final Endings endings;
  private final EventRecorder recorder;

  public SubscriptionNews(
      InstallationStore installations,
      SubscriptionStore subscriptions,
      OfferStore offers,
      Endings endings,
      EventRecorder recorder) {
    this.installations = installations;
    this.subscriptions = subscriptions;
    this.offers = offers;
    this.endings = endings;
    this.recorder = recorder;
  }

  /** {@code subscription.*}. */
  public Future<?> told(Tx tx, Received event) {
    JsonObject json = event.data().getJsonObject("subscription");
    Entitlement it = SubscriptionJson.read(json);
    return subscriptions
        .advance(tx, it.subscriptionId(), json.getString("status"), event.sequence())
        .compose(isNews -> isNews ? apply(tx, event, it) : Future.succeededFuture());
  }

  private Future<?> apply(Tx tx, Received event, Entitlement it) {
    return switch (event.type()) {
      case "subscription.activated" -> activated(tx, it);
      case "subscription.renewed", "subscription.resumed" -> continued(tx, it);
      case "subscription.suspended" ->
          suspended(tx, it).compose(done -> recorder.expired(tx, event));
      case "subscription.cancelled" -> cancelled(tx, it);
      default -> Future.succeededFuture();
    };
  }

  private Future<?> activated(Tx tx, Entitlement it) {
    return (it.installationId() != null
            ? installations.forUpdate(tx, it.installationId())
            : installations.byItemForUpdate(tx, it.purchaseId(), it.itemId()))
        .compose(
            found -> found.isPresent() ? answered(tx, found.get(), it) : sold(tx, it).mapEmpty());
  }

  private Future<Void> answered(Tx tx, Installation asked, Entitlement it) {
    if (!it.purchaseId().equals(asked.terms().purchaseId()) || asked.active()) {
      return Future.succeededFuture();
    }
    if (asked.pending()) {
      return installations
          .update(tx, asked.activated(it, tx.now()))
          .compose(
              now ->
                  tx.append(InstallationEvents.activated(now))
                      .compose(done -> tx.signal(Installing.signal(now.id()))));
    }
    return installations
        .update(tx, asked.attached(it.subscriptionId(), tx.now()))
        .compose(
            late ->
                tx.append(
                    InstallationEvents.uninstalled(
                        late, "ended before billing answered", late.standing().endedBy())));
  }

  private Future<Installation> sold(Tx tx, Entitlement it) {
    return offers
        .find(tx, it.appId())
        .map(offer -> offer.flatMap(app -> plan(app, it)).orElse(it))
        .compose(
            known ->
                installations.insert(
                    tx,
                    Installation.bought(
                        it.installationId() == null ? Ids.uuid7() : it.installationId(),
                        Ids.hex24(),
                        known,
                        tx.now())))
        .compose(now -> tx.append(InstallationEvents.activated(now)).map(now));
  }

  private static Optional<Entitlement> plan(Offer app, Entitlement it) {
    return app.plans().stream()
        .filter(plan -> plan.planId().equals(it.plan().planId()))
        .findFirst()
        .map(it::known);
  }

  private Future<?> continued(Tx tx, Entitlement it) {
    return installations
        .bySubscriptionForUpdate(tx, it.subscriptionId())
        .compose(
            found -> {
              if (found.filter(now -> now.active() || now.lapsed()).isEmpty()) {
                return Future.succeededFuture();
              }
              Installation now = found.get();
              OwnershipType type = it.ownershipType();
              boolean same =
                  now.active()
                      && now.standing().type() == type
                      && Objects.equals(now.standing().expires(), it.expires());
              return same ? Future.succeededFuture() : updated(tx, now.continued(it, tx.now()));
            });
  }

  private Future<?> suspended(Tx tx, Entitlement it) {
    return installations
        .bySubscriptionForUpdate(tx, it.subscriptionId())
        .compose(
            found ->
                found.filter(Installation::active).isPresent()
                    ? updated(tx, found.get().lapsed(tx.now()))
                    : Future.succeededFuture());
  }

  private Future<Void> updated(Tx tx, Installation changed) {
    return installations
        .update(tx, changed)
        .compose(now -> tx.append(InstallationEvents.updated(now)));
  }

  private Future<?> cancelled(Tx tx, Entitlement it) {
    var cause = new Endings.Cause(Channel.APPDIRECT, true, null);
    return installations
        .bySubscriptionForUpdate(tx, it.subscriptionId())
        .compose(
            found ->
                found.filter(Installation::live).isPresent()
                    ? endings.end(tx, found.get(), cause)
                    : Future.succeededFuture());
  }

  /** {@code purchase.rejected}: ends the installation that waited for it. */
  public Future<?> rejected(Tx tx, Received event) {
    String id = event.data().getString("installationId");
    if (id == null) {
      return Future.succeededFuture();
    }
    var why = new Refusal(event.data().getString("reason"), event.data().getString("message"));
    UUID purchase = UUID.fromString(event.data().getString("purchaseId"));
    return installations
        .forUpdate(tx, UUID.fromString(id))
        .compose(
            found ->
                found
                        .filter(Installation::pending)
                        .filter(it -> it.terms().purchaseId().equals(purchase))
                        .isPresent()
                    ? updated(tx, found.get().refused(why, tx.now()))
                        .compose(done -> recorder.purchaseRejected(tx, event, found.get().userId()))
                        .compose(done -> tx.signal(Installing.signal(found.get().id())))
                    : Future.succeededFuture());
  }
}
