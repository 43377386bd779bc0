package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.AppStatus;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.StatusChange;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Versions as developers list and read them: drafts and live ones (openchannel.txt:1210-1556). */
public final class VersionListStore {
  private static final QueryFields FIELDS =
      AppListStore.FIELDS
          .bool("isLive", "v.live")
          .bool("isDeleted", "(v.is_deleted OR a.is_deleted)")
          .text("parent.status", "p.status")
          .text("parent.status.value", "p.status")
          .time("parent.status.lastUpdated", "p.status_at")
          .text("parent.status.modifiedBy", "p.status_by")
          .text("parent.status.reason", "p.status_reason")
          .onlyThese();

  private static final String COLUMNS =
      AppRows.COLUMNS
          + ", p.status AS parent_status, p.status_at AS parent_at, p.status_by AS parent_by,"
          + " p.status_reason AS parent_reason";

  private static final String TABLES =
      """
      app_version v JOIN app a ON a.app_id = v.app_id
      LEFT JOIN app_version p ON p.app_id = a.app_id AND p.number = a.live_version AND p.live
      WHERE v.marketplace_id = $1 AND a.marketplace_id = $1""";

  /**
   * A version and its app's live state.
   *
   * @param parent null when no version is live
   */
  public record Shown(CatalogApp entry, StatusChange parent) {}

  /** Versions that are not deleted, by age of their apps; {@code developerId} may be empty. */
  public Future<Page<Shown>> list(Tx tx, Listing listing, Optional<String> developerId) {
    String from = TABLES + " AND NOT v.is_deleted AND NOT a.is_deleted";
    return developerId.isEmpty()
        ? listing.run(
            tx,
            FIELDS,
            COLUMNS,
            from,
            "v.app_id, v.number",
            VersionListStore::read,
            tx.marketplace())
        : listing.run(
            tx,
            FIELDS,
            COLUMNS,
            from + " AND a.developer_id = $2",
            "v.app_id, v.number",
            VersionListStore::read,
            tx.marketplace(),
            developerId.get());
  }

  /** One version, deleted ones too. */
  public Future<Optional<Shown>> find(Tx tx, AppKey key, int number) {
    return tx.one(
        "SELECT %s FROM %s AND %s = $2 AND v.number = $3".formatted(COLUMNS, TABLES, key.column()),
        VersionListStore::read,
        tx.marketplace(),
        key.value(),
        number);
  }

  private static Shown read(Row row) {
    String parent = row.getString("parent_status");
    return new Shown(
        AppRows.read(row),
        parent == null
            ? null
            : new StatusChange(
                AppStatus.of(parent),
                AppRows.instant(row, "parent_at"),
                StatusChange.Actor.of(row.getString("parent_by")),
                row.getString("parent_reason")));
  }
}
