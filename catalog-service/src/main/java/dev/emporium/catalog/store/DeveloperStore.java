package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Developer;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/** Developers: the callers' ids of those who make apps. */
public final class DeveloperStore {
  private static final QueryFields FIELDS =
      QueryFields.none()
          .text("developerId", "d.developer_id")
          .text("username", "d.username")
          .text("name", "d.name")
          .text("email", "d.email")
          .text("groupId", "d.group_id")
          .json("customData", "d.custom_data")
          .time("created", "d.created_at")
          .onlyThese();

  private static final String COLUMNS =
      """
      d.developer_id, d.developer_uuid, d.username, d.name, d.email, d.group_id, d.custom_data, d.version,
      d.created_at""";

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
            INSERT INTO developer AS d (marketplace_id, developer_id, developer_uuid, created_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (marketplace_id, developer_id) DO UPDATE SET is_deleted = FALSE, username = NULL,
              name = NULL, email = NULL, group_id = NULL, custom_data = '{}', version = d.version + 1,
              created_at = excluded.created_at, left_at = NULL
            WHERE d.is_deleted
            """,
            tx.marketplace(),
            developerId,
            uuid,
            tx.now())
        .compose(
            rows ->
                tx.one(
                        """
                        SELECT developer_uuid FROM developer
                        WHERE marketplace_id = $1 AND developer_id = $2
                        """,
                        row -> new Known(row.getUUID("developer_uuid"), rows == 1),
                        tx.marketplace(),
                        developerId)
                    .map(Optional::orElseThrow));
  }

  /** One developer who is not deleted. */
  public Future<Optional<Developer>> find(Tx tx, String developerId) {
    return tx.one(
        "SELECT "
            + COLUMNS
            + " FROM developer d WHERE d.marketplace_id = $1 AND d.developer_id = $2 AND NOT d.is_deleted",
        DeveloperStore::read,
        tx.marketplace(),
        developerId);
  }

  /**
   * On whose behalf a developer acts on an app: its owner's when both are of one group
   * (openchannel.txt:5768), else their own.
   */
  public Future<String> acting(Tx tx, Optional<AppKey> app, String developerId) {
    if (app.isEmpty() || developerId == null) {
      return Future.succeededFuture(developerId);
    }
    return tx.one(
            """
            SELECT a.developer_id FROM app a
            JOIN developer d ON d.marketplace_id = $1 AND d.developer_id = $3 AND NOT d.is_deleted
              AND d.group_id = a.group_id
            WHERE a.marketplace_id = $1 AND %s = $2
            """
                .formatted(app.get().column()),
            row -> row.getString("developer_id"),
            tx.marketplace(),
            app.get().value(),
            developerId)
        .map(owner -> owner.orElse(developerId));
  }

  /** A page of developers who are not deleted, by age. */
  public Future<Page<Developer>> list(Tx tx, Listing listing) {
    return listing.run(
        tx,
        FIELDS,
        COLUMNS,
        Listing.Source.of("developer d", "d.marketplace_id = $1 AND NOT d.is_deleted"),
        "d.created_at, d.developer_uuid",
        DeveloperStore::read,
        tx.marketplace());
  }

  /**
   * Writes a developer.
   *
   * @throws Failure CONFLICT when somebody else changed them since they were read
   */
  public Future<Void> save(Tx tx, Developer developer) {
    return one(
        tx.execute(
            """
            UPDATE developer SET username = $3, name = $4, email = $5, group_id = $6, custom_data = $7, version = $8
            WHERE marketplace_id = $1 AND developer_id = $2 AND version = $8 - 1 AND NOT is_deleted
            """,
            tx.marketplace(),
            developer.developerId(),
            developer.username(),
            developer.name(),
            developer.email(),
            developer.groupId(),
            new JsonObject(developer.customData()),
            developer.version()));
  }

  /**
   * Marks a developer deleted; their apps stay.
   *
   * @throws Failure CONFLICT when somebody else changed them since they were read
   */
  public Future<Void> delete(Tx tx, Developer developer) {
    return one(
        tx.execute(
            """
            UPDATE developer SET is_deleted = TRUE, version = $3 + 1, left_at = $4
            WHERE marketplace_id = $1 AND developer_id = $2 AND version = $3 AND NOT is_deleted
            """,
            tx.marketplace(),
            developer.developerId(),
            developer.version(),
            tx.now()));
  }

  static Future<Void> one(Future<Integer> rows) {
    return rows.compose(
        changed ->
            changed == 1
                ? Future.<Void>succeededFuture()
                : Future.failedFuture(Failure.conflict("The record was changed meanwhile")));
  }

  private static Developer read(Row row) {
    return new Developer(
        row.getString("developer_id"),
        row.getUUID("developer_uuid"),
        row.getString("username"),
        row.getString("name"),
        row.getString("email"),
        row.getString("group_id"),
        Documents.map(row.getJsonObject("custom_data")),
        row.getInteger("version"),
        AppRows.instant(row, "created_at"));
  }
}
