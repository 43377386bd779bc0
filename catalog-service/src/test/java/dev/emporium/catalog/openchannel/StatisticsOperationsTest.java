package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient.Response;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class StatisticsOperationsTest {
  private static final ContractReplay CONTRACT =
      ContractReplay.of("contract/catalog/openchannel-content.yaml");
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static Response counted(
      CatalogCalls calls, String field, String app, Object value, Instant at) {
    var body = new JsonObject().put("appId", app).put("value", value);
    if (at != null) {
      body.put("date", at.toEpochMilli());
    }
    return CONTRACT.check(
        "incrementStatistic", calls.openchannel.post("/v2/stats/increment/" + field, body));
  }

  private static JsonObject statistic(CatalogCalls calls, String app, String field) {
    return calls
        .openchannel
        .get("/v2/apps/" + app)
        .json()
        .getJsonObject("statistics")
        .getJsonObject(field);
  }

  private static Instant ago(int days) {
    return Instant.now(java.time.Clock.systemUTC()).minus(Duration.ofDays(days));
  }

  private static void folded() {
    Emporium.eventually(
        () -> assertThat(service.rows("select 1 from statistic_increment")).isEmpty());
  }

  @Test
  void theDocumentsExampleIsCountedInAForm() {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Form")).getString("appId");
    Response answer =
        CONTRACT.check(
            "incrementStatistic",
            calls.openchannel.form(
                "/v2/stats/increment/downloads",
                Map.of("appId", app, "date", "1457568000000", "value", "1", "userId", "123")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(new JsonObject());
    assertThat(statistic(calls, app, "downloads"))
        .isEqualTo(new JsonObject().put("30day", 0).put("90day", 0).put("total", 1));
    Response wrong =
        calls.openchannel.form(
            "/v2/stats/increment/downloads", Map.of("appId", app, "value", "many"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("value");
  }

  @Test
  void windowsCustomFieldsAndNegativesBeforeAndAfterFolding() {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Windows")).getString("appId");
    counted(calls, "leads", app, 5, null);
    counted(calls, "leads", app, -2, null);
    counted(calls, "leads", app, 10, ago(29));
    counted(calls, "leads", app, 100, ago(30));
    counted(calls, "leads", app, 1000, ago(89));
    counted(calls, "leads", app, 10000, ago(90));
    var expected = new JsonObject().put("30day", 13).put("90day", 1113).put("total", 11113);
    assertThat(statistic(calls, app, "leads")).isEqualTo(expected);
    folded();
    assertThat(statistic(calls, app, "leads")).isEqualTo(expected);
    assertThat(
            service.rows(
                "select 1 from app_statistic_window where field = 'leads' and not settled"))
        .as("ages on")
        .isNotEmpty();
    assertThat(calls.names("query=" + encoded("{'statistics.leads.30day':13}")))
        .as("custom ones are queried too")
        .containsExactly("Windows");
    service.rows("update app_statistic set day = day - 61 where field = 'leads'");
    service.rows("update app_statistic_window set as_of = as_of - 61 where field = 'leads'");
    Emporium.eventually(
        () ->
            assertThat(statistic(calls, app, "leads"))
                .isEqualTo(new JsonObject().put("30day", 0).put("90day", 3).put("total", 11113)));
  }

  @Test
  void listsAreSortedByPopularityFromAnIndex() {
    var calls = new CatalogCalls(service);
    for (int i = 1; i <= 3; i++) {
      String app = calls.published(app("App " + i)).getString("appId");
      counted(calls, "views", app, i == 2 ? 50 : i, null);
    }
    folded();
    assertThat(calls.names("sort=" + encoded("{'statistics.views.30day':-1}")))
        .containsExactly("App 2", "App 3", "App 1");
    assertThat(calls.names("sort=" + encoded("{'statistics.views.total':1}")))
        .containsExactly("App 1", "App 3", "App 2");
    assertThat(
            calls.names(
                "query="
                    + encoded("{'statistics.views.90day':{$gt:2}}")
                    + "&sort="
                    + encoded("{name:-1}")))
        .containsExactly("App 3", "App 2");
  }

  @Test
  void totalsAndSeries() {
    var calls = new CatalogCalls(service);
    String one = calls.published(app("One")).getString("appId");
    String two = calls.published(app("Two").put("developerId", "123")).getString("appId");
    Instant day = Instant.parse("2026-03-30T15:00:00Z");
    counted(calls, "views", one, 3, day);
    counted(calls, "views", two, 4, day.plus(Duration.ofDays(3)));
    counted(calls, "downloads", two, 1, day);
    counted(calls, "downloads", two, 9, day.minus(Duration.ofDays(40)));
    String range =
        "start="
            + day.truncatedTo(ChronoUnit.DAYS).toEpochMilli()
            + "&end="
            + day.plus(Duration.ofDays(3)).toEpochMilli();
    for (int round = 0; round < 2; round++) {
      Response total =
          CONTRACT.check(
              "getStatisticTotal",
              calls.openchannel.get("/v2/stats/total?fields=views,downloads&" + range));
      assertThat(total.json())
          .isEqualTo(
              new JsonObject()
                  .put(
                      "apps",
                      new JsonObject()
                          .put(one, new JsonObject().put("views", 3).put("downloads", 0))
                          .put(two, new JsonObject().put("views", 4).put("downloads", 1)))
                  .put("totals", new JsonObject().put("views", 7).put("downloads", 1)));
      Response series =
          CONTRACT.check(
              "getStatisticSeries",
              calls.openchannel.get(
                  "/v2/stats/series/day/views,downloads?"
                      + range
                      + "&query="
                      + encoded("{'developerId':'123'}")));
      assertThat(series.array().stream().map(point -> ((JsonArray) point).getLong(1)).toList())
          .containsExactly(1L, 0L, 0L, 4L);
      assertThat(series.array().getJsonArray(0).getLong(0))
          .isEqualTo(day.truncatedTo(ChronoUnit.DAYS).toEpochMilli());
      JsonArray months =
          calls
              .openchannel
              .get("/v2/stats/series/month/downloads?start=1767225600000&end=1775174400000")
              .array();
      assertThat(months.stream().map(point -> ((JsonArray) point).getLong(1)).toList())
          .as("January to April")
          .containsExactly(0L, 9L, 1L, 0L);
      folded();
    }
    assertThat(calls.openchannel.get("/v2/stats/series/day/views").array()).hasSize(30);
    assertThat(calls.openchannel.get("/v2/stats/series/month/views").array()).hasSize(12);
    assertThat(
            new CatalogCalls(service)
                .openchannel
                .get("/v2/stats/total?fields=views")
                .json()
                .getJsonObject("totals"))
        .as("another marketplace")
        .isEqualTo(new JsonObject().put("views", 0));
  }

  @Test
  void usersAndDevelopersAreCountedForTheMarketplace(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Peopled").put("developerId", "d1")).getString("appId");
    counted(calls, "views", app, 2, null);
    calls.openchannel.post("/v2/developers/d2", new JsonObject().put("name", "Two"));
    calls.openchannel.post("/v2/developers/d3", new JsonObject().put("name", "Three"));
    assertThat(people(calls, "&start=" + ago(1).toEpochMilli()))
        .isEqualTo(new JsonObject().put("users", 0).put("developers", 3).put("views", 2));
    UUID leaver = Ids.uuid7();
    user(emporium, calls, "user.created", leaver);
    user(emporium, calls, "user.created", Ids.uuid7());
    user(emporium, calls, "user.updated", leaver);
    Emporium.eventually(
        () -> assertThat(people(calls, "").getLong("users")).as("once each").isEqualTo(2));
    user(emporium, calls, "user.removed", leaver);
    calls.openchannel.delete("/v2/developers/d2");
    Emporium.eventually(() -> assertThat(people(calls, "").getLong("users")).isEqualTo(1));
    assertThat(people(calls, "&query=" + encoded("{developerId:'nobody'}")))
        .as("a query picks apps")
        .isEqualTo(new JsonObject().put("users", 1).put("developers", 2).put("views", 0));
    assertThat(people(calls, "&end=" + ago(2).toEpochMilli()).getLong("developers")).isZero();
    JsonArray days = calls.openchannel.get("/v2/stats/series/day/users,developers,views").array();
    assertThat(days.getJsonArray(29).getLong(1)).isEqualTo(5);
    assertThat(days.getJsonArray(28).getLong(1)).isZero();
    calls.openchannel.post("/v2/developers/d2", new JsonObject());
    assertThat(people(calls, "").getLong("developers")).as("came again").isEqualTo(3);
    assertThat(people(new CatalogCalls(service), "").getLong("users")).isZero();
  }

  private static JsonObject people(CatalogCalls calls, String more) {
    Response answer =
        CONTRACT.check(
            "getStatisticTotal",
            calls.openchannel.get("/v2/stats/total?fields=users,developers,views" + more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    answer
        .json()
        .getJsonObject("apps")
        .forEach(app -> assertThat(((JsonObject) app.getValue()).fieldNames()).contains("views"));
    return answer.json().getJsonObject("totals");
  }

  private static void user(Emporium emporium, CatalogCalls calls, String type, UUID user) {
    emporium.publish(
        "installation",
        calls.marketplace,
        type,
        "user/" + user,
        new JsonObject()
            .put("userId", user.toString())
            .put("openchannelUserId", type.equals("user.removed") ? "removed:" + user : "u" + user)
            .put("customData", new JsonObject()));
  }

  @Test
  void refusalsNameTheField() {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Refused")).getString("appId");
    for (var wrong :
        Map.of(
                "total",
                "fields",
                "total?fields=views&query=" + encoded("{nothing:1}"),
                "query",
                "series/day/views?query=" + encoded("{'ownership.date':1}"),
                "query",
                "total?fields=" + encoded("a b"),
                "fields",
                "total?fields=views&query=%7B",
                "query",
                "series/week/views",
                "period",
                "series/day/views?start=5000000000&end=1",
                "end",
                "series/day/views?start=0",
                "start",
                "series/day/views?start=x",
                "start")
            .entrySet()) {
      Response answer = calls.openchannel.get("/v2/stats/" + wrong.getKey());
      assertThat(answer.status()).as(wrong.getKey()).isEqualTo(400);
      assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo(wrong.getValue());
    }
    assertThat(counted(calls, "totalSales", app, 1, null).status()).isEqualTo(400);
    assertThat(counted(calls, "views", app, 1, ago(-2)).status()).isEqualTo(400);
    assertThat(counted(calls, "views", "x", 1, null).status()).isEqualTo(404);
    assertThat(counted(new CatalogCalls(service), "views", app, 1, null).status()).isEqualTo(404);
  }

  @Test
  void salesAreCountedFromWhatIsPaid(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id = calls.published(app("Sold")).getString("appId");
    UUID app =
        (UUID)
            service
                .rows("select app_id from app where openchannel_id = ?", id)
                .get(0)
                .get("app_id");
    String subscription = Ids.uuid7().toString();
    var told =
        new JsonObject()
            .put("subscriptionId", subscription)
            .put("appId", app.toString())
            .put("modelId", "1")
            .put("status", "FREE_TRIAL")
            .put("price", new JsonObject().put("amount", "4.99").put("currency", "USD"))
            .put("model", new JsonObject().put("commission", 3050));
    var events = List.of("subscription.activated", "subscription.renewed", "subscription.renewed");
    IntStream.range(0, 3)
        .forEach(
            i ->
                emporium.publish(
                    "billing",
                    calls.marketplace,
                    events.get(i),
                    "subscription/" + subscription,
                    new JsonObject()
                        .put(
                            "subscription",
                            told.copy().put("status", i == 0 ? "FREE_TRIAL" : "ACTIVE"))));
    Emporium.eventually(
        () -> assertThat(statistic(calls, id, "totalSales").getInteger("total")).isEqualTo(998));
    assertThat(statistic(calls, id, "developerSales").getInteger("total")).isEqualTo(694);
    emporium.publish(
        "billing",
        calls.marketplace,
        "payment.refunded",
        "payment/7",
        new JsonObject()
            .put("amount", new JsonObject().put("amount", "4.99").put("currency", "USD"))
            .put("appIds", new JsonArray().add(app.toString()))
            .put("subscriptionIds", new JsonArray().add(subscription)));
    Emporium.eventually(
        () ->
            assertThat(statistic(calls, id, "developerSales").getInteger("total")).isEqualTo(347));
  }
}
