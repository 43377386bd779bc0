package dev.emporium.billing.store;

import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import java.util.Optional;

/** The built-in test gateway's books. */
public final class TestGatewayStore {
  private TestGatewayStore() {}

  /** {@code asked}: how often this key has been asked for, this time included. */
  public record Entry(String outcome, String transactionId, int asked, Money amount) {}

  /** Books a charge under its key, or finds the one that was booked before. */
  public static Future<Entry> charge(
      Tx tx, String key, String token, Money amount, String outcome, String transactionId) {
    return tx.one(
            """
            insert into test_gateway_charge (marketplace_id, key, token, amount, currency, outcome, transaction_id)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (marketplace_id, key) do update set asked = test_gateway_charge.asked + 1
            returning *
            """,
            row ->
                new Entry(
                    row.getString("outcome"),
                    row.getString("transaction_id"),
                    row.getInteger("asked"),
                    Rows.money(row, "amount")),
            tx.marketplace(),
            key,
            token,
            amount.amount(),
            amount.currency().getCurrencyCode(),
            outcome,
            transactionId)
        .map(Optional::orElseThrow);
  }
}
