package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.InvoiceStatus;
import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentGateway.Outcome;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.domain.SubscriptionStatus;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.InstrumentStore;
import dev.emporium.billing.store.IntentStore;
import dev.emporium.billing.store.IntentStore.Intent;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.OrderStore;
import dev.emporium.billing.store.PaymentStore;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays invoices: an intent is recorded, the gateway is asked with the intent's id as its key, the
 * outcome is booked with what follows for a renewed subscription. Intents that were left are taken
 * up by a periodic job.
 */
public final class InvoicePayments {
  private static final Logger LOG = LoggerFactory.getLogger(InvoicePayments.class);
  private static final int TAKEN_OVER_AFTER_SECONDS = 15;
  private final Database database;
  private final PaymentGateway gateway;

  public InvoicePayments(Database database, PaymentGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  /** Takes up intents that were left. */
  public void wire(Wiring wiring) {
    wiring.every("billing-invoice-payments", Duration.ofSeconds(1), this::resume);
  }

  /**
   * Pays an UNPAID invoice in full.
   *
   * @param method CREDIT_CARD charges the payer's card; MANUAL and EXTERNAL_INVOICE record money
   *     that came by other ways
   * @param transactionId the caller's reference of such money, or null
   * @param mayPay throws when the caller may not pay it, or names another amount
   * @return the payment; empty while the gateway has not told the outcome
   */
  public Future<Optional<Payment>> pay(
      UUID marketplace,
      long invoiceNumber,
      PaymentMethod method,
      String transactionId,
      Consumer<Invoice> mayPay) {
    UUID intentId = Ids.uuid7();
    return database
        .inMarketplace(
            marketplace,
            tx ->
                InvoiceStore.lock(tx, invoiceNumber)
                    .compose(
                        found -> {
                          Invoice invoice =
                              found.orElseThrow(
                                  () -> Failure.notFound("The invoice was not found"));
                          mayPay.accept(invoice);
                          invoice.requireUnpaid();
                          return method.isInvoiced()
                              ? manual(tx, invoice, method, transactionId, null).map(Optional::of)
                              : begin(tx, invoice, intentId).map(Optional.<Payment>empty());
                        }))
        .compose(
            paid ->
                paid.isPresent() ? Future.succeededFuture(paid) : settle(marketplace, intentId));
  }

  /**
   * Voids an UNPAID invoice: nothing is owed any more. A subscription that was suspended for want
   * of it stays suspended.
   *
   * @param mayVoid throws when the caller may not
   */
  public Future<Invoice> cancel(UUID marketplace, long invoiceNumber, Consumer<Invoice> mayVoid) {
    return database
        .inMarketplace(
            marketplace,
            tx ->
                InvoiceStore.lock(tx, invoiceNumber)
                    .map(
                        found ->
                            found.orElseThrow(() -> Failure.notFound("The invoice was not found")))
                    .compose(
                        invoice -> {
                          mayVoid.accept(invoice);
                          invoice.requireUnpaid();
                          return noneOpen(tx, invoice)
                              .compose(
                                  none -> InvoiceStore.setStatus(tx, invoice, InvoiceStatus.VOIDED))
                              .compose(
                                  done ->
                                      tx.append(
                                          BillingEvents.invoice(
                                              "voided", invoice, InvoiceStatus.VOIDED)));
                        }))
        .compose(done -> database.read(marketplace, tx -> InvoiceStore.find(tx, invoiceNumber)))
        .map(Optional::orElseThrow);
  }

  /** Settles a locked unpaid invoice with money that came by other ways. */
  static Future<Payment> manual(
      Tx tx, Invoice invoice, PaymentMethod method, String transactionId, Transactions.Told told) {
    return noneOpen(tx, invoice)
        .compose(none -> subject(tx, invoice))
        .compose(subject -> Payments.recordManual(tx, subject.with(told), method, transactionId))
        .compose(payment -> paid(tx, invoice).map(payment));
  }

  private static Future<Void> noneOpen(Tx tx, Invoice invoice) {
    return IntentStore.isOpen(tx, invoice.number())
        .compose(open -> open ? Future.failedFuture(inProgress()) : Future.succeededFuture());
  }

  private static Failure inProgress() {
    return Failure.conflict("A payment of this invoice is in progress");
  }

  private static Future<Void> begin(Tx tx, Invoice invoice, UUID intentId) {
    return InstrumentStore.ofCompany(tx, invoice.companyId())
        .map(all -> card(all, invoice.userId(), null, tx.now()))
        .compose(
            card ->
                card.isEmpty()
                    ? Future.failedFuture(
                        Failure.of(
                            Kind.PAYMENT_REQUIRED,
                            "method",
                            "The invoice's user has no usable credit card"))
                    : open(tx, invoice, intentId, card.get()));
  }

  /** Records the intent to charge an invoice; a conflict when there is one already. */
  static Future<Void> open(Tx tx, Invoice invoice, UUID intentId, PaymentInstrument card) {
    return IntentStore.open(tx, intentId, invoice.number(), card.id(), TAKEN_OVER_AFTER_SECONDS)
        .compose(opened -> opened ? Future.succeededFuture() : Future.failedFuture(inProgress()));
  }

  /** The named card while it can be charged, else the user's default, newest, or the company's. */
  static Optional<PaymentInstrument> card(
      List<PaymentInstrument> newestFirst, UUID userId, UUID named, Instant now) {
    var cards =
        newestFirst.stream().filter(i -> i.method().isCharged() && i.isUsable(now)).toList();
    var own = cards.stream().filter(i -> i.userId().equals(userId)).toList();
    return cards.stream()
        .filter(i -> i.id().equals(named))
        .findFirst()
        .or(() -> own.stream().filter(PaymentInstrument::isDefault).findFirst())
        .or(() -> own.stream().findFirst())
        .or(() -> cards.stream().filter(PaymentInstrument::isDefault).findFirst());
  }

  /** Asks the gateway and books what it says; empty when it does not know yet. */
  Future<Optional<Payment>> settle(UUID marketplace, UUID intentId) {
    return database
        .read(marketplace, tx -> question(tx, intentId))
        .compose(
            question ->
                question.isEmpty()
                    ? Future.succeededFuture(Optional.<Payment>empty())
                    : Future.fromCompletionStage(gateway.charge(question.get()))
                        .compose(outcome -> outcome(marketplace, intentId, outcome)));
  }

  private Future<Optional<Payment>> outcome(UUID marketplace, UUID intentId, Outcome outcome) {
    return database.inMarketplace(
        marketplace,
        tx ->
            outcome instanceof Outcome.Unknown
                ? IntentStore.postpone(tx, intentId).map(Optional.<Payment>empty())
                : book(tx, intentId, outcome).map(Optional::of));
  }

  private static Future<Optional<PaymentGateway.Charge>> question(Tx tx, UUID intentId) {
    return IntentStore.find(tx, intentId)
        .compose(
            found -> {
              if (found.isEmpty() || !found.get().open()) {
                return Future.succeededFuture(Optional.<PaymentGateway.Charge>empty());
              }
              Intent intent = found.get();
              return InvoiceStore.find(tx, intent.invoiceNumber())
                  .compose(
                      invoice ->
                          InstrumentStore.find(tx, intent.instrumentId())
                              .map(
                                  card ->
                                      Optional.of(
                                          new PaymentGateway.Charge(
                                              tx.marketplace(),
                                              "intent/" + intentId,
                                              invoice.orElseThrow().total(),
                                              card.orElseThrow().card().token(),
                                              "Invoice " + intent.invoiceNumber(),
                                              intent.createdAt()))));
            });
  }

  private static Future<Payment> book(Tx tx, UUID intentId, Outcome outcome) {
    // the invoice is locked before the intent, as pay() does
    return IntentStore.find(tx, intentId)
        .compose(seen -> InvoiceStore.lock(tx, seen.orElseThrow().invoiceNumber()))
        .compose(
            invoice ->
                IntentStore.lock(tx, intentId)
                    .compose(
                        intent ->
                            intent.orElseThrow().open()
                                ? book(tx, intentId, invoice.orElseThrow(), outcome)
                                : PaymentStore.find(tx, intent.orElseThrow().paymentNumber())
                                    .map(Optional::orElseThrow)));
  }

  private static Future<Payment> book(Tx tx, UUID intentId, Invoice invoice, Outcome outcome) {
    return subject(tx, invoice)
        .compose(subject -> Payments.record(tx, subject, PaymentMethod.CREDIT_CARD, outcome))
        .compose(
            payment ->
                IntentStore.settle(tx, intentId, payment.number())
                    .compose(
                        done ->
                            payment.result().settles()
                                ? paid(tx, invoice)
                                : renewal(tx, invoice, false))
                    .map(payment));
  }

  private static Future<Void> paid(Tx tx, Invoice invoice) {
    return InvoiceStore.setStatus(tx, invoice, InvoiceStatus.PAID)
        .compose(done -> tx.append(BillingEvents.invoice("paid", invoice, InvoiceStatus.PAID)))
        .compose(done -> renewal(tx, invoice, true));
  }

  /** What the outcome means for the subscription whose renewal the invoice decides. */
  private static Future<Void> renewal(Tx tx, Invoice invoice, boolean paid) {
    if (!invoice.renews()) {
      return Future.succeededFuture();
    }
    return SubscriptionStore.lock(tx, invoice.subscriptionId())
        .map(Optional::orElseThrow)
        .compose(
            s -> {
              if (s.status() == SubscriptionStatus.CANCELLED) {
                return Future.succeededFuture();
              }
              if (s.cancelRequested()) {
                return Cancellations.end(tx, s, true);
              }
              boolean suspended = s.status() == SubscriptionStatus.SUSPENDED;
              if (paid) {
                return suspended
                    ? Cancellations.change(tx, s, s.resumed(tx.now()), "resumed")
                    : Cancellations.change(tx, s, s.renewed(tx.now()), "renewed");
              }
              return suspended
                  ? Future.succeededFuture()
                  : Cancellations.change(tx, s, s.suspended(tx.now()), "suspended");
            });
  }

  private static Future<Payments.Subject> subject(Tx tx, Invoice invoice) {
    return OrderStore.find(tx, invoice.orderIds())
        .map(
            orders ->
                new Payments.Subject(
                    invoice.number(),
                    invoice.purchaseId(),
                    invoice.companyId(),
                    invoice.userId(),
                    invoice.total(),
                    orders.stream().map(order -> order.subscriptionId()).toList(),
                    orders.stream().map(order -> order.product().appId()).distinct().toList()));
  }

  private Future<?> resume() {
    return Marketplaces.all(database).compose(all -> Steps.each(all, this::resume));
  }

  private Future<Void> resume(UUID marketplace) {
    return database
        .read(marketplace, tx -> IntentStore.left(tx, 50))
        .compose(
            left ->
                Steps.each(
                    left,
                    id ->
                        settle(marketplace, id)
                            .recover(
                                failure -> {
                                  LOG.warn("payment intent {} is left for later", id, failure);
                                  return database
                                      .inMarketplace(
                                          marketplace, tx -> IntentStore.postpone(tx, id))
                                      .map(Optional.<Payment>empty());
                                })))
        .mapEmpty();
  }
}
