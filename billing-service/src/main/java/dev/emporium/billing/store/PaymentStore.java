package dev.emporium.billing.store;

import dev.emporium.billing.domain.Payment;
import dev.emporium.billing.domain.PaymentMethod;
import dev.emporium.billing.domain.PaymentResult;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Payments: attempts that came to an end. Rows are never changed. */
public final class PaymentStore {
  private static final Map<String, String> SORTS =
      Map.of("AMOUNT", "amount", "DATE", "created_at", "PAYMENT_ID", "payment_number");

  private PaymentStore() {}

  /**
   * What a list asks for; null means any.
   *
   * @param sortField {@code AMOUNT|DATE|PAYMENT_ID}
   */
  public record Filter(
      Scope scope,
      Instant from,
      Instant to,
      String method,
      String result,
      String sortField,
      boolean descending,
      int start,
      int count) {}

  /** The next number; a number is never given twice. */
  public static Future<Long> nextNumber(Tx tx) {
    return tx.one("select nextval('payment_numbers') as n", row -> row.getLong("n"))
        .map(Optional::orElseThrow);
  }

  /** {@code purchaseId} may be null. */
  public static Future<Integer> insert(Tx tx, Payment payment, UUID purchaseId) {
    return tx.execute(
        """
        insert into payment (marketplace_id, payment_id, payment_number, invoice_number, purchase_id, company_id, user_id,
          amount, currency, method, result, transaction_id, gateway_code, gateway_message, subscription_ids, app_ids,
          created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """,
        tx.marketplace(),
        payment.id(),
        payment.number(),
        payment.invoiceNumber(),
        purchaseId,
        payment.companyId(),
        payment.userId(),
        payment.amount().amount(),
        payment.amount().currency().getCurrencyCode(),
        payment.method().name(),
        payment.result().name(),
        payment.transactionId(),
        payment.gatewayCode(),
        payment.gatewayMessage(),
        payment.subscriptionIds().toArray(new UUID[0]),
        payment.appIds().toArray(new UUID[0]),
        payment.createdAt());
  }

  /** By its id or number. */
  public static Future<Optional<Payment>> find(Tx tx, long number) {
    return tx.one(
        "select * from payment where marketplace_id = $1 and payment_number = $2",
        PaymentStore::of,
        tx.marketplace(),
        number);
  }

  /** One page, in the order asked for. */
  public static Future<List<Payment>> list(Tx tx, Filter f) {
    var conditions =
        new Conditions(tx.marketplace())
            .and("company_id = ?", f.scope().companyId())
            .and("user_id = ?", f.scope().userId())
            .and("invoice_number = ?", f.scope().invoiceNumber())
            .and(
                "invoice_number in (select i.invoice_number from invoice i"
                    + " where i.marketplace_id = payment.marketplace_id and i.order_ids @> array[?::bigint])",
                f.scope().orderId())
            .and("subscription_ids @> array[?::uuid]", f.scope().subscriptionId())
            .and("created_at >= ?", f.from())
            .and("created_at <= ?", f.to())
            .and("method = ?", f.method())
            .and("result = ?", f.result());
    String sql =
        "select * from payment"
            + conditions.page(
                SORTS.get(f.sortField()), "payment_number", f.descending(), f.start(), f.count());
    return tx.list(sql, PaymentStore::of, conditions.values());
  }

  private static Payment of(Row row) {
    return new Payment(
        row.getUUID("payment_id"),
        row.getLong("payment_number"),
        row.getLong("invoice_number"),
        row.getUUID("company_id"),
        row.getUUID("user_id"),
        Rows.money(row, "amount"),
        PaymentMethod.valueOf(row.getString("method")),
        PaymentResult.valueOf(row.getString("result")),
        row.getString("transaction_id"),
        row.getString("gateway_code"),
        row.getString("gateway_message"),
        List.of(row.getArrayOfUUIDs("subscription_ids")),
        List.of(row.getArrayOfUUIDs("app_ids")),
        Rows.instant(row, "created_at"));
  }
}
