package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppStatus;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Restriction;
import dev.emporium.catalog.domain.StatusChange;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** One row of app {@code a} and its version {@code v}. */
final class AppRows {
  static final String COLUMNS =
      """
      a.app_id, a.openchannel_id, a.application_id, a.edition_id, a.edition_number, a.developer_id,
      a.developer_uuid, a.safe_names, a.live_version, a.latest_version, a.is_deleted, a.integration,
      a.rating, a.review_count, a.settings, a.markups, a.version, a.created_at AS app_created_at,
      v.number, v.name, v.type, v.status, v.status_at, v.status_by, v.status_reason, v.models, v.plans,
      v.custom_data, v.allow_rule, v.restrict_rule, v.access, v.attributes, v.sheet, v.created_at, v.updated_at,
      v.submitted_at, v.published_at, v.is_deleted AS version_deleted""";

  /** Live versions; the tenant stands in both tables, so that either's indexes serve. */
  static final String LIVE =
      """
      app_version v JOIN app a ON a.app_id = v.app_id
      WHERE v.marketplace_id = $1 AND a.marketplace_id = $1 AND v.live""";

  private AppRows() {}

  static CatalogApp read(Row row) {
    return new CatalogApp(
        app(row), version(row), row.getInteger("rating"), row.getInteger("review_count"));
  }

  private static App app(Row row) {
    return new App(
        row.getUUID("app_id"),
        row.getString("openchannel_id"),
        row.getLong("application_id"),
        row.getUUID("edition_id"),
        row.getLong("edition_number"),
        row.getString("developer_id"),
        row.getUUID("developer_uuid"),
        List.of(row.getArrayOfStrings("safe_names")),
        row.getInteger("live_version"),
        row.getInteger("latest_version"),
        row.getBoolean("is_deleted"),
        Documents.integration(row.getJsonObject("integration")),
        SellingDocuments.selling(row.getJsonObject("settings"), row.getJsonArray("markups")),
        row.getInteger("version"),
        instant(row, "app_created_at"));
  }

  private static AppVersion version(Row row) {
    return new AppVersion(
        row.getInteger("number"),
        row.getString("name"),
        row.getString("type"),
        new StatusChange(
            AppStatus.of(row.getString("status")),
            instant(row, "status_at"),
            StatusChange.Actor.of(row.getString("status_by")),
            row.getString("status_reason")),
        Documents.plans(row.getJsonArray("models"), row.getJsonArray("plans")),
        Documents.map(row.getJsonObject("custom_data")),
        new Restriction(
            Documents.map(row.getJsonObject("allow_rule")),
            Documents.map(row.getJsonObject("restrict_rule"))),
        Documents.list(row.getJsonArray("access")),
        Documents.map(row.getJsonObject("attributes")),
        SheetDocuments.sheet(row.getJsonObject("sheet")),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        instant(row, "submitted_at"),
        instant(row, "published_at"),
        row.getBoolean("version_deleted"));
  }

  static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
