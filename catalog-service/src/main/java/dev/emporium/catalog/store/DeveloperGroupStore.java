package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.DeveloperGroup;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Groups of developers. */
public final class DeveloperGroupStore {
  /** One group. */
  public Future<Optional<DeveloperGroup>> find(Tx tx, String groupId) {
    return tx.one(
        """
        SELECT group_id, email, custom_data, version, created_at FROM developer_group
        WHERE marketplace_id = $1 AND group_id = $2
        """,
        row ->
            new DeveloperGroup(
                row.getString("group_id"),
                row.getString("email"),
                Documents.map(row.getJsonObject("custom_data")),
                row.getInteger("version"),
                AppRows.instant(row, "created_at")),
        tx.marketplace(),
        groupId);
  }

  /**
   * Inserts or updates a group.
   *
   * @throws Failure CONFLICT when somebody else changed it since it was read
   */
  public Future<Void> save(Tx tx, DeveloperGroup group) {
    return DeveloperStore.one(
        tx.execute(
            """
            INSERT INTO developer_group AS g (marketplace_id, group_id, email, custom_data, version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (marketplace_id, group_id) DO UPDATE SET email = excluded.email,
              custom_data = excluded.custom_data, version = excluded.version
            WHERE g.version = excluded.version - 1
            """,
            tx.marketplace(),
            group.groupId(),
            group.email(),
            new JsonObject(group.customData()),
            group.version(),
            group.created()));
  }
}
