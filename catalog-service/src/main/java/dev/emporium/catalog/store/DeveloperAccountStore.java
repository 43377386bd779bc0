package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.DeveloperAccount;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Accounts of those who act for developers. */
public final class DeveloperAccountStore {
  private static final QueryFields FIELDS =
      QueryFields.none()
          .text("developerAccountId", "d.account_id")
          .text("developerId", "d.developer_id")
          .text("username", "d.username")
          .text("name", "d.name")
          .text("email", "d.email")
          .text("type", "d.type")
          .json("customData", "d.custom_data")
          .time("created", "d.created_at")
          .onlyThese();

  private static final String COLUMNS =
      """
      d.account_id, d.developer_id, d.username, d.name, d.email, d.type, d.custom_data, d.version, d.created_at""";

  private static final String LIVING = "d.marketplace_id = $1 AND NOT d.is_deleted";

  /** One account that is not deleted. */
  public Future<Optional<DeveloperAccount>> find(Tx tx, String accountId) {
    return tx.one(
        "SELECT "
            + COLUMNS
            + " FROM developer_account d WHERE "
            + LIVING
            + " AND d.account_id = $2",
        DeveloperAccountStore::read,
        tx.marketplace(),
        accountId);
  }

  /** A page of accounts that are not deleted, by age. */
  public Future<Page<DeveloperAccount>> list(Tx tx, Listing listing) {
    return listing.run(
        tx,
        FIELDS,
        COLUMNS,
        Listing.Source.of("developer_account d", LIVING),
        "d.created_at, d.account_id",
        DeveloperAccountStore::read,
        tx.marketplace());
  }

  /**
   * Inserts or updates an account; one that was deleted begins anew.
   *
   * @throws Failure CONFLICT when somebody else changed it since it was read
   */
  public Future<Void> save(Tx tx, DeveloperAccount account) {
    return DeveloperStore.one(
        tx.execute(
            """
            INSERT INTO developer_account AS d (marketplace_id, account_id, developer_id, username, name, email, type,
              custom_data, version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (marketplace_id, account_id) DO UPDATE SET developer_id = excluded.developer_id,
              username = excluded.username, name = excluded.name, email = excluded.email, type = excluded.type,
              custom_data = excluded.custom_data, version = excluded.version, is_deleted = FALSE,
              created_at = excluded.created_at
            WHERE d.is_deleted OR d.version = excluded.version - 1
            """,
            tx.marketplace(),
            account.accountId(),
            account.developerId(),
            account.username(),
            account.name(),
            account.email(),
            account.type(),
            new JsonObject(account.customData()),
            account.version(),
            account.created()));
  }

  /**
   * Marks an account deleted.
   *
   * @throws Failure CONFLICT when somebody else changed it since it was read
   */
  public Future<Void> delete(Tx tx, DeveloperAccount account) {
    return DeveloperStore.one(
        tx.execute(
            """
            UPDATE developer_account SET is_deleted = TRUE, version = $3 + 1
            WHERE marketplace_id = $1 AND account_id = $2 AND version = $3 AND NOT is_deleted
            """,
            tx.marketplace(),
            account.accountId(),
            account.version()));
  }

  private static DeveloperAccount read(Row row) {
    return new DeveloperAccount(
        row.getString("account_id"),
        row.getString("developer_id"),
        row.getString("username"),
        row.getString("name"),
        row.getString("email"),
        row.getString("type"),
        Documents.map(row.getJsonObject("custom_data")),
        row.getInteger("version"),
        AppRows.instant(row, "created_at"));
  }
}
