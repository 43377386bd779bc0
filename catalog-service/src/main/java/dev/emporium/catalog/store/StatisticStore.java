package dev.emporium.catalog.store;

import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is counted (openchannel.txt:5946-5955). Counting appends a row; {@link StatisticFold} folds
 * those rows into days and windows. One app's numbers are exact at once, lists are sorted and
 * queried by the windows, a moment later.
 */
public final class StatisticStore {
  /** Shown even when nothing was counted; every app has a window of each. */
  private static final List<String> DOCUMENTED =
      List.of("views", "downloads", "developerSales", "totalSales", "ownerships", "reviews");

  private static final Map<String, String> COLUMNS =
      Map.of("30day", "month", "90day", "quarter", "total", "total");

  static final int MONTH_DAYS = 30;
  static final int QUARTER_DAYS = 90;

  /**
   * Adds {@code statistics.<field>.30day|90day|total} of app {@code a}. A documented field is a
   * column of the table {@link #tables} names; custom ones are looked up for each app.
   */
  static QueryFields fields(QueryFields fields) {
    QueryFields all =
        fields.json(
            "statistics",
            """
            (SELECT jsonb_object_agg(w.field,
               jsonb_build_object('30day', w.month, '90day', w.quarter, 'total', w.total))
             FROM app_statistic_window w WHERE w.app_id = v.app_id)""");
    for (String field : DOCUMENTED) {
      for (var column : COLUMNS.entrySet()) {
        all =
            all.number(
                "statistics." + field + "." + column.getKey(),
                alias(field) + "." + column.getValue());
      }
    }
    return all;
  }

  /** What to put in front of a FROM list for the counters that {@code sql} speaks of. */
  static String tables(String sql) {
    var tables = new StringBuilder();
    for (String field : DOCUMENTED) {
      if (sql.contains(alias(field) + ".")) {
        tables.append("app_statistic_window ").append(alias(field)).append(", ");
      }
    }
    return tables.toString();
  }

  /** The conditions that tie {@link #tables} to version {@code v}; $1 is the tenant. */
  static String conditions(String sql) {
    var conditions = new StringBuilder();
    for (String field : DOCUMENTED) {
      String alias = alias(field);
      if (sql.contains(alias + ".")) {
        conditions.append(
            " AND %s.app_id = v.app_id AND %s.marketplace_id = $1 AND %s.field = '%s'"
                .formatted(alias, alias, alias, field));
      }
    }
    return conditions.toString();
  }

  private static String alias(String field) {
    return "counted_" + field;
  }

  /** {@code {views: {30day, 90day, total}, …}} of each of these apps, up to this moment. */
  public Future<Map<UUID, JsonObject>> of(Tx tx, List<UUID> apps) {
    LocalDate today = day(tx.now());
    return tx.list(
            """
            SELECT app_id, field, sum(month)::bigint AS month, sum(quarter)::bigint AS quarter,
              sum(total)::bigint AS total
            FROM (
              SELECT app_id, field, month, quarter, total FROM app_statistic_window
              WHERE marketplace_id = $1 AND app_id = ANY($2::uuid[])
              UNION ALL
              SELECT app_id, field, CASE WHEN day > $3::text::date THEN amount ELSE 0 END,
                CASE WHEN day > $4::text::date THEN amount ELSE 0 END, amount
              FROM statistic_increment WHERE marketplace_id = $1 AND app_id = ANY($2::uuid[])) counted
            GROUP BY app_id, field ORDER BY app_id, field
            """,
            row -> row,
            tx.marketplace(),
            apps.toArray(UUID[]::new),
            today.minusDays(MONTH_DAYS).toString(),
            today.minusDays(QUARTER_DAYS).toString())
        .map(
            rows -> {
              var byApp = new HashMap<UUID, JsonObject>();
              apps.forEach(app -> byApp.put(app, nothing()));
              rows.forEach(
                  row ->
                      byApp
                          .get(row.getUUID("app_id"))
                          .put(
                              row.getString("field"),
                              windows(
                                  row.getLong("month"),
                                  row.getLong("quarter"),
                                  row.getLong("total"))));
              return byApp;
            });
  }

  private static JsonObject nothing() {
    var json = new JsonObject();
    DOCUMENTED.forEach(field -> json.put(field, windows(0, 0, 0)));
    return json;
  }

  private static JsonObject windows(long month, long quarter, long total) {
    return new JsonObject().put("30day", month).put("90day", quarter).put("total", total);
  }

  static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Counts one more today, on the marketplace's clock. */
  public Future<Void> count(Tx tx, UUID app, String field) {
    return add(tx, app, field, tx.now(), 1);
  }

  /** Adds to (or takes from) what is counted on the day of this time (UTC). */
  public Future<Void> add(Tx tx, UUID app, String field, Instant at, long amount) {
    return tx.execute(
            """
            INSERT INTO statistic_increment (marketplace_id, app_id, field, day, amount)
            SELECT $1, app_id, $3, $4::text::date, $5 FROM app WHERE marketplace_id = $1 AND app_id = $2
            """,
            tx.marketplace(),
            app,
            field,
            day(at).toString(),
            amount)
        .mapEmpty();
  }

  /** As {@link #add} for an app that is not deleted; false when there is none. */
  public Future<Boolean> add(Tx tx, AppKey app, String field, Instant at, long amount) {
    return tx.execute(
            """
            INSERT INTO statistic_increment (marketplace_id, app_id, field, day, amount)
            SELECT $1, a.app_id, $3, $4::text::date, $5 FROM app a
            WHERE a.marketplace_id = $1 AND %s = $2 AND NOT a.is_deleted
            """
                .formatted(app.column()),
            tx.marketplace(),
            app.value(),
            field,
            day(at).toString(),
            amount)
        .map(rows -> rows == 1);
  }

  /** Counts a new owner, which is also what popularity is made of. */
  public Future<Void> countOwner(Tx tx, UUID app) {
    return tx.execute(
            "UPDATE app SET purchases = purchases + 1 WHERE marketplace_id = $1 AND app_id = $2",
            tx.marketplace(),
            app)
        .compose(done -> count(tx, app, "ownerships"));
  }
}
