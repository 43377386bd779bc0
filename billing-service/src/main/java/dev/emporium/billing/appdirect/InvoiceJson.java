package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.Payment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** AppDirect's {@code InvoiceWS} and {@code PaymentWS} (appdirect.txt:2225-2265). */
final class InvoiceJson {
  private InvoiceJson() {}

  static JsonObject write(Invoice i) {
    var orders = new JsonArray();
    i.orderIds().forEach(id -> orders.add(String.valueOf(id)));
    var lines = new JsonArray();
    for (Invoice.Line line : i.lines()) {
      lines.add(
          new JsonObject()
              .put("orderId", line.orderId())
              .put("type", type(line.kind()))
              .put("description", line.description())
              .put("unit", line.unit() == null ? "NOT_APPLICABLE" : line.unit())
              .put("quantity", OrderJson.plain(line.quantity()))
              .put("price", line.unitPrice())
              .put("totalPrice", line.price()));
    }
    return new JsonObject()
        .put("links", new JsonArray())
        .put("invoiceId", i.number())
        .put("referenceNumber", String.valueOf(i.number()))
        .put("creationDate", i.createdAt().toEpochMilli())
        .put("dueDate", i.dueAt().toEpochMilli())
        .put("status", i.status().name())
        .put("total", i.total().amount())
        .put("currency", i.total().currency().getCurrencyCode())
        .put("orderIds", orders)
        .put("company", Links.company(i.companyId()))
        .put("user", Links.user(i.userId()))
        .put("includedInvoices", new JsonArray())
        .put("invoiceLines", lines);
  }

  /** AppDirect's word for a line of this kind (appdirect.txt:7550). */
  static String type(String kind) {
    return switch (kind) {
      case "DISCOUNT" -> "DISCOUNT";
      case "FEE" -> "ADDITIONAL_FEE";
      case "TERMINATION_FEE" -> "TERMINATION_FEE";
      default -> "ITEM";
    };
  }

  static JsonObject write(Payment p) {
    return payment(p.amount().currency().getCurrencyCode())
        .put("id", p.number())
        .put("date", p.createdAt().toEpochMilli())
        .put("amount", p.amount().amount())
        .put("method", p.method().name())
        .put("result", p.result().name())
        .put("transactionId", p.transactionId())
        .put(
            "gatewayResponse",
            new JsonObject().put("code", p.gatewayCode()).put("message", p.gatewayMessage()))
        .put("company", Links.company(p.companyId()))
        .put("user", Links.user(p.userId()))
        .put("invoice", p.invoiceNumber() == null ? null : Links.invoice(p.invoiceNumber()));
  }

  /** A payment whose outcome the gateway has not told yet: it has no number. */
  static JsonObject pending(Invoice i) {
    return payment(i.total().currency().getCurrencyCode())
        .put("id", null)
        .put("date", null)
        .put("amount", i.total().amount())
        .put("method", "CREDIT_CARD")
        .put("result", "GATEWAY_NOT_AVAILABLE")
        .put("transactionId", null)
        .put(
            "gatewayResponse",
            new JsonObject()
                .put("code", "pending")
                .put("message", "The outcome is not known yet; the gateway is asked again"))
        .put("company", Links.company(i.companyId()))
        .put("user", Links.user(i.userId()))
        .put("invoice", Links.invoice(i.number()));
  }

  private static JsonObject payment(String currency) {
    return new JsonObject().put("links", new JsonArray()).put("currency", currency);
  }
}
