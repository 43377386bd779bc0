package dev.emporium.installation.store;

import dev.emporium.installation.domain.Consent;
import dev.emporium.installation.event.PermissionEvents;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Consents to what apps require. Changes append {@code permission.added|removed}. */
public final class PermissionStore {
  /**
   * Keeps a consent; the one it replaces is the user's own, or the group's.
   *
   * @param app OpenChannel's names of app and user, for the event
   */
  public Future<Void> put(Tx tx, Consent it, PermissionEvents.Names app) {
    String conflict =
        it.companyId() == null
            ? "(marketplace_id, app_id, user_id) where company_id is null"
            : "(marketplace_id, app_id, company_id) where company_id is not null";
    return tx.one(
            """
            insert into permission (permission_id, marketplace_id, app_id, user_id, company_id,
              consented_at, ip, access, created_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
            on conflict %s do update
              set user_id = excluded.user_id, consented_at = excluded.consented_at,
                ip = excluded.ip, access = excluded.access, version = permission.version + 1
            returning permission.*
            """
                .formatted(conflict),
            PermissionStore::read,
            it.permissionId(),
            tx.marketplace(),
            it.appId(),
            it.userId(),
            it.companyId(),
            it.date(),
            it.ip(),
            new JsonArray(it.access()),
            tx.now())
        .compose(kept -> tx.append(PermissionEvents.added(kept.orElseThrow(), app)));
  }

  /**
   * The consent that speaks for a user: the user's own, else the group's.
   *
   * @param companyId the user's company
   */
  public Future<Optional<Consent>> find(Tx tx, UUID appId, UUID userId, UUID companyId) {
    return tx.one(
        """
        select * from permission
        where marketplace_id = $1 and app_id = $2
          and (company_id is null and user_id = $3 or company_id = $4)
        order by company_id nulls first limit 1
        """,
        PermissionStore::read,
        tx.marketplace(),
        appId,
        userId,
        companyId);
  }

  /** Every consent this user gave to an app, or to any (null), locked. */
  public Future<List<Consent>> givenForUpdate(Tx tx, UUID appId, UUID userId) {
    return tx.list(
        """
        select * from permission
        where marketplace_id = $1 and user_id = $2 and ($3::uuid is null or app_id = $3)
        order by permission_id for update
        """,
        PermissionStore::read,
        tx.marketplace(),
        userId,
        appId);
  }

  /** Takes a consent back. */
  public Future<Void> remove(Tx tx, Consent it, PermissionEvents.Names app) {
    return tx.execute(
            "delete from permission where marketplace_id = $1 and permission_id = $2",
            tx.marketplace(),
            it.permissionId())
        .compose(
            rows ->
                rows == 0
                    ? Future.succeededFuture()
                    : tx.append(PermissionEvents.removed(it, app)));
  }

  private static Consent read(Row row) {
    return new Consent(
        row.getUUID("permission_id"),
        row.getUUID("app_id"),
        row.getUUID("user_id"),
        row.getUUID("company_id"),
        Columns.instant(row, "consented_at"),
        row.getString("ip"),
        row.getJsonArray("access").stream().map(String::valueOf).toList());
  }
}
