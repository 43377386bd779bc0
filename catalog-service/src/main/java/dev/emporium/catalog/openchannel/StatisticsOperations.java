package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.StatisticFields;
import dev.emporium.catalog.domain.StatisticPeriod;
import dev.emporium.catalog.event.Wanted;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.PeopleStore;
import dev.emporium.catalog.store.StatisticReport;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Developer API and User API, section Statistics. */
public final class StatisticsOperations {
  private final Database database;
  private final StatisticStore statistics;
  private final StatisticReport report;
  private final Wanted wanted;

  public StatisticsOperations(
      Database database, StatisticStore statistics, StatisticReport report, Wanted wanted) {
    this.database = database;
    this.statistics = statistics;
    this.report = report;
    this.wanted = wanted;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("incrementStatistic", this::incrementStatistic)
        .on("getStatisticTotal", this::getStatisticTotal)
        .on("getStatisticSeries", this::getStatisticSeries);
  }

  private Future<Reply> incrementStatistic(Call call) {
    String field = StatisticFields.recordable(call.path("field"));
    JsonObject body = call.body();
    AppKey app = AppKey.openchannel(body.getString("appId")).orElseThrow(this::noApp);
    long value = body.getLong("value", 1L);
    Long date = body.getLong("date");
    String user = body.getString("userId");
    return database
        .inMarketplace(
            call.marketplace(),
            tx -> {
              Instant at = date == null ? tx.now() : Instant.ofEpochMilli(date);
              StatisticFields.happened(at, tx.now());
              return statistics
                  .add(tx, app, field, at, value)
                  .compose(
                      counted ->
                          counted && user != null && !user.isBlank()
                              ? wanted.user(tx, user).map(true)
                              : Future.succeededFuture(counted));
            })
        .map(
            counted -> {
              if (!counted) {
                throw noApp();
              }
              return Reply.ok(new JsonObject());
            });
  }

  private Failure noApp() {
    return Failure.notFound("The app was not found");
  }

  private Future<Reply> getStatisticTotal(Call call) {
    List<String> fields = StatisticFields.list(call.query("fields").orElse(""));
    QueryDocument query = QueryDocument.parse(call.query("query").orElse(null));
    return database
        .read(
            call.marketplace(),
            tx ->
                report.totals(
                    tx,
                    new StatisticReport.Question(
                        fields,
                        day(call, "start", LocalDate.EPOCH),
                        day(call, "end", today(tx)),
                        query)))
        .map(found -> Reply.ok(total(fields, found)));
  }

  private static JsonObject total(List<String> fields, StatisticReport.Totals found) {
    var apps = new JsonObject();
    JsonObject totals = zeros(fields);
    var ofApps = new ArrayList<>(fields);
    ofApps.removeAll(PeopleStore.among(fields));
    found.people().forEach(totals::put);
    for (StatisticReport.Sum sum : found.apps()) {
      if (!apps.containsKey(sum.app())) {
        apps.put(sum.app(), zeros(ofApps));
      }
      apps.getJsonObject(sum.app()).put(sum.field(), sum.amount());
      totals.put(sum.field(), totals.getLong(sum.field()) + sum.amount());
    }
    return new JsonObject().put("apps", apps).put("totals", totals);
  }

  private static JsonObject zeros(List<String> fields) {
    var zeros = new JsonObject();
    fields.forEach(field -> zeros.put(field, 0L));
    return zeros;
  }

  private Future<Reply> getStatisticSeries(Call call) {
    List<String> fields = StatisticFields.list(call.path("fields"));
    var period = StatisticPeriod.of(call.path("period"));
    QueryDocument query = QueryDocument.parse(call.query("query").orElse(null));
    return database
        .read(
            call.marketplace(),
            tx -> {
              LocalDate last = day(call, "end", today(tx));
              LocalDate first = day(call, "start", period.usualStart(last));
              period.check(first, last);
              return report
                  .days(tx, new StatisticReport.Question(fields, first, last, query))
                  .map(days -> period.series(first, last, days));
            })
        .map(
            series -> {
              var points = new JsonArray();
              series.forEach(
                  (date, sum) ->
                      points.add(
                          new JsonArray()
                              .add(date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli())
                              .add(sum)));
              return Reply.ok(points);
            });
  }

  private static LocalDate day(Call call, String name, LocalDate otherwise) {
    return call.queryLong(name)
        .map(millis -> Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate())
        .orElse(otherwise);
  }

  private static LocalDate today(Tx tx) {
    return tx.now().atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
