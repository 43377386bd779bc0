package dev.emporium.installation.store;

import dev.emporium.installation.domain.UserAccount;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** People of OpenChannel users. Changes append {@code user-account.created|updated|removed}. */
public final class UserAccountStore {
  private static final String SELECT = "select a.*, u.openchannel_user_id as named_user ";
  private static final String FROM =
      """
      from user_account a join app_user u on u.user_id = a.user_id and u.marketplace_id = a.marketplace_id
      where a.marketplace_id = $1
      """;

  /** The fields of an account document, and where they live. */
  public static final QueryFields FIELDS =
      QueryFields.none()
          .text("userAccountId", "a.user_account_id")
          .text("userId", "u.openchannel_user_id")
          .text("name", "a.name")
          .text("username", "a.username")
          .text("email", "a.email")
          .text("type", "a.type")
          .time("created", "a.created_at")
          .json("customData", "a.custom_data")
          .onlyThese();

  /** By the caller's name. */
  public Future<Optional<UserAccount>> find(Tx tx, String userAccountId) {
    return tx.one(
        SELECT + FROM + " and a.user_account_id = $2",
        UserAccountStore::read,
        tx.marketplace(),
        userAccountId);
  }

  /** One page of what meets {@code query}, in the order of {@code sort}, then oldest first. */
  public Future<Page<UserAccount>> page(
      Tx tx, QueryDocument query, SortDocument sort, int pageNumber, int limit) {
    return new Pages<>(SELECT, FROM, "a.created_at, a.account_id", FIELDS, UserAccountStore::read)
        .page(tx, query, sort, pageNumber, limit);
  }

  /** Every account of a user. */
  public Future<List<UserAccount>> ofUser(Tx tx, UUID userId) {
    return tx.list(
        SELECT + FROM + " and a.user_id = $2 order by a.account_id",
        UserAccountStore::read,
        tx.marketplace(),
        userId);
  }

  /** Writes a new or changed account. */
  public Future<UserAccount> put(Tx tx, UserAccount it) {
    return tx.one(
            """
            insert into user_account as a (account_id, marketplace_id, user_account_id, user_id, name,
              username, email, type, custom_data, created_at, updated_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)
            on conflict (marketplace_id, user_account_id) do update
              set user_id = excluded.user_id, name = excluded.name, username = excluded.username,
                email = excluded.email, type = excluded.type, custom_data = excluded.custom_data,
                updated_at = excluded.updated_at, version = a.version + 1
            returning a.version
            """,
            row -> row.getLong(0),
            it.accountId(),
            tx.marketplace(),
            it.userAccountId(),
            it.userId(),
            it.name(),
            it.username(),
            it.email(),
            it.type(),
            new JsonObject(it.customData()),
            it.createdAt(),
            tx.now())
        .compose(
            version ->
                tx.append(
                    AccountEvents.userAccount(
                        version.orElseThrow() == 1 ? "created" : "updated", it)))
        .map(it);
  }

  /** Deletes an account. */
  public Future<Void> remove(Tx tx, UserAccount it) {
    return tx.execute(
            "delete from user_account where marketplace_id = $1 and account_id = $2",
            tx.marketplace(),
            it.accountId())
        .compose(
            rows ->
                rows == 0
                    ? Future.succeededFuture()
                    : tx.append(AccountEvents.userAccount("removed", it)));
  }

  private static UserAccount read(Row row) {
    return new UserAccount(
        row.getUUID("account_id"),
        row.getString("user_account_id"),
        row.getUUID("user_id"),
        row.getString("named_user"),
        row.getString("name"),
        row.getString("username"),
        row.getString("email"),
        row.getString("type"),
        row.getJsonObject("custom_data").getMap(),
        Columns.instant(row, "created_at"),
        row.getLong("version"));
  }
}
