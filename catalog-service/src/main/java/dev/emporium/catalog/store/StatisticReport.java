package dev.emporium.catalog.store;

import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums and series of what was counted of the apps a query document picks. The document is about an
 * app's live version, or its latest when none is live; deleted apps are not picked.
 */
public final class StatisticReport {
  /**
   * What is asked for; both days are included.
   *
   * @param fields names of counters, each once
   */
  public record Question(
      List<String> fields, LocalDate first, LocalDate last, QueryDocument query) {}

  /** What was counted of apps, and of the marketplace itself: its people. */
  public record Totals(List<Sum> apps, Map<String, Long> people) {}

  /** One app's sum of one field; {@code app} is 24 hex digits. */
  public record Sum(String app, String field, long amount) {}

  private static final String PICKED =
      """
      WITH counted AS (
        SELECT app_id, field, day, amount FROM app_statistic
        WHERE marketplace_id = $1 AND field = ANY($2::text[]) AND day BETWEEN $3::text::date AND $4::text::date
        UNION ALL
        SELECT app_id, field, day, amount FROM statistic_increment
        WHERE marketplace_id = $1 AND field = ANY($2::text[]) AND day BETWEEN $3::text::date AND $4::text::date)
      SELECT %s
      FROM %scounted c JOIN app a ON a.app_id = c.app_id
      JOIN app_version v ON v.app_id = a.app_id AND v.number = coalesce(a.live_version, a.latest_version)
      WHERE a.marketplace_id = $1 AND NOT a.is_deleted AND %s%s
      GROUP BY %s ORDER BY %s
      """;

  private final PeopleStore people = new PeopleStore();

  /**
   * Each app's sum of each field, apps in the order of their ids, and the sums of people, whom the
   * query document does not pick.
   */
  public Future<Totals> totals(Tx tx, Question question) {
    var parameters = new ArrayList<Object>();
    String sql =
        sql(
            tx,
            question,
            "a.openchannel_id, c.field, sum(c.amount)::bigint AS amount",
            "a.openchannel_id, c.field",
            parameters);
    return tx.list(
            sql,
            row ->
                new Sum(
                    row.getString("openchannel_id"), row.getString("field"), row.getLong("amount")),
            parameters.toArray())
        .compose(
            apps ->
                people
                    .totals(tx, question.fields(), question.first(), question.last())
                    .map(sums -> new Totals(apps, sums)));
  }

  /** The sum of all fields, apps and people on each day anything was counted. */
  public Future<Map<LocalDate, Long>> days(Tx tx, Question question) {
    var parameters = new ArrayList<Object>();
    String sql = sql(tx, question, "c.day, sum(c.amount)::bigint AS amount", "c.day", parameters);
    return tx.list(sql, row -> row, parameters.toArray())
        .map(
            rows -> {
              var days = new TreeMap<LocalDate, Long>();
              rows.forEach(row -> days.put(row.getLocalDate("day"), row.getLong("amount")));
              return days;
            })
        .compose(
            days -> people.add(tx, question.fields(), question.first(), question.last(), days));
  }

  private static String sql(
      Tx tx, Question question, String columns, String groups, List<Object> parameters) {
    parameters.add(tx.marketplace());
    parameters.add(question.fields().toArray(String[]::new));
    parameters.add(question.first().toString());
    parameters.add(question.last().toString());
    SqlCondition condition =
        question
            .query()
            .toSql(StatisticStore.fields(AppListStore.FIELDS).onlyThese(), parameters.size() + 1);
    parameters.addAll(condition.parameters());
    return PICKED.formatted(
        columns,
        StatisticStore.tables(condition.text()),
        condition.text(),
        StatisticStore.conditions(condition.text()),
        groups,
        groups);
  }
}
