package dev.emporium.billing.store;

import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Purchases on their way through the saga. Retry times are the machine's. */
public final class PurchaseStore {
  private PurchaseStore() {}

  /** Where a purchase stands. */
  public enum State {
    RECEIVED,
    CHARGING,
    COMPLETED,
    REJECTED
  }

  /**
   * A purchase and how far it has come.
   *
   * @param document the event's payload, as it was placed
   * @param installationEnded what it was bought for is gone already
   * @param instrumentId the one being charged, from CHARGING on
   */
  public record Entry(
      UUID id,
      State state,
      JsonObject document,
      boolean installationEnded,
      UUID instrumentId,
      Instant at) {}

  /** Remembers a purchase; false when it is known already. */
  public static Future<Boolean> receive(Tx tx, UUID id, UUID installationId, JsonObject document) {
    return tx.execute(
            """
            insert into purchase (marketplace_id, purchase_id, state, document, installation_id, retry_at)
            values ($1, $2, 'RECEIVED', $3, $4, now() + interval '15 seconds')
            on conflict do nothing
            """,
            tx.marketplace(),
            id,
            document,
            installationId)
        .map(inserted -> inserted == 1);
  }

  /** By its id or number. */
  public static Future<Optional<Entry>> find(Tx tx, UUID id) {
    return tx.one(
        "select * from purchase where marketplace_id = $1 and purchase_id = $2",
        PurchaseStore::of,
        tx.marketplace(),
        id);
  }

  /** With its row locked to the end of the transaction. */
  public static Future<Optional<Entry>> lock(Tx tx, UUID id) {
    return tx.one(
        "select * from purchase where marketplace_id = $1 and purchase_id = $2 for update",
        PurchaseStore::of,
        tx.marketplace(),
        id);
  }

  /** What an unfinished purchase was for is gone; waits for one that is being booked. */
  public static Future<Integer> installationEnded(Tx tx, UUID installationId) {
    return tx.execute(
        """
        update purchase set installation_ended = true
        where marketplace_id = $1 and installation_id = $2 and state in ('RECEIVED', 'CHARGING')
        """,
        tx.marketplace(),
        installationId);
  }

  /** Records the intent to charge, before the gateway is asked. */
  public static Future<Integer> charging(Tx tx, UUID id, UUID instrumentId, Money amount) {
    return tx.execute(
        """
        update purchase set state = 'CHARGING', instrument_id = $3, amount = $4
        where marketplace_id = $1 and purchase_id = $2
        """,
        tx.marketplace(),
        id,
        instrumentId,
        amount.amount());
  }

  /** Ends it; {@code invoiceNumber} and {@code reason} may be null. */
  public static Future<Integer> end(
      Tx tx, UUID id, State state, Long invoiceNumber, String reason) {
    return tx.execute(
        """
        update purchase set state = $3, invoice_number = $4, reason = $5
        where marketplace_id = $1 and purchase_id = $2
        """,
        tx.marketplace(),
        id,
        state.name(),
        invoiceNumber,
        reason);
  }

  /** Tries again later: 2, 4, 8 … at most 300 seconds. */
  public static Future<Integer> postpone(Tx tx, UUID id) {
    return tx.execute(
        """
        update purchase set attempts = attempts + 1,
          retry_at = now() + make_interval(secs => least(300, power(2, least(attempts, 9) + 1)))
        where marketplace_id = $1 and purchase_id = $2 and state in ('RECEIVED', 'CHARGING')
        """,
        tx.marketplace(),
        id);
  }

  /** Those whose time to be taken up has come, the longest waiting first. */
  public static Future<List<UUID>> left(Tx tx, int limit) {
    return tx.list(
        """
        select purchase_id from purchase
        where marketplace_id = $1 and state in ('RECEIVED', 'CHARGING') and retry_at <= now()
        order by retry_at limit $2
        """,
        row -> row.getUUID("purchase_id"),
        tx.marketplace(),
        limit);
  }

  private static Entry of(Row row) {
    return new Entry(
        row.getUUID("purchase_id"),
        State.valueOf(row.getString("state")),
        row.getJsonObject("document"),
        row.getBoolean("installation_ended"),
        row.getUUID("instrument_id"),
        Rows.instant(row, "received_at"));
  }
}
