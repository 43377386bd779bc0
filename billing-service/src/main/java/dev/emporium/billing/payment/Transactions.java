package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.Ownership;
import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.Shares;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.domain.Transaction;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.billing.store.TransactionStore;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What each app has of a payment: one transaction for every line of its invoice that cost
 * something, divided by the commission that was sold with it. Billing pays no processing fee, so
 * that share is 0 unless the custom gateway's caller names one.
 */
final class Transactions {
  private Transactions() {}

  /**
   * What the custom gateway's caller said of a payment.
   *
   * @param customData a JSON object's text, or null
   */
  record Told(Ownership ownership, Shares shares, Instant date, String customData) {}

  /** Writes the transactions of a payment; none when it settles nothing. */
  static Future<List<Transaction>> of(Tx tx, Payment payment, Told told) {
    if (!payment.result().settles()) {
      return Future.succeededFuture(List.of());
    }
    if (told != null) {
      var one = told(Transaction.Type.PAYMENT, payment, told);
      return TransactionStore.insert(tx, one).map(List::of);
    }
    return InvoiceStore.find(tx, payment.invoiceNumber())
        .map(Optional::orElseThrow)
        .compose(
            invoice ->
                SubscriptionStore.ofOrders(tx, invoice.orderIds())
                    .compose(sold -> lines(tx, payment, invoice, sold)));
  }

  /** A payment or refund as the custom gateway's caller told it. */
  static Transaction told(Transaction.Type type, Payment payment, Told told) {
    var o = told.ownership();
    return new Transaction(
        Ids.hex24(),
        type,
        payment.number(),
        o.subscriptionId(),
        o.installationId(),
        o.appId(),
        o.userId(),
        null,
        payment.amount().currency(),
        told.shares(),
        told.customData(),
        told.date(),
        false,
        1);
  }

  private static Future<List<Transaction>> lines(
      Tx tx, Payment payment, Invoice invoice, List<Subscription> sold) {
    var charged = invoice.lines().stream().filter(line -> line.price().signum() > 0).toList();
    return Steps.each(
        charged,
        line -> {
          Subscription s =
              sold.stream()
                  .filter(one -> one.orderId() == line.orderId())
                  .findFirst()
                  .orElseThrow();
          long amount = new Money(line.price(), payment.amount().currency()).minor();
          return TransactionStore.insert(
              tx,
              new Transaction(
                  Ids.hex24(),
                  Transaction.Type.PAYMENT,
                  payment.number(),
                  s.id(),
                  s.installationId(),
                  s.product().appId(),
                  s.parties().userId(),
                  null,
                  payment.amount().currency(),
                  Shares.of(
                      amount,
                      Shares.Asked.NOTHING,
                      s.terms().commission(),
                      Shares.FeePayer.MARKETPLACE),
                  null,
                  payment.createdAt(),
                  false,
                  1));
        });
  }
}
