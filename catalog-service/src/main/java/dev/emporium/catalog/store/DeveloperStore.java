package dev.emporium.catalog.store;

import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.util.UUID;

/** Developers: the callers' ids of those who make apps. */
public final class DeveloperStore {
  /**
   * A developer who exists.
   *
   * @param created whether this call made them
   */
  public record Known(UUID uuid, boolean created) {}

  /** Makes the developer unless there is one of that id (openchannel.txt:78). */
  public Future<Known> ensure(Tx tx, String developerId) {
    UUID uuid = Ids.uuid7();
    return tx.execute(
            """
            INSERT INTO developer (marketplace_id, developer_id, developer_uuid, created_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT (marketplace_id, developer_id) DO NOTHING
            """,
            tx.marketplace(),
            developerId,
            uuid,
            tx.now())
        .compose(
            rows ->
                rows == 1
                    ? Future.succeededFuture(new Known(uuid, true))
                    : tx.one(
                            """
                            SELECT developer_uuid FROM developer
                            WHERE marketplace_id = $1 AND developer_id = $2
                            """,
                            row -> new Known(row.getUUID("developer_uuid"), false),
                            tx.marketplace(),
                            developerId)
                        .map(java.util.Optional::orElseThrow));
  }
}
