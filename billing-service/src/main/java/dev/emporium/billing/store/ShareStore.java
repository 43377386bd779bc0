package dev.emporium.billing.store;

import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import java.util.Currency;
import java.util.List;

/**
 * Developers' shares of card payments on their way to connected accounts. Retry times are the
 * machine's, not the marketplace's.
 */
public final class ShareStore {
  private ShareStore() {}

  /**
   * A share that is to be handed on.
   *
   * @param developerId null while catalog has not told whose app it is
   * @param charge what the gateway calls the payment
   * @param account the developer's first connected account, or null
   * @param attempts how often the gateway was asked before
   */
  public record Due(
      String transactionId,
      String developerId,
      Money amount,
      String charge,
      String account,
      int attempts) {}

  /**
   * Remembers a share.
   *
   * @param held whether it waits for the developer to connect an account
   */
  public static Future<Integer> add(Tx tx, String transactionId, String charge, boolean held) {
    return tx.execute(
        """
        insert into developer_share (marketplace_id, transaction_id, charge, state) values ($1, $2, $3, $4)
        """,
        tx.marketplace(),
        transactionId,
        charge,
        held ? "HELD" : "DUE");
  }

  /** Those whose time has come, the longest waiting first. */
  public static Future<List<Due>> due(Tx tx, int limit) {
    return tx.list(
        """
        select s.transaction_id, t.developer_id, t.developer_amount, t.currency, s.charge, s.attempts,
          (select a.stripe_id from developer_account a
            where a.marketplace_id = $1 and a.developer_id = t.developer_id
            order by a.connected_at, a.stripe_id limit 1) as account
        from developer_share s join app_transaction t
          on t.marketplace_id = s.marketplace_id and t.transaction_id = s.transaction_id
        where s.marketplace_id = $1 and s.state = 'DUE' and s.retry_at <= now()
        order by s.retry_at limit $2
        """,
        row ->
            new Due(
                row.getString("transaction_id"),
                row.getString("developer_id"),
                Money.ofMinor(
                    row.getLong("developer_amount"),
                    Currency.getInstance(row.getString("currency"))),
                row.getString("charge"),
                row.getString("account"),
                row.getInteger("attempts")),
        tx.marketplace(),
        limit);
  }

  /** It was handed on; false when that was known already. */
  public static Future<Boolean> sent(
      Tx tx, String transactionId, String stripeId, String transferId) {
    return tx.execute(
            """
            update developer_share set state = 'SENT', stripe_id = $3, transfer_id = $4
            where marketplace_id = $1 and transaction_id = $2 and state <> 'SENT'
            """,
            tx.marketplace(),
            transactionId,
            stripeId,
            transferId)
        .map(rows -> rows == 1);
  }

  /** It waits until the developer connects an account; false when it does so already. */
  public static Future<Boolean> hold(Tx tx, String transactionId) {
    return tx.execute(
            """
            update developer_share set state = 'HELD'
            where marketplace_id = $1 and transaction_id = $2 and state = 'DUE'
            """,
            tx.marketplace(),
            transactionId)
        .map(rows -> rows == 1);
  }

  /** The developer has an account: what waited for one is due. */
  public static Future<Integer> release(Tx tx, String developerId) {
    return tx.execute(
        """
        update developer_share s set state = 'DUE', retry_at = now()
        from app_transaction t
        where s.marketplace_id = $1 and s.state = 'HELD' and t.marketplace_id = $1
          and t.transaction_id = s.transaction_id and t.developer_id = $2
        """,
        tx.marketplace(),
        developerId);
  }

  /** Asks again later: 2, 4, 8 … at most 3600 seconds. */
  public static Future<Integer> postpone(Tx tx, String transactionId) {
    return tx.execute(
        """
        update developer_share set attempts = attempts + 1,
          retry_at = now() + make_interval(secs => least(3600, power(2, least(attempts, 12) + 1)))
        where marketplace_id = $1 and transaction_id = $2 and state = 'DUE'
        """,
        tx.marketplace(),
        transactionId);
  }
}
