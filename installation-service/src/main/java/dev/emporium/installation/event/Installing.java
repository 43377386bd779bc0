package dev.emporium.installation.event;

import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Integration;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.domain.Owned;
import dev.emporium.installation.domain.Plan;
import dev.emporium.installation.domain.Purchase;
import dev.emporium.installation.domain.Refusal;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.InstrumentStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Signals;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Starts the purchase saga for an installation and waits, bounded, for its end: a pending
 * installation and {@code purchase.requested} in one transaction, then billing's answer.
 */
public final class Installing {
  private final Database database;
  private final Signals signals;
  private final Arrivals arrivals;
  private final InstallationStore installations;
  private final InstrumentStore instruments;
  private final Duration answer;

  /**
   * @param answer how long billing's answer is waited for
   */
  public Installing(
      Database database,
      Signals signals,
      InstallationStore installations,
      InstrumentStore instruments,
      Duration answer) {
    this.database = database;
    this.signals = signals;
    this.arrivals = new Arrivals(signals);
    this.installations = installations;
    this.instruments = instruments;
    this.answer = answer;
  }

  /**
   * A wish to install that has passed its rules.
   *
   * @param owned what the buyer has of the app
   * @param customData OpenChannel's; may be null
   */
  public record Ask(
      Offer offer,
      Plan plan,
      Purchase.Buyer buyer,
      Owned owned,
      Integration integration,
      Map<String, Object> customData) {}

  /**
   * Makes the pending installation, or takes an uninstalled one up again, and asks billing. The
   * caller holds {@link InstallationStore#lock}. Fails (402) when it costs something and the
   * company has nothing to pay with.
   */
  public Future<Installation> begin(Tx tx, Ask ask) {
    Optional<Installation> returning = ask.owned().returning(ask.plan());
    Purchase purchase =
        Purchase.of(
            Ids.uuid7(),
            Ids.uuid7(),
            returning.map(Installation::id).orElseGet(Ids::uuid7),
            ask.buyer(),
            ask.offer(),
            ask.plan(),
            returning.isPresent(),
            ask.owned().triedBefore(),
            tx.now());
    return paid(tx, purchase)
        .compose(
            payable -> {
              if (returning.isPresent()) {
                var again = returning.get().askedAgain(payable, ask.customData(), tx.now());
                return installations
                    .update(tx, again)
                    .compose(kept -> tx.append(InstallationEvents.updated(kept)).map(kept))
                    .compose(
                        kept -> tx.append(InstallationEvents.purchaseRequested(payable)).map(kept));
              }
              var asked = payable.asked(Ids.hex24(), ask.integration(), ask.customData());
              return installations
                  .insert(tx, asked)
                  .compose(kept -> tx.append(InstallationEvents.created(kept)).map(kept))
                  .compose(
                      kept -> tx.append(InstallationEvents.purchaseRequested(payable)).map(kept));
            });
  }

  private Future<Purchase> paid(Tx tx, Purchase purchase) {
    return instruments
        .usable(tx, purchase.companyId())
        .map(
            instrument -> {
              if (purchase.costs() && instrument.isEmpty()) {
                throw Refusal.noPaymentDetails();
              }
              return purchase.paidBy(instrument.orElse(null));
            });
  }

  /**
   * Runs a transaction that may miss what another service has only just told: a missing app, model
   * or payment instrument is waited for before it is refused.
   *
   * @param app the key the catalog's news of the app is signalled with
   */
  public <T> Future<T> patiently(UUID marketplace, String app, Function<Tx, Future<T>> work) {
    return arrivals.accepted(
        () -> database.inMarketplace(marketplace, work),
        refused -> awaited(marketplace, app, refused));
  }

  private static Optional<String> awaited(UUID marketplace, String app, Throwable refused) {
    if (!(refused instanceof Failure failure)) {
      return Optional.empty();
    }
    return switch (failure.kind()) {
      case PAYMENT_REQUIRED -> Optional.of(InstrumentNews.signal(marketplace));
      case NOT_FOUND, INVALID -> Optional.of(app);
      default -> Optional.empty();
    };
  }

  /**
   * Waits for the end of a pending installation's purchase.
   *
   * @return the installation as it is then; still pending when the bound has passed. Fails with
   *     billing's refusal (402, 412).
   */
  public Future<Installation> ended(UUID marketplace, Installation asked) {
    if (!asked.pending()) {
      return Future.succeededFuture(asked);
    }
    Future<Boolean> signalled = signals.await(signal(asked.id()), answer);
    return reread(marketplace, asked)
        .compose(
            now ->
                now.pending()
                    ? signalled.compose(done -> reread(marketplace, asked))
                    : Future.succeededFuture(now))
        .map(
            now -> {
              if (now.terms().refusal() != null) {
                throw now.terms().refusal().failure();
              }
              return now;
            });
  }

  private Future<Installation> reread(UUID marketplace, Installation asked) {
    return database.read(
        marketplace, tx -> installations.find(tx, asked.id()).map(found -> found.orElse(asked)));
  }

  /** What those who wait for an installation wait for. */
  static String signal(UUID installationId) {
    return "installation/" + installationId;
  }
}
