package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.event.Projections;
import dev.emporium.billing.payment.InvoicePayments;
import dev.emporium.billing.store.InvoiceStore;
import dev.emporium.billing.store.PaymentStore;
import dev.emporium.billing.store.Scope;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Invoices and payments (appdirect.txt:2200-2249, 6126-6161). */
public final class InvoiceOperations {
  private final Database database;
  private final Projections projections;
  private final InvoicePayments payments;

  public InvoiceOperations(Database database, Projections projections, InvoicePayments payments) {
    this.database = database;
    this.projections = projections;
    this.payments = payments;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("listCompanyInvoices", this::listCompanyInvoices)
        .on("getInvoice", this::getInvoice)
        .on("payInvoice", this::payInvoice)
        .on("updateInvoice", this::updateInvoice)
        .on("listCompanyPayments", this::listCompanyPayments)
        .on("getPayment", this::getPayment);
  }

  private Future<Reply> listCompanyInvoices(Call call) {
    UUID company = call.pathUuid("companyId");
    Request.access(call.principal()).requireRead(company);
    return BillingLists.invoices(database, call, Scope.company(company))
        .compose(json -> new Companies(projections).known(call.marketplace(), company, json))
        .map(Reply::ok);
  }

  private Future<Reply> getInvoice(Call call) {
    var access = Request.access(call.principal());
    return database
        .read(call.marketplace(), tx -> InvoiceStore.find(tx, call.pathLong("invoiceNumber")))
        .map(
            found ->
                found
                    .filter(invoice -> access.mayRead(invoice.companyId()))
                    .orElseThrow(() -> Failure.notFound("The invoice was not found")))
        .map(invoice -> Reply.ok(InvoiceJson.write(invoice)));
  }

  private Future<Reply> payInvoice(Call call) {
    JsonObject body = call.body();
    var access = Request.access(call.principal());
    var method = PaymentMethod.valueOf(body.getString("method", "CREDIT_CARD"));
    if (!method.isOffered()) {
      throw Failure.invalid("method", method + " is not offered by this marketplace");
    }
    var seen = new AtomicReference<Invoice>();
    return payments
        .pay(
            call.marketplace(),
            call.pathLong("invoiceNumber"),
            method,
            body.getString("transactionId"),
            invoice -> {
              access.requireWrite(invoice.companyId(), invoice.userId(), "invoice");
              requireTotal(body, invoice);
              seen.set(invoice);
            })
        .map(
            paid ->
                Reply.ok(
                    paid.map(InvoiceJson::write).orElseGet(() -> InvoiceJson.pending(seen.get()))));
  }

  /** Only voids (appdirect.txt:2250); who owes an invoice cannot. */
  private Future<Reply> updateInvoice(Call call) {
    var access = Request.access(call.principal());
    return payments
        .cancel(
            call.marketplace(),
            call.pathLong("invoiceNumber"),
            invoice -> {
              access.requireWrite(invoice.companyId(), invoice.userId(), "invoice");
              access.requireWriteAll("invoice");
            })
        .map(invoice -> Reply.ok(InvoiceJson.write(invoice)));
  }

  private static void requireTotal(JsonObject body, Invoice invoice) {
    Object amount = body.getValue("amount");
    if (amount != null
        && new BigDecimal(amount.toString()).compareTo(invoice.total().amount()) != 0) {
      throw Failure.invalid(
          "amount", "must be the invoice's total " + invoice.total().amount().toPlainString());
    }
    String currency = body.getString("currency");
    if (currency != null && !currency.equals(invoice.total().currency().getCurrencyCode())) {
      throw Failure.invalid("currency", "must be the invoice's currency");
    }
  }

  private Future<Reply> listCompanyPayments(Call call) {
    UUID company = call.pathUuid("companyId");
    Request.access(call.principal()).requireRead(company);
    return BillingLists.payments(database, call, Scope.company(company))
        .compose(json -> new Companies(projections).known(call.marketplace(), company, json))
        .map(Reply::ok);
  }

  private Future<Reply> getPayment(Call call) {
    var access = Request.access(call.principal());
    return database
        .read(call.marketplace(), tx -> PaymentStore.find(tx, call.pathLong("paymentNumber")))
        .map(
            found ->
                found
                    .filter((Payment payment) -> access.mayRead(payment.companyId()))
                    .orElseThrow(() -> Failure.notFound("The payment was not found")))
        .map(payment -> Reply.ok(InvoiceJson.write(payment)));
  }
}
