package dev.emporium.billing.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invoices that are being charged. Retry times are the machine's, not the marketplace's. */
public final class IntentStore {
  private IntentStore() {}

  /** One recorded intent; {@code paymentNumber} is null until it is settled. */
  public record Intent(
      UUID id,
      long invoiceNumber,
      UUID instrumentId,
      boolean open,
      Long paymentNumber,
      Instant createdAt) {}

  /**
   * Records an intent; false when the invoice has an open one already.
   *
   * @param retrySeconds when the periodic job may take it over
   */
  public static Future<Boolean> open(
      Tx tx, UUID id, long invoiceNumber, UUID instrumentId, int retrySeconds) {
    return tx.execute(
            """
            insert into payment_intent (marketplace_id, intent_id, invoice_number, instrument_id, state, retry_at)
            values ($1, $2, $3, $4, 'OPEN', now() + make_interval(secs => $5::int))
            on conflict do nothing
            """,
            tx.marketplace(),
            id,
            invoiceNumber,
            instrumentId,
            retrySeconds)
        .map(inserted -> inserted == 1);
  }

  /** By its id or number. */
  public static Future<Optional<Intent>> find(Tx tx, UUID id) {
    return tx.one(
        "select * from payment_intent where marketplace_id = $1 and intent_id = $2",
        IntentStore::of,
        tx.marketplace(),
        id);
  }

  /** With its row locked to the end of the transaction. */
  public static Future<Optional<Intent>> lock(Tx tx, UUID id) {
    return tx.one(
        "select * from payment_intent where marketplace_id = $1 and intent_id = $2 for update",
        IntentStore::of,
        tx.marketplace(),
        id);
  }

  /** Whether a charge for this subscription has no outcome yet. */
  public static Future<Boolean> isOpenFor(Tx tx, UUID subscriptionId) {
    return tx.one(
            """
            select 1 from payment_intent p join invoice i
              on i.marketplace_id = p.marketplace_id and i.invoice_number = p.invoice_number
            where p.marketplace_id = $1 and p.state = 'OPEN' and i.subscription_id = $2
            """,
            row -> true,
            tx.marketplace(),
            subscriptionId)
        .map(Optional::isPresent);
  }

  /** Whether this invoice is being charged. */
  public static Future<Boolean> isOpen(Tx tx, long invoiceNumber) {
    return tx.one(
            """
            select 1 from payment_intent where marketplace_id = $1 and invoice_number = $2 and state = 'OPEN'
            """,
            row -> true,
            tx.marketplace(),
            invoiceNumber)
        .map(Optional::isPresent);
  }

  /** The intent came to this payment. */
  public static Future<Integer> settle(Tx tx, UUID id, long paymentNumber) {
    return tx.execute(
        """
        update payment_intent set state = 'SETTLED', payment_number = $3
        where marketplace_id = $1 and intent_id = $2
        """,
        tx.marketplace(),
        id,
        paymentNumber);
  }

  /** Asks again later: 2, 4, 8 … at most 300 seconds. */
  public static Future<Integer> postpone(Tx tx, UUID id) {
    return tx.execute(
        """
        update payment_intent set attempts = attempts + 1,
          retry_at = now() + make_interval(secs => least(300, power(2, least(attempts, 9) + 1)))
        where marketplace_id = $1 and intent_id = $2 and state = 'OPEN'
        """,
        tx.marketplace(),
        id);
  }

  /** Those whose time to be taken up has come, the longest waiting first. */
  public static Future<List<UUID>> left(Tx tx, int limit) {
    return tx.list(
        """
        select intent_id from payment_intent
        where marketplace_id = $1 and state = 'OPEN' and retry_at <= now() order by retry_at limit $2
        """,
        row -> row.getUUID("intent_id"),
        tx.marketplace(),
        limit);
  }

  private static Intent of(Row row) {
    return new Intent(
        row.getUUID("intent_id"),
        row.getLong("invoice_number"),
        row.getUUID("instrument_id"),
        row.getString("state").equals("OPEN"),
        row.getLong("payment_number"),
        Rows.instant(row, "created_at"));
  }
}
