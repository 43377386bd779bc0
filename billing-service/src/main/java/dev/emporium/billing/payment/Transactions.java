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
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What each app has of a payment: one transaction for every order of its invoice that cost
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
      Tx tx, Payment payment, Invoice invoice, List<SubscriptionStore.Ordered> sold) {
    var charged =
        sold.stream()
            .map(each -> Part.of(invoice, each, payment.amount().currency()))
            .filter(part -> part.shares().amount() > 0)
            .toList();
    return Steps.each(
        charged,
        part ->
            TransactionStore.insert(
                tx,
                new Transaction(
                    Ids.hex24(),
                    Transaction.Type.PAYMENT,
                    payment.number(),
                    part.sold().id(),
                    part.sold().installationId(),
                    part.sold().product().appId(),
                    part.sold().parties().userId(),
                    null,
                    payment.amount().currency(),
                    part.shares(),
                    null,
                    payment.createdAt(),
                    false,
                    1)));
  }

  /** What an invoice charges for one subscription, divided. */
  private record Part(Subscription sold, Shares shares) {

    /** Costs and discounts by the commission, fees as their revenue is shared. */
    static Part of(Invoice invoice, SubscriptionStore.Ordered order, Currency currency) {
      Subscription s = order.subscription();
      BigDecimal costs = BigDecimal.ZERO;
      BigDecimal fees = BigDecimal.ZERO;
      BigDecimal vendors = BigDecimal.ZERO;
      for (Invoice.Line line : invoice.lines()) {
        if (line.orderId() == order.orderId()) {
          boolean fee = line.kind().equals("FEE");
          costs = fee ? costs : costs.add(line.price());
          fees = fee ? fees.add(line.price()) : fees;
          vendors = fee ? vendors.add(line.vendor()) : vendors;
        }
      }
      long cost = new Money(costs, currency).minor();
      Shares shares =
          cost <= 0
              ? new Shares(0, 0, 0)
              : Shares.of(
                  cost, Shares.Asked.NOTHING, s.terms().commission(), Shares.FeePayer.MARKETPLACE);
      long vendor = new Money(vendors, currency).minor();
      return new Part(
          s,
          new Shares(
              shares.fee(),
              shares.marketplace() + new Money(fees, currency).minor() - vendor,
              shares.developer() + vendor));
    }
  }
}
