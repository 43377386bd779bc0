package dev.emporium.installation.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** How much of each subscription's history has been applied to its installation. */
public final class SubscriptionStore {
  /** Notes an event of a subscription; false when it, or a later one, has been applied already. */
  public Future<Boolean> advance(Tx tx, UUID subscriptionId, String status, long sequence) {
    return tx.execute(
            """
            insert into subscription_seen (subscription_id, marketplace_id, status, sequence)
            values ($1, $2, $3, $4)
            on conflict (subscription_id) do update
              set status = excluded.status, sequence = excluded.sequence
              where subscription_seen.sequence < excluded.sequence
            """,
            subscriptionId,
            tx.marketplace(),
            status,
            sequence)
        .map(rows -> rows > 0);
  }
}
