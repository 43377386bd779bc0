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
import java.util.regex.Pattern;

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
          + ", a.group_id, p.status AS parent_status, p.status_at AS parent_at, p.status_by AS parent_by,"
          + " p.status_reason AS parent_reason";

  private static final String JOINS =
      """
      JOIN app a ON a.app_id = v.app_id AND a.marketplace_id = $1
      LEFT JOIN app_version p ON p.app_id = a.app_id AND p.number = a.live_version AND p.live""";

  private static final Pattern JOINED = Pattern.compile("\\b[ap]\\.");

  private static final String OF_DEVELOPER =
      """
       (a.developer_id = $2 OR a.group_id = (SELECT d.group_id FROM developer d
        WHERE d.marketplace_id = $1 AND d.developer_id = $2 AND NOT d.is_deleted))""";

  // the versions of a deleted app are deleted themselves
  private static final String LIVING = "v.marketplace_id = $1 AND NOT v.is_deleted";

  /**
   * A version and its app's live state.
   *
   * @param parent null when no version is live
   * @param groupId the group of developers that owns the app, or null
   */
  public record Shown(CatalogApp entry, StatusChange parent, String groupId) {}

  /**
   * Versions that are not deleted, by age of their apps.
   *
   * @param developerId whose or whose group's apps; empty for all
   */
  public Future<Page<Shown>> list(Tx tx, Listing listing, Optional<String> developerId) {
    Object[] own =
        developerId
            .map(developer -> new Object[] {tx.marketplace(), developer})
            .orElseGet(() -> new Object[] {tx.marketplace()});
    return listing.run(
        tx,
        FIELDS,
        COLUMNS,
        new Listing.Source(
            "app_version v",
            JOINS,
            JOINED,
            developerId.isPresent() ? LIVING + " AND " + OF_DEVELOPER : LIVING),
        "v.app_id, v.number",
        VersionListStore::read,
        own);
  }

  /** One version, deleted ones too. */
  public Future<Optional<Shown>> find(Tx tx, AppKey key, int number) {
    return tx.one(
        "SELECT %s FROM app_version v %s WHERE v.marketplace_id = $1 AND %s = $2 AND v.number = $3"
            .formatted(COLUMNS, JOINS, key.column()),
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
                row.getString("parent_reason")),
        row.getString("group_id"));
  }
}
