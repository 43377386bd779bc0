package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Viewer;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** Users: a projection of what installation tells of them. */
public final class UserStore {
  /** The user a caller names; unknown ones have no data and own nothing. */
  public Future<Viewer> viewer(Tx tx, String openchannelUser) {
    return tx.one(
            """
            SELECT user_id, company_id, custom_data FROM marketplace_user
            WHERE marketplace_id = $1 AND openchannel_user = $2
            """,
            row ->
                new Viewer(
                    row.getUUID("user_id"),
                    row.getUUID("company_id"),
                    Documents.map(row.getJsonObject("custom_data"))),
            tx.marketplace(),
            openchannelUser)
        .map(found -> found.orElse(Viewer.UNKNOWN));
  }

  /**
   * Remembers a user; stale news change nothing.
   *
   * @param at when it happened
   * @param gone whether the user was removed
   */
  public Future<Void> apply(
      Tx tx,
      UUID user,
      String openchannelUser,
      UUID company,
      JsonObject customData,
      Instant at,
      boolean gone,
      long sequence) {
    return tx.execute(
            """
            INSERT INTO marketplace_user AS u (marketplace_id, user_id, openchannel_user, company_id, custom_data, sequence,
              came_at, left_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8 THEN $7::timestamptz END)
            ON CONFLICT (user_id) DO UPDATE SET openchannel_user = excluded.openchannel_user,
              company_id = excluded.company_id, custom_data = excluded.custom_data, sequence = excluded.sequence,
              left_at = excluded.left_at
            WHERE u.sequence < excluded.sequence
            """,
            tx.marketplace(),
            user,
            openchannelUser,
            company,
            customData,
            sequence,
            at,
            gone)
        .mapEmpty();
  }
}
