package dev.emporium.checkout.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The last validation of each cart that somebody asked for, as it was answered. */
public final class ValidationStore {

  /** Stores a summary in place of an older one. */
  public Future<Integer> save(Tx tx, String cartId, JsonObject summary) {
    return tx.execute(
        """
        insert into cart_validation (marketplace_id, cart_id, validated_at, summary)
        values ($1, $2, $3, $4)
        on conflict (marketplace_id, cart_id)
        do update set validated_at = excluded.validated_at, summary = excluded.summary
        """,
        tx.marketplace(),
        cartId,
        tx.now(),
        summary);
  }

  /** The stored summary; empty when the cart was never validated. */
  public Future<Optional<JsonObject>> find(Tx tx, String cartId) {
    return tx.one(
        """
        select summary from cart_validation where marketplace_id = $1 and cart_id = $2
        """,
        row -> row.getJsonObject(0),
        tx.marketplace(),
        cartId);
  }
}
