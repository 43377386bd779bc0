package dev.emporium.billing.payment;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.InvoiceStatus;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.domain.PaymentGateway.Outcome;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.billing.domain.Purchase;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.store.DiscountStore;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.OrderStore;
import dev.emporium.billing.store.ProjectionStore;
import dev.emporium.billing.store.PurchaseStore;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes what a purchase came to, in the transaction that ends it. Every completed purchase has one
 * invoice; one without charges is PAID from the start and has no payment (AppDirect's {@code
 * excludeFree} leaves it out).
 */
final class PurchaseBooking {
  private static final Duration TIME_TO_PAY = Duration.ofDays(30);

  private PurchaseBooking() {}

  /**
   * Books orders, subscriptions, the invoice and, when the gateway was asked, its payment.
   *
   * @param instrument pays later periods; null when nothing will ever be owed
   * @param approved null when nothing was charged
   * @param paid whether the invoice is settled by it
   */
  static Future<List<Subscription>> complete(
      Tx tx, Purchase purchase, PaymentInstrument instrument, Outcome approved, boolean paid) {
    var editions = editions(tx, purchase);
    var discounts = discounts(tx, purchase);
    var orders = OrderStore.nextNumbers(tx, purchase.items().size());
    var number = InvoiceStore.nextNumber(tx);
    return Future.all(editions, discounts, orders, number)
        .compose(
            all -> {
              var written = new ArrayList<Future<?>>();
              var made = new ArrayList<Subscription>();
              var known = new Known(editions.result(), discounts.result(), ids(purchase));
              for (Purchase.Item item : purchase.items()) {
                Long order = orders.result().get(made.size());
                made.add(item(tx, purchase, item, known, order, instrument, written));
              }
              written.add(invoice(tx, purchase, made, number.result(), instrument, approved, paid));
              return Future.all(written).map(made);
            });
  }

  /** Ends a purchase that was not sold. */
  static Future<Void> reject(Tx tx, Purchase purchase, String reason, String message) {
    return PurchaseStore.end(tx, purchase.id(), PurchaseStore.State.REJECTED, null, reason)
        .compose(done -> tx.append(BillingEvents.purchaseRejected(purchase, reason, message)));
  }

  /**
   * What is looked up for all items together.
   *
   * @param editions numbers by edition
   * @param discounts numbers by discount
   * @param subscriptions the new ones by item
   */
  private record Known(
      Map<UUID, Long> editions, Map<String, Long> discounts, Map<UUID, UUID> subscriptions) {}

  private static Map<UUID, UUID> ids(Purchase purchase) {
    var ids = new HashMap<UUID, UUID>();
    purchase.items().forEach(item -> ids.put(item.itemId(), Ids.uuid7()));
    return ids;
  }

  private static Future<Map<String, Long>> discounts(Tx tx, Purchase purchase) {
    return DiscountStore.numbers(
        tx, purchase.items().stream().flatMap(item -> item.discountId().stream()).toList());
  }

  /** Nothing here waits for another: the statements travel together, in this order. */
  private static Subscription item(
      Tx tx,
      Purchase purchase,
      Purchase.Item item,
      Known known,
      long orderId,
      PaymentInstrument instrument,
      List<Future<?>> written) {
    var subscription =
        Subscription.start(
            known.subscriptions().get(item.itemId()),
            known.subscriptions().get(item.agreed().parentItemId()),
            purchase,
            item,
            item.agreed().editionNumber() == null
                ? known.editions().get(item.editionId())
                : item.agreed().editionNumber(),
            orderId,
            instrument == null || !item.isPaid() ? null : instrument.id(),
            tx.now());
    Long discount = item.discountId().map(known.discounts()::get).orElse(null);
    var order = order(purchase, item, subscription, discount);
    written.add(SubscriptionStore.insert(tx, subscription));
    written.add(OrderStore.insert(tx, order));
    written.add(DiscountStore.redeemed(tx, item.discountIds(), purchase.id(), item.itemId()));
    written.add(tx.append(BillingEvents.orderCreated(order)));
    written.add(tx.append(BillingEvents.subscription("activated", subscription)));
    return subscription;
  }

  private static Order order(
      Purchase purchase, Purchase.Item item, Subscription subscription, Long discount) {
    return new Order(
        subscription.orderId(),
        subscription.id(),
        purchase.id(),
        purchase.ownerCompanyId(),
        purchase.ownerUserId(),
        "NEW",
        subscription.status().orderStatus(item.type(), null),
        subscription.terms().frequency(),
        Money.of(item.total(), purchase.currency()).rounded(),
        null,
        subscription.product(),
        item.lines(),
        subscription.startedAt(),
        null,
        subscription.periodEndsAt(),
        subscription.startedAt(),
        subscription.sold().contract(),
        new Order.Sale(discount, subscription.discountEndsAt().orElse(null), purchase.assisted()));
  }

  private static Future<?> invoice(
      Tx tx,
      Purchase purchase,
      List<Subscription> made,
      long number,
      PaymentInstrument instrument,
      Outcome approved,
      boolean paid) {
    boolean free = purchase.due().signum() == 0;
    boolean later = !free && instrument != null && instrument.method().isInvoiced();
    var invoice =
        new Invoice(
            Ids.uuid7(),
            number,
            purchase.buyerCompanyId(),
            purchase.buyerUserId(),
            purchase.id(),
            null,
            false,
            paid ? InvoiceStatus.PAID : InvoiceStatus.UNPAID,
            purchase.due(),
            made.stream().map(Subscription::orderId).toList(),
            lines(purchase, made),
            tx.now(),
            later ? tx.now().plus(TIME_TO_PAY) : tx.now(),
            1);
    var inserted = InvoiceStore.insert(tx, invoice);
    InvoiceStatus first = free ? InvoiceStatus.PAID : InvoiceStatus.UNPAID;
    var told = tx.append(BillingEvents.invoice("created", invoice, first));
    var ended = PurchaseStore.end(tx, purchase.id(), PurchaseStore.State.COMPLETED, number, null);
    var settled =
        paid(tx, purchase, invoice, made, instrument, approved)
            .compose(
                done ->
                    tx.append(
                        BillingEvents.purchaseCompleted(purchase, invoice.orderIds(), number)));
    return Future.all(inserted, told, ended, settled);
  }

  private static Future<Void> paid(
      Tx tx,
      Purchase purchase,
      Invoice invoice,
      List<Subscription> made,
      PaymentInstrument instrument,
      Outcome approved) {
    if (approved == null) {
      return Future.succeededFuture();
    }
    return Payments.record(
            tx,
            new Payments.Subject(
                invoice.number(),
                purchase.id(),
                invoice.companyId(),
                invoice.userId(),
                invoice.total(),
                made.stream().map(Subscription::id).toList(),
                made.stream().map(s -> s.product().appId()).distinct().toList()),
            instrument.method(),
            approved)
        .compose(payment -> tx.append(BillingEvents.invoice("paid", invoice, InvoiceStatus.PAID)));
  }

  /** What each order charges now, then the fees; they add up to what is due. */
  private static List<Invoice.Line> lines(Purchase purchase, List<Subscription> made) {
    var lines = new ArrayList<Invoice.Line>();
    for (Subscription s : made) {
      var item = item(purchase, s);
      List<Purchase.Line> due = item.due();
      BigDecimal sum =
          due.stream().map(Purchase.Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (due.isEmpty() || sum.compareTo(item.dueNow()) != 0) {
        BigDecimal amount = Money.of(item.dueNow(), purchase.currency()).rounded().amount();
        lines.add(Invoice.Line.of(s.orderId(), item.appName(), amount));
      } else {
        due.forEach(
            line ->
                lines.add(
                    Invoice.Line.of(
                        s.orderId(),
                        line,
                        line.description() == null ? item.appName() : line.description())));
      }
    }
    purchase.fees().forEach(fee -> lines.add(Invoice.Line.of(order(fee, made), fee)));
    return lines;
  }

  /** The order of the first item a fee is for. */
  private static long order(Purchase.Fee fee, List<Subscription> made) {
    return made.stream()
        .filter(s -> fee.itemIds().contains(s.itemId().toString()))
        .findFirst()
        .orElse(made.get(0))
        .orderId();
  }

  private static Purchase.Item item(Purchase purchase, Subscription s) {
    return purchase.items().stream()
        .filter(item -> item.itemId().equals(s.itemId()))
        .findFirst()
        .orElseThrow();
  }

  /** Edition numbers by edition, as far as the catalog has told them. */
  private static Future<Map<UUID, Long>> editions(Tx tx, Purchase purchase) {
    return ProjectionStore.apps(
            tx, purchase.items().stream().map(Purchase.Item::appId).distinct().toList())
        .map(
            apps -> {
              var numbers = new HashMap<UUID, Long>();
              for (var app : apps) {
                number(app, numbers);
                app.getJsonArray("editions", new JsonArray())
                    .forEach(edition -> number((JsonObject) edition, numbers));
              }
              return numbers;
            });
  }

  private static void number(JsonObject edition, Map<UUID, Long> numbers) {
    if (edition.getString("editionId") != null && edition.getLong("editionNumber") != null) {
      numbers.put(
          UUID.fromString(edition.getString("editionId")), edition.getLong("editionNumber"));
    }
  }
}
