package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Commitment;
import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.InvoiceStatus;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.Purchase;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.InstrumentStore;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charges what falls due on the marketplace's clock: the ends of trials and the periods after them.
 * An invoice and the intent to charge it are one transaction; the outcome renews or suspends. Who
 * pays by invoice is renewed at once and owes it. A clock that was moved far is caught up one
 * period after the other.
 */
public final class Renewals {
  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
  private static final Duration TIME_TO_PAY = Duration.ofDays(30);
  private static final int BATCH = 50;
  private static final int ROUNDS = 40;
  private final Database database;
  private final InvoicePayments payments;

  public Renewals(Database database, InvoicePayments payments) {
    this.database = database;
    this.payments = payments;
  }

  /** Looks for what is due. */
  public void wire(Wiring wiring) {
    wiring.every("billing-renewals", Duration.ofSeconds(5), this::run);
  }

  private Future<?> run() {
    return Marketplaces.all(database)
        .compose(all -> Steps.each(all, marketplace -> run(marketplace, ROUNDS)));
  }

  /** Renews what is due in one marketplace until nothing is, or the rounds are over. */
  public Future<Void> run(UUID marketplace, int rounds) {
    return database
        .read(marketplace, tx -> SubscriptionStore.due(tx, tx.now(), BATCH))
        .compose(due -> Steps.each(due, id -> quietly(marketplace, id)))
        .compose(
            renewed ->
                rounds <= 1 || renewed.stream().noneMatch(done -> done)
                    ? Future.succeededFuture()
                    : run(marketplace, rounds - 1));
  }

  private Future<Boolean> quietly(UUID marketplace, UUID id) {
    return renew(marketplace, id)
        .recover(
            failure -> {
              LOG.warn("subscription {} could not be renewed yet", id, failure);
              return Future.succeededFuture(false);
            });
  }

  /** True when the subscription moved on. */
  private Future<Boolean> renew(UUID marketplace, UUID id) {
    UUID intentId = Ids.uuid7();
    return database
        .inMarketplace(
            marketplace,
            tx ->
                SubscriptionStore.lock(tx, id)
                    .map(Optional::orElseThrow)
                    .compose(
                        s ->
                            s.isDue(tx.now())
                                ? begin(tx, s, intentId)
                                : Future.succeededFuture(Step.NOTHING)))
        .compose(
            step ->
                step == Step.ASK
                    ? payments.settle(marketplace, intentId).map(Optional::isPresent)
                    : Future.succeededFuture(step == Step.DONE));
  }

  private enum Step {
    NOTHING,
    ASK,
    DONE
  }

  private static Future<Step> begin(Tx tx, Subscription s, UUID intentId) {
    boolean expired =
        Commitment.of(s).expiresAt().filter(end -> !s.periodEndsAt().isBefore(end)).isPresent();
    if (expired) {
      return Cancellations.end(tx, s, false).map(Step.DONE);
    }
    if (s.nextCharge().signum() == 0) {
      return Cancellations.change(tx, s, s.renewed(tx.now()), "renewed").map(Step.DONE);
    }
    return InstrumentStore.ofCompany(tx, s.parties().buyerCompanyId())
        .compose(
            known -> {
              boolean owes =
                  known.stream()
                      .anyMatch(i -> i.id().equals(s.instrumentId()) && i.method().isInvoiced());
              Optional<PaymentInstrument> card =
                  InvoicePayments.card(
                      known, s.parties().buyerUserId(), s.instrumentId(), tx.now());
              return invoice(tx, s, owes)
                  .compose(
                      invoice -> {
                        if (owes) {
                          return Cancellations.change(tx, s, s.renewed(tx.now()), "renewed")
                              .map(Step.DONE);
                        }
                        return card.isPresent()
                            ? InvoicePayments.open(tx, invoice, intentId, card.get()).map(Step.ASK)
                            : Cancellations.change(tx, s, s.suspended(tx.now()), "suspended")
                                .map(Step.DONE);
                      });
            });
  }

  private static Future<Invoice> invoice(Tx tx, Subscription s, boolean owes) {
    return InvoiceStore.nextNumber(tx)
        .compose(
            number -> {
              var invoice =
                  new Invoice(
                      Ids.uuid7(),
                      number,
                      s.parties().buyerCompanyId(),
                      s.parties().buyerUserId(),
                      null,
                      s.id(),
                      !owes,
                      InvoiceStatus.UNPAID,
                      s.nextCharge(),
                      List.of(s.orderId()),
                      lines(s),
                      tx.now(),
                      owes ? tx.now().plus(TIME_TO_PAY) : tx.now(),
                      1);
              return InvoiceStore.insert(tx, invoice)
                  .compose(
                      done ->
                          tx.append(
                              BillingEvents.invoice("created", invoice, InvoiceStatus.UNPAID)))
                  .map(invoice);
            });
  }

  /** What the next period charges: the lines that were sold for it, or its price. */
  private static List<Invoice.Line> lines(Subscription s) {
    String period = description(s);
    return s.nextPhase()
        .map(Purchase.Phase::lines)
        .filter(lines -> !lines.isEmpty())
        .map(
            lines ->
                lines.stream()
                    .map(
                        line ->
                            Invoice.Line.of(
                                s.orderId(), line, line.description() + " (" + period + ")"))
                    .toList())
        .orElseGet(() -> List.of(Invoice.Line.of(s.orderId(), period, s.nextCharge().amount())));
  }

  private static String description(Subscription s) {
    Instant end = s.followingPeriodEnd();
    String from = s.periodEndsAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return end == null
        ? s.product().appName() + ", from " + from
        : s.product().appName() + ", " + from + " to " + end.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
