package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.Order;
import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.Subscription;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.OrderStore;
import dev.emporium.billing.store.PaymentStore;
import dev.emporium.billing.store.Scope;
import dev.emporium.billing.store.SubscriptionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Invoices and payments of one user, of the marketplace, and of a record they belong to
 * (appdirect.txt:2200-2249, 6137-6172, 7159-7215, 10885-10930).
 */
public final class BillingLists {
  private final Database database;
  private final Projections projections;

  public BillingLists(Database database, Projections projections) {
    this.database = database;
    this.projections = projections;
  }

  /** What a list shows of a scope. */
  private interface Shown extends BiFunction<Call, Scope, Future<JsonArray>> {}

  /** This section's operations. */
  public void bind(Operations operations) {
    Shown invoices = (call, scope) -> invoices(database, call, scope);
    Shown payments = (call, scope) -> payments(database, call, scope);
    operations
        .on("listUserInvoices", call -> ofUser(call, invoices))
        .on("listUserPayments", call -> ofUser(call, payments))
        .on("listInvoices", call -> ofMarketplace(call, invoices))
        .on("listPayments", call -> ofMarketplace(call, payments))
        .on("listInvoicePayments", call -> ofInvoice(call, payments))
        .on("listPaymentInvoices", call -> ofPayment(call, invoices))
        .on("listOrderInvoices", call -> ofOrder(call, invoices))
        .on("listOrderPayments", call -> ofOrder(call, payments))
        .on(
            "listSubscriptionInvoices",
            call -> ofSubscription(call, s -> Scope.subscription(s.id()), invoices))
        .on(
            "listSubscriptionPayments",
            call -> ofSubscription(call, s -> Scope.subscription(s.id()), payments));
  }

  /** One page of invoices, as the request asks for them. */
  static Future<JsonArray> invoices(Database database, Call call, Scope scope) {
    // who buys through a reseller or a sales agent is not told apart: all are customers
    String role = call.query("buyerRole").orElse("ALL");
    if (!role.equals("ALL") && !role.equals("CUSTOMER")) {
      return Future.succeededFuture(new JsonArray());
    }
    var filter =
        new InvoiceStore.Filter(
            scope,
            Request.millis(call, "fromDate"),
            Request.millis(call, "toDate"),
            Request.text(call, "status"),
            call.queryBoolean("excludeFree").orElse(false),
            Request.text(call, "sortField"),
            Request.descending(call),
            call.queryInt("start"),
            call.queryInt("count"));
    return database
        .read(call.marketplace(), tx -> InvoiceStore.list(tx, filter))
        .map(
            found -> {
              var json = new JsonArray();
              found.forEach(invoice -> json.add(InvoiceJson.write(invoice)));
              return json;
            });
  }

  /** One page of payments, as the request asks for them. */
  static Future<JsonArray> payments(Database database, Call call, Scope scope) {
    var filter =
        new PaymentStore.Filter(
            scope,
            Request.millis(call, "fromDate"),
            Request.millis(call, "toDate"),
            Request.text(call, "method"),
            Request.text(call, "result"),
            Request.text(call, "sortField"),
            Request.descending(call),
            call.queryInt("start"),
            call.queryInt("count"));
    return database
        .read(call.marketplace(), tx -> PaymentStore.list(tx, filter))
        .map(
            found -> {
              var json = new JsonArray();
              found.forEach(payment -> json.add(InvoiceJson.write(payment)));
              return json;
            });
  }

  private Future<Reply> ofUser(Call call, Shown shown) {
    UUID company = call.pathUuid("companyId");
    UUID user = call.pathUuid("userId");
    Request.access(call.principal()).requireRead(company);
    return shown
        .apply(call, Scope.user(company, user))
        .compose(json -> new Companies(projections).member(call.marketplace(), company, user, json))
        .map(Reply::ok);
  }

  private Future<Reply> ofMarketplace(Call call, Shown shown) {
    Request.access(call.principal()).requireReadAll();
    return shown.apply(call, Scope.marketplace()).map(Reply::ok);
  }

  private Future<Reply> ofInvoice(Call call, Shown shown) {
    return visible(
            call,
            tx -> InvoiceStore.find(tx, call.pathLong("invoiceNumber")),
            Invoice::companyId,
            "invoice")
        .compose(invoice -> shown.apply(call, Scope.invoice(invoice.number())))
        .map(Reply::ok);
  }

  private Future<Reply> ofPayment(Call call, Shown shown) {
    return visible(
            call,
            tx -> PaymentStore.find(tx, call.pathLong("paymentNumber")),
            Payment::companyId,
            "payment")
        .compose(
            payment ->
                payment.invoiceNumber() == null
                    ? Future.succeededFuture(new JsonArray())
                    : shown.apply(call, Scope.invoice(payment.invoiceNumber())))
        .map(Reply::ok);
  }

  private Future<Reply> ofOrder(Call call, Shown shown) {
    return visible(
            call, tx -> OrderStore.find(tx, call.pathLong("orderId")), Order::companyId, "order")
        .compose(order -> shown.apply(call, Scope.order(order.orderId())))
        .map(Reply::ok);
  }

  private Future<Reply> ofSubscription(
      Call call, Function<Subscription, Scope> scope, Shown shown) {
    UUID id = call.pathUuid("subscriptionId");
    return visible(
            call,
            tx -> SubscriptionStore.find(tx, id),
            s -> s.parties().companyId(),
            "subscription")
        .compose(s -> shown.apply(call, scope.apply(s)))
        .map(Reply::ok);
  }

  private <T> Future<T> visible(
      Call call, Function<Tx, Future<Optional<T>>> find, Function<T, UUID> company, String what) {
    var access = Request.access(call.principal());
    return database
        .read(call.marketplace(), find)
        .map(
            found ->
                found
                    .filter(one -> access.mayRead(company.apply(one)))
                    .orElseThrow(() -> Failure.notFound("The " + what + " was not found")));
  }
}
