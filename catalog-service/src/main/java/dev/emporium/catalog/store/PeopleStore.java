package dev.emporium.catalog.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The marketplace's own statistics: how many {@code users} and {@code developers} came, less those
 * who left (openchannel.txt:2423-2433). They belong to no app.
 */
public final class PeopleStore {
  private static final Map<String, String> TABLES =
      Map.of(
          "users", "marketplace_user came_at",
          "developers", "developer created_at");

  private static final String DAYS =
      """
      WITH bounds AS (
        SELECT $2::text::date::timestamp AT TIME ZONE 'UTC' AS first, $3::text::date::timestamp AT TIME ZONE 'UTC' AS beyond)
      SELECT day, sum(amount)::bigint AS amount FROM (
        SELECT (%2$s AT TIME ZONE 'UTC')::date AS day, 1 AS amount FROM bounds, %1$s
        WHERE marketplace_id = $1 AND %2$s >= first AND %2$s < beyond
        UNION ALL
        SELECT (left_at AT TIME ZONE 'UTC')::date, -1 FROM bounds, %1$s
        WHERE marketplace_id = $1 AND left_at >= first AND left_at < beyond) people
      GROUP BY day ORDER BY day
      """;

  /** Which of these statistics are about people. */
  public static List<String> among(List<String> fields) {
    return fields.stream().filter(TABLES::containsKey).toList();
  }

  /** Each statistic's sum over the days, both included. */
  public Future<Map<String, Long>> totals(
      Tx tx, List<String> fields, LocalDate first, LocalDate last) {
    Future<Map<String, Long>> all = Future.succeededFuture(new LinkedHashMap<>());
    for (String field : among(fields)) {
      all =
          all.compose(
              sums ->
                  days(tx, field, first, last)
                      .map(
                          days -> {
                            long sum = days.values().stream().mapToLong(Long::longValue).sum();
                            sums.put(field, sum);
                            return sums;
                          }));
    }
    return all;
  }

  /** What these statistics changed by on each day, together, added to {@code days}. */
  public Future<Map<LocalDate, Long>> add(
      Tx tx, List<String> fields, LocalDate first, LocalDate last, Map<LocalDate, Long> days) {
    Future<Map<LocalDate, Long>> all = Future.succeededFuture(new TreeMap<>(days));
    for (String field : among(fields)) {
      all =
          all.compose(
              sums ->
                  days(tx, field, first, last)
                      .map(
                          more -> {
                            more.forEach((day, amount) -> sums.merge(day, amount, Long::sum));
                            return sums;
                          }));
    }
    return all;
  }

  private static Future<Map<LocalDate, Long>> days(
      Tx tx, String field, LocalDate first, LocalDate last) {
    String[] words = TABLES.get(field).split(" ", -1);
    return tx.list(
            DAYS.formatted(words[0], words[1]),
            row -> Map.entry(row.getLocalDate("day"), row.getLong("amount")),
            tx.marketplace(),
            first.toString(),
            last.plusDays(1).toString())
        .map(
            rows -> {
              var days = new TreeMap<LocalDate, Long>();
              rows.forEach(row -> days.put(row.getKey(), row.getValue()));
              return days;
            });
  }
}
