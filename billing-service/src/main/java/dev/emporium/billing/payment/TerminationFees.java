package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Commitment;
import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.InvoiceStatus;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.domain.Purchase;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.InstrumentStore;
import dev.emporium.billing.store.IntentStore;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.OrderStore;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Charges what a contract asks for its early end: an order of type TERMINATION_FEE and its invoice,
 * in the transaction that ends the subscription. The invoices' periodic job charges a card; without
 * one it is owed, as by who pays by invoice.
 */
final class TerminationFees {
  private static final String TYPE = "TERMINATION_FEE";
  private static final Duration TIME_TO_PAY = Duration.ofDays(30);

  private TerminationFees() {}

  /** Charges the fee, if there is one, of a subscription as it was before it ended. */
  static Future<Void> charge(Tx tx, Subscription before) {
    return Commitment.of(before)
        .terminationFee(tx.now())
        .map(fee -> charge(tx, before, fee))
        .orElseGet(Future::succeededFuture);
  }

  private static Future<Void> charge(Tx tx, Subscription s, Money fee) {
    var orderId = OrderStore.nextNumbers(tx, 1);
    var number = InvoiceStore.nextNumber(tx);
    var instruments = InstrumentStore.ofCompany(tx, s.parties().buyerCompanyId());
    return Future.all(orderId, number, instruments)
        .compose(
            all -> {
              var known = instruments.result();
              boolean owes =
                  known.stream()
                      .anyMatch(i -> i.id().equals(s.instrumentId()) && i.method().isInvoiced());
              var card =
                  InvoicePayments.card(
                      known, s.parties().buyerUserId(), s.instrumentId(), tx.now());
              Order order = order(tx, s, orderId.result().get(0), fee);
              Invoice invoice = invoice(tx, s, order, number.result(), owes);
              return OrderStore.insert(tx, order)
                  .compose(done -> tx.append(BillingEvents.orderCreated(order)))
                  .compose(done -> InvoiceStore.insert(tx, invoice))
                  .compose(
                      done ->
                          tx.append(
                              BillingEvents.invoice("created", invoice, InvoiceStatus.UNPAID)))
                  .compose(
                      done ->
                          owes || card.isEmpty()
                              ? Future.succeededFuture()
                              : IntentStore.open(
                                      tx, Ids.uuid7(), invoice.number(), card.get().id(), 0)
                                  .mapEmpty());
            });
  }

  private static Order order(Tx tx, Subscription s, long id, Money fee) {
    var line =
        new Purchase.Line(
            TYPE,
            null,
            null,
            "ONE_TIME",
            TYPE,
            "FLAT",
            null,
            "Early end of the contract of " + s.product().appName(),
            BigDecimal.ONE,
            fee.amount(),
            fee.amount());
    return new Order(
        id,
        s.id(),
        s.purchaseId(),
        s.parties().companyId(),
        s.parties().userId(),
        TYPE,
        "ONE_TIME",
        "ONE_TIME",
        fee,
        null,
        s.product(),
        List.of(line),
        tx.now(),
        null,
        null,
        tx.now(),
        Map.of(),
        new Order.Sale(null, null, null));
  }

  private static Invoice invoice(Tx tx, Subscription s, Order order, long number, boolean owes) {
    Purchase.Line line = order.lines().get(0);
    return new Invoice(
        Ids.uuid7(),
        number,
        s.parties().buyerCompanyId(),
        s.parties().buyerUserId(),
        null,
        s.id(),
        false,
        InvoiceStatus.UNPAID,
        order.total(),
        List.of(order.orderId()),
        List.of(Invoice.Line.of(order.orderId(), line, line.description())),
        tx.now(),
        owes ? tx.now().plus(TIME_TO_PAY) : tx.now(),
        1);
  }
}
