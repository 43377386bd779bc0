package dev.emporium.installation.event;

import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Integration;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.domain.Owned;
import dev.emporium.installation.domain.Plan;
import dev.emporium.installation.domain.Purchase;
import dev.emporium.installation.store.ConsentInstaller;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Installs an app for a company as a whole, as OAuth's consent and Pleo's POST do: the company's
 * valid installation when there is one, else a new one with the app's plainest plan.
 */
public final class ConsentInstallation implements ConsentInstaller {
  private final Database database;
  private final InstallationStore installations;
  private final OfferStore offers;
  private final Installing installing;

  public ConsentInstallation(
      Database database,
      InstallationStore installations,
      OfferStore offers,
      Installing installing) {
    this.database = database;
    this.installations = installations;
    this.offers = offers;
    this.installing = installing;
  }

  /**
   * @param integration what the integration's state becomes by being asked for
   */
  public record Wish(
      UUID marketplace,
      UUID appId,
      UUID companyId,
      UUID userId,
      UnaryOperator<Integration> integration) {}

  @Override
  public Future<UUID> authorize(Consent consent) {
    boolean pleo = consent.dialect().equals("pleo");
    return install(
            new Wish(
                consent.marketplace(),
                consent.appId(),
                consent.companyId(),
                consent.userId(),
                pleo ? Integration::authorized : UnaryOperator.identity()))
        .map(
            installed -> {
              if (installed.pending()) {
                throw Failure.conflict(
                    "The purchase of this app is still under way; try again in a moment");
              }
              return installed.id();
            });
  }

  /**
   * Finds or makes the company's installation and waits for billing, bounded.
   *
   * @return pending when the bound has passed. Fails 404 when the app is unknown or not for sale,
   *     402 or 412 when it costs something that could not be paid
   */
  public Future<Installation> install(Wish wish) {
    return installing
        .patiently(wish.marketplace(), "app/" + wish.appId(), tx -> begin(tx, wish))
        .compose(asked -> installing.ended(wish.marketplace(), asked));
  }

  private Future<Installation> begin(Tx tx, Wish wish) {
    return installations
        .lock(tx, wish.appId(), wish.companyId())
        .compose(locked -> installations.of(tx, wish.appId(), wish.userId(), wish.companyId()))
        .map(all -> new Owned(all, wish.userId(), wish.companyId()).withinCompany())
        .compose(
            owned -> {
              var there = owned.ofCompany().or(owned::pendingOfCompany);
              if (there.isPresent()) {
                return integrating(tx, there.get(), wish.integration());
              }
              return offers.find(tx, wish.appId()).compose(app -> buy(tx, wish, owned, app));
            });
  }

  private Future<Installation> buy(Tx tx, Wish wish, Owned owned, Optional<Offer> app) {
    Offer offer = app.filter(Offer::onSale).orElseThrow(Offer::notFound);
    Plan plan = offer.plainest().orElseThrow(Offer::notFound);
    return installing.begin(
        tx,
        new Installing.Ask(
            offer,
            plan,
            new Purchase.Buyer(wish.userId(), wish.companyId(), "oauth"),
            owned,
            wish.integration().apply(Integration.none()),
            null));
  }

  private Future<Installation> integrating(Tx tx, Installation it, UnaryOperator<Integration> how) {
    Integration next = how.apply(it.integration());
    if (next.equals(it.integration())) {
      return Future.succeededFuture(it);
    }
    return installations
        .update(tx, it.integrating(next, tx.now()))
        .compose(now -> tx.append(InstallationEvents.updated(now)).map(now));
  }

  @Override
  public Future<Optional<String>> appName(UUID marketplace, UUID appId) {
    return database.read(
        marketplace, tx -> offers.find(tx, appId).map(offer -> offer.map(Offer::name)));
  }
}
