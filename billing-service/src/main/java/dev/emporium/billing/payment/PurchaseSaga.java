package dev.emporium.billing.payment;

import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentGateway.Outcome;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.Purchase;
import dev.emporium.billing.domain.PurchaseRules;
import dev.emporium.billing.domain.PurchaseRules.Decision;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.event.PurchaseJson;
import dev.emporium.billing.store.InstrumentStore;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.billing.store.PurchaseStore;
import dev.emporium.billing.store.PurchaseStore.Entry;
import dev.emporium.billing.store.PurchaseStore.State;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Signals;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sells what checkout or installation has placed. A purchase is remembered first (RECEIVED), then
 * the intent to charge is (CHARGING), then the gateway is asked with the purchase's id as its key,
 * then the outcome and everything that follows from it is booked; each in a transaction of its own.
 * A purchase that was left at any point is taken up again by a periodic job and asks the gateway
 * with the same key, so money is taken once.
 */
public final class PurchaseSaga {
  private static final Logger LOG = LoggerFactory.getLogger(PurchaseSaga.class);
  private static final int BATCH = 50;
  private final Database database;
  private final Signals signals;
  private final Projections projections;
  private final PaymentGateway gateway;

  public PurchaseSaga(
      Database database, Signals signals, Projections projections, PaymentGateway gateway) {
    this.database = database;
    this.signals = signals;
    this.projections = projections;
    this.gateway = gateway;
  }

  /** Consumes purchases and takes up those that were left. */
  public void wire(Wiring wiring) {
    wiring.consume("checkout", "purchase.placed", this::receive);
    wiring.consume("installation", "purchase.requested", this::receive);
    wiring.every("billing-purchases", Duration.ofSeconds(1), this::resume);
  }

  private Future<?> receive(Tx tx, Received event) {
    Purchase purchase = read(event);
    String key = "purchase-received/" + purchase.id();
    var committed = signals.await(key, Duration.ofSeconds(10));
    return PurchaseStore.receive(tx, purchase.id(), purchase.installationId(), event.data())
        .compose(
            isNew -> {
              if (isNew) {
                committed.onSuccess(done -> start(event.marketplace(), purchase, done));
                return tx.signal(key);
              }
              return Future.succeededFuture();
            });
  }

  private void start(UUID marketplace, Purchase purchase, boolean committed) {
    if (committed) {
      begin(marketplace, purchase)
          .onFailure(failure -> LOG.warn("purchase {} is left for later", purchase.id(), failure));
    }
  }

  private static Purchase read(Received event) {
    try {
      return PurchaseJson.read(event.data()).checked();
    } catch (Failure refused) {
      throw refused;
    } catch (RuntimeException malformed) {
      throw Failure.invalid("data", "is not a purchase: " + malformed.getMessage());
    }
  }

  private Future<?> resume() {
    return Marketplaces.all(database).compose(all -> Steps.each(all, this::resume));
  }

  private Future<Void> resume(UUID marketplace) {
    return database
        .read(marketplace, tx -> PurchaseStore.left(tx, BATCH))
        .compose(
            left ->
                Steps.each(
                    left,
                    id ->
                        advance(marketplace, id)
                            .recover(
                                failure -> {
                                  LOG.warn("purchase {} is left for later", id, failure);
                                  return postpone(marketplace, id);
                                })))
        .mapEmpty();
  }

  /** Brings a purchase as far as it gets; harmless when it has ended or somebody else is at it. */
  public Future<Void> advance(UUID marketplace, UUID id) {
    return database
        .read(marketplace, tx -> PurchaseStore.find(tx, id))
        .compose(
            entry ->
                entry.isEmpty()
                    ? Future.succeededFuture()
                    : switch (entry.get().state()) {
                      case RECEIVED ->
                          begin(marketplace, PurchaseJson.read(entry.get().document()));
                      case CHARGING -> charge(marketplace, id);
                      case COMPLETED, REJECTED -> Future.succeededFuture();
                    });
  }

  private Future<Void> begin(UUID marketplace, Purchase purchase) {
    return prepare(marketplace, purchase, false)
        .compose(
            step ->
                step instanceof Step.Strangers
                    ? isKnown(marketplace, purchase)
                        .compose(known -> prepare(marketplace, purchase, true))
                    : Future.succeededFuture(step))
        .compose(
            step ->
                step instanceof Step.Ask ask
                    ? take(marketplace, purchase.id(), ask.charge())
                    : Future.succeededFuture());
  }

  /** What a look at a received purchase came to. */
  private sealed interface Step {
    /** The gateway is to be asked. */
    record Ask(PaymentGateway.Charge charge) implements Step {}

    /** Buyer or owner are not known yet. */
    record Strangers() implements Step {}

    /** Nothing more to do. */
    record Done() implements Step {}
  }

  /**
   * @param waited whether those not known now are not known at all
   */
  private Future<Step> prepare(UUID marketplace, Purchase purchase, boolean waited) {
    return database.inMarketplace(
        marketplace,
        tx -> {
          var locked = PurchaseStore.lock(tx, purchase.id());
          var known = knows(tx, purchase);
          var instruments = InstrumentStore.ofCompany(tx, purchase.buyerCompanyId());
          return Future.all(locked, known, instruments)
              .compose(
                  all -> {
                    Entry entry = locked.result().orElseThrow();
                    return switch (entry.state()) {
                      case RECEIVED ->
                          !known.result() && !waited && !entry.installationEnded()
                              ? Future.succeededFuture(new Step.Strangers())
                              : decide(tx, entry, purchase, known.result(), instruments.result());
                      case CHARGING ->
                          InstrumentStore.find(tx, entry.instrumentId())
                              .map(found -> new Step.Ask(ask(marketplace, entry, purchase, found)));
                      case COMPLETED, REJECTED -> Future.succeededFuture(new Step.Done());
                    };
                  });
        });
  }

  private static Future<Boolean> knows(Tx tx, Purchase purchase) {
    var asked = new ArrayList<Future<Boolean>>();
    Stream.of(purchase.buyerCompanyId(), purchase.ownerCompanyId())
        .distinct()
        .forEach(company -> asked.add(ProjectionStore.hasCompany(tx, company)));
    Stream.of(purchase.buyerUserId(), purchase.ownerUserId())
        .distinct()
        .forEach(user -> asked.add(ProjectionStore.hasUser(tx, user)));
    return Future.all(asked).map(all -> asked.stream().allMatch(Future::result));
  }

  private Future<Boolean> isKnown(UUID marketplace, Purchase purchase) {
    return Future.all(
            List.of(
                projections.knowsCompany(marketplace, purchase.buyerCompanyId()),
                projections.knowsUser(marketplace, purchase.buyerUserId()),
                projections.knowsCompany(marketplace, purchase.ownerCompanyId()),
                projections.knowsUser(marketplace, purchase.ownerUserId())))
        .map(all -> all.<Boolean>list().stream().allMatch(known -> known));
  }

  private static Future<Step> decide(
      Tx tx, Entry entry, Purchase purchase, boolean known, List<PaymentInstrument> instruments) {
    if (entry.installationEnded()) {
      return PurchaseBooking.reject(
              tx, purchase, "PAYMENT_FAILED", "The installation ended before it was paid")
          .map(new Step.Done());
    }
    if (!known) {
      return PurchaseBooking.reject(
              tx, purchase, "UNKNOWN_BUYER", "The buyer or the owner is not known")
          .map(new Step.Done());
    }
    Optional<PaymentInstrument> chosen = PurchaseRules.choose(purchase, instruments, tx.now());
    Decision decision = PurchaseRules.decide(purchase, chosen, tx.now());
    if (decision instanceof Decision.Reject reject) {
      return PurchaseBooking.reject(tx, purchase, reject.reason(), reject.message())
          .map(new Step.Done());
    }
    if (decision instanceof Decision.Charge charge) {
      return PurchaseStore.charging(tx, purchase.id(), charge.instrument().id(), charge.amount())
          .map(
              new Step.Ask(
                  ask(tx.marketplace(), entry, purchase, Optional.of(charge.instrument()))));
    }
    var book = (Decision.Book) decision;
    return PurchaseBooking.complete(tx, purchase, book.instrument(), null, book.paid())
        .map(new Step.Done());
  }

  /** Takes up a purchase whose intent to charge stands already. */
  private Future<Void> charge(UUID marketplace, UUID id) {
    return database
        .read(
            marketplace,
            tx ->
                PurchaseStore.find(tx, id)
                    .map(Optional::orElseThrow)
                    .compose(
                        entry ->
                            InstrumentStore.find(tx, entry.instrumentId())
                                .map(
                                    instrument ->
                                        ask(
                                            marketplace,
                                            entry,
                                            PurchaseJson.read(entry.document()),
                                            instrument))))
        .compose(ask -> take(marketplace, id, ask));
  }

  private Future<Void> take(UUID marketplace, UUID id, PaymentGateway.Charge ask) {
    return Future.fromCompletionStage(gateway.charge(ask))
        .compose(
            outcome ->
                outcome instanceof Outcome.Unknown
                    ? postpone(marketplace, id)
                    : database.inMarketplace(marketplace, tx -> settle(tx, id, outcome)));
  }

  private static PaymentGateway.Charge ask(
      UUID marketplace, Entry entry, Purchase purchase, Optional<PaymentInstrument> instrument) {
    return new PaymentGateway.Charge(
        marketplace,
        "purchase/" + purchase.id(),
        purchase.due(),
        instrument.orElseThrow().card().token(),
        "Purchase " + purchase.id(),
        entry.at());
  }

  private static Future<Void> settle(Tx tx, UUID id, Outcome outcome) {
    return PurchaseStore.lock(tx, id)
        .map(Optional::orElseThrow)
        .compose(
            entry -> {
              if (entry.state() != State.CHARGING) {
                return Future.succeededFuture();
              }
              Purchase purchase = PurchaseJson.read(entry.document());
              return InstrumentStore.find(tx, entry.instrumentId())
                  .map(Optional::orElseThrow)
                  .compose(
                      instrument ->
                          settle(tx, purchase, instrument, outcome, entry.installationEnded()));
            });
  }

  private static Future<Void> settle(
      Tx tx,
      Purchase purchase,
      PaymentInstrument instrument,
      Outcome outcome,
      boolean installationEnded) {
    if (outcome instanceof Outcome.Approved) {
      return PurchaseBooking.complete(tx, purchase, instrument, outcome, true)
          .compose(
              made ->
                  installationEnded
                      ? Steps.each(made, s -> Cancellations.end(tx, s, false)).mapEmpty()
                      : Future.succeededFuture());
    }
    boolean action = outcome instanceof Outcome.ActionRequired;
    var subject =
        new Payments.Subject(
            null,
            purchase.id(),
            purchase.buyerCompanyId(),
            purchase.buyerUserId(),
            purchase.due(),
            List.of(),
            purchase.items().stream().map(Purchase.Item::appId).distinct().toList());
    return Payments.record(tx, subject, instrument.method(), outcome)
        .compose(
            payment ->
                PurchaseBooking.reject(
                    tx,
                    purchase,
                    action ? "PAYMENT_ACTION_REQUIRED" : "PAYMENT_FAILED",
                    payment.gatewayMessage()));
  }

  private Future<Void> postpone(UUID marketplace, UUID id) {
    return database.inMarketplace(marketplace, tx -> PurchaseStore.postpone(tx, id)).mapEmpty();
  }
}
