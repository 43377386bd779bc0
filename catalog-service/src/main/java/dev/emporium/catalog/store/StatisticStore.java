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

/** What was counted, a row for each app, field and day (openchannel.txt:5946-5955). */
public final class StatisticStore {
  /** Shown even when nothing was counted. */
  private static final List<String> DOCUMENTED =
      List.of("views", "downloads", "developerSales", "totalSales", "ownerships", "reviews");

  private static final Map<String, Integer> WINDOWS = Map.of("30day", 30, "90day", 90);

  /** Adds {@code statistics.<field>.30day|90day|total} of app {@code a}, the documented fields. */
  static QueryFields fields(QueryFields fields, Instant now) {
    QueryFields all = fields;
    for (String field : DOCUMENTED) {
      String sum =
          "(SELECT coalesce(sum(s.amount), 0) FROM app_statistic s WHERE s.app_id = a.app_id AND s.field = '"
              + field
              + "'";
      for (var window : WINDOWS.entrySet()) {
        all =
            all.number(
                "statistics." + field + "." + window.getKey(),
                sum + " AND s.day > DATE '" + today(now).minusDays(window.getValue()) + "')");
      }
      all = all.number("statistics." + field + ".total", sum + ")");
    }
    return all;
  }

  /** {@code {views: {30day, 90day, total}, …}} of each of these apps. */
  public Future<Map<UUID, JsonObject>> of(Tx tx, List<UUID> apps) {
    LocalDate today = today(tx.now());
    return tx.list(
            """
            SELECT app_id, field, sum(amount)::bigint AS total,
              coalesce(sum(amount) FILTER (WHERE day > $3::text::date), 0)::bigint AS month,
              coalesce(sum(amount) FILTER (WHERE day > $4::text::date), 0)::bigint AS quarter
            FROM app_statistic WHERE marketplace_id = $1 AND app_id = ANY($2::uuid[])
            GROUP BY app_id, field ORDER BY app_id, field
            """,
            row -> row,
            tx.marketplace(),
            apps.toArray(UUID[]::new),
            today.minusDays(WINDOWS.get("30day")).toString(),
            today.minusDays(WINDOWS.get("90day")).toString())
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

  private static LocalDate today(Instant now) {
    return now.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Counts one more today, on the marketplace's clock. */
  public Future<Void> count(Tx tx, UUID app, String field) {
    LocalDate today = today(tx.now());
    return tx.execute(
            """
            INSERT INTO app_statistic AS s (marketplace_id, app_id, field, day, amount)
            SELECT $1, app_id, $3, $4::text::date, 1 FROM app WHERE marketplace_id = $1 AND app_id = $2
            ON CONFLICT (app_id, field, day) DO UPDATE SET amount = s.amount + 1
            """,
            tx.marketplace(),
            app,
            field,
            today.toString())
        .mapEmpty();
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
