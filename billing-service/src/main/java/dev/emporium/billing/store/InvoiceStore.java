package dev.emporium.billing.store;

import dev.emporium.billing.domain.Invoice;
import dev.emporium.billing.domain.InvoiceStatus;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invoices. */
public final class InvoiceStore {
  private static final Map<String, String> SORTS =
      Map.of("DATE", "created_at", "INVOICE_ID", "invoice_number", "TOTAL", "total");

  private InvoiceStore() {}

  /**
   * What a list asks for; null means any.
   *
   * @param sortField {@code DATE|INVOICE_ID|TOTAL}
   */
  public record Filter(
      Scope scope,
      Instant from,
      Instant to,
      String status,
      boolean excludeFree,
      String sortField,
      boolean descending,
      int start,
      int count) {}

  /** The next number; a number is never given twice. */
  public static Future<Long> nextNumber(Tx tx) {
    return tx.one("select nextval('invoice_numbers') as n", row -> row.getLong("n"))
        .map(Optional::orElseThrow);
  }

  /** Writes a new one. */
  public static Future<Integer> insert(Tx tx, Invoice invoice) {
    var lines = new JsonArray();
    for (Invoice.Line line : invoice.lines()) {
      lines.add(
          new JsonObject()
              .put("kind", line.kind())
              .put("orderId", line.orderId())
              .put("description", line.description())
              .put("unit", line.unit())
              .put("quantity", line.quantity().toPlainString())
              .put("unitPrice", line.unitPrice().toPlainString())
              .put("price", line.price().toPlainString())
              .put("vendor", line.vendor() == null ? null : line.vendor().toPlainString()));
    }
    return tx.execute(
        """
        insert into invoice (marketplace_id, invoice_id, invoice_number, company_id, user_id, purchase_id,
          subscription_id, renews, status, total, currency, order_ids, lines, created_at, due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """,
        tx.marketplace(),
        invoice.id(),
        invoice.number(),
        invoice.companyId(),
        invoice.userId(),
        invoice.purchaseId(),
        invoice.subscriptionId(),
        invoice.renews(),
        invoice.status().name(),
        invoice.total().amount(),
        invoice.total().currency().getCurrencyCode(),
        invoice.orderIds().toArray(new Long[0]),
        lines,
        invoice.createdAt(),
        invoice.dueAt());
  }

  /** Writes the new state; a lost race is a conflict. */
  public static Future<Void> setStatus(Tx tx, Invoice invoice, InvoiceStatus status) {
    return tx.execute(
            """
            update invoice set status = $4, version = version + 1
            where marketplace_id = $1 and invoice_number = $2 and version = $3
            """,
            tx.marketplace(),
            invoice.number(),
            invoice.version(),
            status.name())
        .compose(
            changed ->
                changed == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        Failure.conflict("The invoice was changed by somebody else")));
  }

  /** By its id or number. */
  public static Future<Optional<Invoice>> find(Tx tx, long number) {
    return tx.one(
        "select * from invoice where marketplace_id = $1 and invoice_number = $2",
        InvoiceStore::of,
        tx.marketplace(),
        number);
  }

  /** With its row locked to the end of the transaction. */
  public static Future<Optional<Invoice>> lock(Tx tx, long number) {
    return tx.one(
        "select * from invoice where marketplace_id = $1 and invoice_number = $2 for update",
        InvoiceStore::of,
        tx.marketplace(),
        number);
  }

  /** The oldest unpaid invoice of this total that is for nothing but the order; locked. */
  public static Future<Optional<Invoice>> lockUnpaid(Tx tx, long orderId, Money total) {
    return tx.one(
        """
        select * from invoice where marketplace_id = $1 and status = 'UNPAID' and order_ids @> array[$2::bigint]
          and cardinality(order_ids) = 1 and total = $3 and currency = $4
        order by invoice_number limit 1 for update
        """,
        InvoiceStore::of,
        tx.marketplace(),
        orderId,
        total.amount(),
        total.currency().getCurrencyCode());
  }

  /** One page, in the order asked for. */
  public static Future<List<Invoice>> list(Tx tx, Filter f) {
    var conditions =
        new Conditions(tx.marketplace())
            .and("company_id = ?", f.scope().companyId())
            .and("user_id = ?", f.scope().userId())
            .and("invoice_number = ?", f.scope().invoiceNumber())
            .and("order_ids @> array[?::bigint]", f.scope().orderId())
            .and(
                "order_ids && array(select o.order_id from purchase_order o"
                    + " where o.marketplace_id = $1 and o.subscription_id = ?)",
                f.scope().subscriptionId())
            .and("created_at >= ?", f.from())
            .and("created_at <= ?", f.to())
            .and("status = ?", f.status())
            .and(f.excludeFree(), "total > 0");
    String sql =
        "select * from invoice"
            + conditions.page(
                SORTS.get(f.sortField()), "invoice_number", f.descending(), f.start(), f.count());
    return tx.list(sql, InvoiceStore::of, conditions.values());
  }

  private static Invoice of(Row row) {
    return new Invoice(
        row.getUUID("invoice_id"),
        row.getLong("invoice_number"),
        row.getUUID("company_id"),
        row.getUUID("user_id"),
        row.getUUID("purchase_id"),
        row.getUUID("subscription_id"),
        row.getBoolean("renews"),
        InvoiceStatus.valueOf(row.getString("status")),
        Rows.money(row, "total"),
        List.of(row.getArrayOfLongs("order_ids")),
        row.getJsonArray("lines").stream().map(line -> line((JsonObject) line)).toList(),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "due_at"),
        row.getInteger("version"));
  }

  private static Invoice.Line line(JsonObject line) {
    String vendor = line.getString("vendor");
    return new Invoice.Line(
        line.getString("kind", "COST"),
        line.getLong("orderId"),
        line.getString("description"),
        line.getString("unit"),
        new BigDecimal(line.getString("quantity")),
        new BigDecimal(line.getString("unitPrice", line.getString("price"))),
        new BigDecimal(line.getString("price")),
        vendor == null ? null : new BigDecimal(vendor));
  }
}
