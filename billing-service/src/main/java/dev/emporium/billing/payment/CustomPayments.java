package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.Ownership;
import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.domain.PaymentSettings;
import dev.emporium.billing.domain.Shares;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.domain.SubscriptionStatus;
import dev.emporium.billing.domain.Transaction;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.OwnershipStore;
import dev.emporium.billing.store.PaymentStore;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.billing.store.SettingsStore;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.billing.store.TransactionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * OpenChannel's custom gateway: money that moved elsewhere is recorded (openchannel.txt:4947-5131).
 * A payment is a Payment as well, by the method MANUAL; of the same amount as the oldest unpaid
 * invoice for nothing but this ownership, it settles that, so that a suspended licence runs again.
 * Every other payment, and a refund, changes no licence.
 */
public final class CustomPayments {
  private final Database database;
  private final Projections projections;

  public CustomPayments(Database database, Projections projections) {
    this.database = database;
    this.projections = projections;
  }

  /**
   * What a caller tells.
   *
   * @param amount more than 0, in the currency's smallest unit
   * @param date null for now
   * @param customData a JSON object's text, or null
   */
  public record Asked(
      String ownershipId, long amount, Shares.Asked shares, Instant date, String customData) {}

  /** An ownership on the terms it was last sold on. */
  private record Sold(
      Ownership ownership, Subscription subscription, Transactions.Told told, Currency currency) {}

  /** Records a payment; 412 unless this gateway is selected, 404 for an unknown ownership. */
  public Future<Transaction> pay(UUID marketplace, Asked asked) {
    return recorded(marketplace, asked, CustomPayments::paid);
  }

  /** Records a refund; as {@link #pay}, and 400 on {@code amount} beyond what is refundable. */
  public Future<Transaction> refund(UUID marketplace, Asked asked) {
    return recorded(marketplace, asked, CustomPayments::refunded);
  }

  private interface Recording {
    Future<Transaction> of(Tx tx, Sold sold);
  }

  private Future<Transaction> recorded(UUID marketplace, Asked asked, Recording recording) {
    return database
        .read(marketplace, SettingsStore::of)
        .compose(
            settings -> {
              settings.require(PaymentSettings.Gateway.CUSTOM);
              return projections.knowsOwnership(marketplace, asked.ownershipId());
            })
        .compose(
            known ->
                database.inMarketplace(
                    marketplace, tx -> sold(tx, asked).compose(sold -> recording.of(tx, sold))));
  }

  private static Future<Sold> sold(Tx tx, Asked asked) {
    return SettingsStore.of(tx)
        .compose(
            settings ->
                OwnershipStore.lock(tx, asked.ownershipId())
                    .map(
                        found ->
                            found.orElseThrow(
                                () -> Failure.notFound("This ownership was not found")))
                    .compose(ownership -> sold(tx, asked, settings, ownership)));
  }

  private static Future<Sold> sold(
      Tx tx, Asked asked, PaymentSettings settings, Ownership ownership) {
    Future<Optional<Subscription>> last =
        ownership.subscriptionId() == null
            ? Future.succeededFuture(Optional.empty())
            : SubscriptionStore.find(tx, ownership.subscriptionId());
    return last.compose(
        found ->
            ProjectionStore.app(tx, ownership.appId())
                .map(
                    app -> {
                      Subscription s = found.orElse(null);
                      var shares =
                          Shares.of(
                              asked.amount(),
                              asked.shares(),
                              s == null ? settings.defaultCommission() : s.terms().commission(),
                              feePayer(app.orElse(null), s));
                      Instant date = asked.date() == null ? tx.now() : asked.date();
                      return new Sold(
                          ownership,
                          s,
                          new Transactions.Told(ownership, shares, date, asked.customData()),
                          s == null ? Currency.getInstance("USD") : s.terms().price().currency());
                    }));
  }

  /** As the catalog has it now: it is not part of what was sold. */
  private static Shares.FeePayer feePayer(JsonObject app, Subscription s) {
    if (app == null || s == null || app.getJsonArray("plans") == null) {
      return Shares.FeePayer.MARKETPLACE;
    }
    return app.getJsonArray("plans").stream()
        .map(JsonObject.class::cast)
        .filter(plan -> s.product().planId().toString().equals(plan.getString("planId")))
        .map(plan -> Shares.FeePayer.of(plan.getString("feePayer")))
        .findFirst()
        .orElse(Shares.FeePayer.MARKETPLACE);
  }

  private static Future<Transaction> paid(Tx tx, Sold sold) {
    Money amount = Money.ofMinor(sold.told().shares().amount(), sold.currency());
    Subscription s = sold.subscription();
    var owed =
        s == null || s.status() == SubscriptionStatus.CANCELLED
            ? Future.succeededFuture(Optional.<Invoice>empty())
            : InvoiceStore.lockUnpaid(tx, s.orderId(), amount);
    return owed.compose(
            invoice ->
                invoice.isPresent()
                    ? InvoicePayments.manual(
                        tx, invoice.get(), PaymentMethod.MANUAL, null, sold.told())
                    : Payments.recordManual(tx, subject(sold, amount), PaymentMethod.MANUAL, null))
        .compose(payment -> TransactionStore.ofPayment(tx, payment.number()))
        .map(Optional::orElseThrow);
  }

  private static Payments.Subject subject(Sold sold, Money amount) {
    var o = sold.ownership();
    var s = sold.subscription();
    return new Payments.Subject(
        null,
        null,
        s == null ? o.companyId() : s.parties().buyerCompanyId(),
        s == null ? o.userId() : s.parties().buyerUserId(),
        amount,
        s == null ? List.of() : List.of(s.id()),
        List.of(o.appId()),
        sold.told());
  }

  private static Future<Transaction> refunded(Tx tx, Sold sold) {
    return TransactionStore.totals(tx, sold.ownership().ownershipId())
        .compose(
            totals -> {
              Transaction.requireRefundable(
                  sold.told().shares().amount(), totals.paid(), totals.refunded());
              return PaymentStore.find(tx, totals.lastPaymentNumber());
            })
        .map(Optional::orElseThrow)
        .compose(payment -> refunded(tx, payment, sold));
  }

  private static Future<Transaction> refunded(Tx tx, Payment payment, Sold sold) {
    return TransactionStore.insert(
            tx, Transactions.told(Transaction.Type.REFUND, payment, sold.told()))
        .compose(refund -> tx.append(BillingEvents.refunded(payment, refund)).map(refund));
  }
}
