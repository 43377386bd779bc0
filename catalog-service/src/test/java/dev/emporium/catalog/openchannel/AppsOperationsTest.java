package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.OPENCHANNEL;
import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.encoded;
import static dev.emporium.catalog.CatalogCalls.recurring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class AppsOperationsTest {
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  @Test
  void theDocumentsExampleCreatesAnAppAndItsDeveloper(Emporium emporium) {
    var calls = new CatalogCalls(service);
    JsonObject example = OPENCHANNEL.requestObject("createApp");
    JsonObject created = calls.created(example);
    assertThat(created.getString("appId")).matches("[0-9a-f]{24}");
    assertThat(created.getJsonObject("customData")).isEqualTo(example.getJsonObject("customData"));
    assertThat(created.getJsonArray("safeName")).containsExactly("hot-water-assist");
    assertThat(created.getJsonObject("status").getString("value")).isEqualTo("inDevelopment");
    assertThat(created.getJsonObject("status").getString("modifiedBy")).isEqualTo("developer");
    assertThat(created.getBoolean("isLive")).isFalse();
    assertThat(created.containsKey("submittedDate")).isFalse();
    var event =
        emporium.awaitEvent(
            "catalog",
            e -> e.type().equals("app.created") && e.marketplace().equals(calls.marketplace));
    JsonObject snapshot = event.data().getJsonObject("app");
    assertThat(event.sequence()).isEqualTo(1);
    assertThat(snapshot.getString("openchannelId")).isEqualTo(created.getString("appId"));
    assertThat(snapshot.getBoolean("onSale")).isFalse();
    assertThat(event.aggregateId()).isEqualTo(snapshot.getString("appId"));
    assertThat(
            emporium
                .awaitEvent(
                    "catalog",
                    e ->
                        e.type().equals("developer.created")
                            && e.marketplace().equals(calls.marketplace))
                .data()
                .getString("developerId"))
        .isEqualTo("30");
  }

  @Test
  void aTakenNameIsA409OnNameAndAnAliasIsNumbered() {
    var calls = new CatalogCalls(service);
    calls.created(app("Hot Water"));
    var again = calls.openchannel.post("/v2/apps", app(" hot  WATER "));
    OPENCHANNEL.check("createApp", again);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("name");
    assertThat(calls.created(app("Hot-Water")).getJsonArray("safeName"))
        .containsExactly("hot-water-2");
    assertThat(new CatalogCalls(service).created(app("Hot Water")).getJsonArray("safeName"))
        .as("another marketplace has names of its own")
        .containsExactly("hot-water");
  }

  @Test
  void atTheSameMomentOneNameIsCreatedOnce() {
    var calls = new CatalogCalls(service);
    var answers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> calls.openchannel.post("/v2/apps", app("Race")).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();
    assertThat(answers).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
  }

  @Test
  void whatIsWrongIsNamed() {
    var calls = new CatalogCalls(service);
    refused(calls, app("A").putNull("name"), "name");
    refused(calls, new JsonObject().put("name", "A"), "developerId");
    refused(calls, app("A", new JsonObject().put("type", "gift")), null);
    refused(calls, app("A", new JsonObject().put("type", "free").put("price", 5)), "model.price");
    refused(calls, app("A").put("customData", new JsonObject().put("$x", 1)), "customData");
    refused(calls, app("A").put("customData", new JsonObject().put("x", "\0")), null);
    refused(calls, app("A\0b"), null);
    refused(calls, app("A").put("allow", new JsonObject().put("see", new JsonObject())), "allow");
  }

  private static void refused(CatalogCalls calls, JsonObject body, String field) {
    var answer = OPENCHANNEL.check("createApp", calls.openchannel.post("/v2/apps", body));
    assertThat(answer.status()).as(body.encode() + answer.text()).isEqualTo(400);
    if (field != null) {
      assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo(field);
    }
  }

  @Test
  void formsAreUnderstood() {
    var calls = new CatalogCalls(service);
    var created =
        calls.openchannel.form(
            "/v2/apps",
            Map.of(
                "name",
                "Form",
                "developerId",
                "123",
                "model",
                "[{\"type\":\"single\",\"price\":2500}]"));
    assertThat(created.status()).as(created.text()).isEqualTo(200);
    assertThat(created.json().getJsonArray("model").getJsonObject(0).getInteger("price"))
        .isEqualTo(2500);
    String publish = "/v2/apps/" + created.json().getString("appId") + "/publish";
    var answer = calls.openchannel.form(publish, Map.of("version", "1", "developerId", "123"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(new JsonObject());
    assertThat(calls.names("")).as("pending is not listed").isEmpty();
    var missing = calls.openchannel.form(publish, Map.of("version", "1"));
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("developerId");
  }

  @Test
  void publishingWithApprovalMakesItLiveOnce(Emporium emporium) {
    var calls = new CatalogCalls(service);
    JsonObject created = calls.created(app("Live", recurring()));
    String publish = "/v2/apps/" + created.getString("appId") + "/publish";
    var body =
        new JsonObject().put("developerId", "dev").put("version", 1).put("autoApprove", true);
    var answers =
        IntStream.range(0, 6)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> calls.openchannel.post(publish, body)))
            .toList();
    for (var answer : answers) {
      assertThat(OPENCHANNEL.check("publishApp", answer.join()).status()).isEqualTo(200);
    }
    var approved =
        emporium.awaitEvent(
            "catalog",
            e -> e.type().equals("app.approved") && e.marketplace().equals(calls.marketplace));
    JsonObject snapshot = approved.data().getJsonObject("app");
    assertThat(approved.sequence()).isEqualTo(2);
    assertThat(snapshot.getBoolean("onSale")).isTrue();
    JsonObject plan = snapshot.getJsonArray("plans").getJsonObject(0);
    assertThat(plan.getJsonObject("price"))
        .isEqualTo(new JsonObject().put("amount", "4.99").put("currency", "USD"));
    assertThat(plan.getInteger("trialDays")).isEqualTo(14);
    assertThat(plan.getString("billingPeriod")).isEqualTo("monthly");
    assertThat(plan.getJsonObject("cost").getString("costType")).isEqualTo("RECURRING_FLAT");
    assertThat(emporium.events("catalog"))
        .filteredOn(e -> e.marketplace().equals(calls.marketplace))
        .filteredOn(e -> e.subject().startsWith("app/"))
        .hasSize(2);
    var shown =
        OPENCHANNEL.check(
            "getApp", calls.openchannel.get("/v2/apps/" + created.getString("appId")));
    assertThat(shown.json().getJsonObject("status").getString("modifiedBy")).isEqualTo("system");
    assertThat(shown.json().containsKey("submittedDate")).isTrue();
    for (var wrong :
        List.of(body.copy().put("developerId", "other"), body.copy().put("version", 2))) {
      assertThat(calls.openchannel.post(publish, wrong).status()).isEqualTo(404);
    }
    assertThat(calls.openchannel.post("/v2/apps/x/publish", body).status()).isEqualTo(404);
    assertThat(new CatalogCalls(service).openchannel.post(publish, body).status())
        .as("another marketplace")
        .isEqualTo(404);
  }

  @Test
  void listsFilterSortAndPage() {
    var calls = new CatalogCalls(service);
    for (int i = 1; i <= 5; i++) {
      calls.published(
          app("App " + i, recurring().put("price", 100 * i))
              .put(
                  "customData",
                  new JsonObject()
                      .put("rank", 6 - i)
                      .put("tags", new JsonArray().add("t" + i % 2).add("all"))));
    }
    calls.created(app("Draft"));
    assertThat(calls.names("")).containsExactly("App 1", "App 2", "App 3", "App 4", "App 5");
    assertThat(
            calls.names("query=" + encoded("{'status.value':'approved','customData.tags':'t1'}")))
        .containsExactly("App 1", "App 3", "App 5");
    assertThat(
            calls.names(
                "query=" + encoded("{model:{$elemMatch:{type:'recurring',price:{$gt:300}}}}")))
        .containsExactly("App 4", "App 5");
    assertThat(calls.names("query=" + encoded("{'model.price':{'$gte':500}}")))
        .containsExactly("App 5");
    assertThat(
            calls.names("query=" + encoded("{$or:[{name:'App 2'},{version:2},{developer:'x'}]}")))
        .containsExactly("App 2");
    assertThat(calls.names("sort=" + encoded("{'customData.rank':1}")).get(0)).isEqualTo("App 5");
    assertThat(calls.names("sort=" + encoded("{'model.price':-1}")).get(0)).isEqualTo("App 5");
    assertThat(calls.names("sort=" + encoded("{'statistics.views.total':-1,name:-1}")).get(0))
        .isEqualTo("App 5");
    assertThat(calls.names("sort=" + encoded("{'randomize':1}"))).hasSize(5);
    assertThat(calls.names("limit=2&pageNumber=2")).containsExactly("App 3", "App 4");
    JsonObject page = calls.openchannel.get("/v2/apps?limit=2&pageNumber=9").json();
    assertThat(page.getInteger("count")).isEqualTo(5);
    assertThat(page.getInteger("pages")).isEqualTo(3);
    assertThat(page.getJsonArray("list")).isEmpty();
    for (String wrong :
        List.of(
            "query={",
            "query=" + encoded("{$where:1}"),
            "sort=" + encoded("{name:5}"),
            "limit=1001",
            "limit=0",
            "pageNumber=0",
            "isOwner=true",
            "isOwner=maybe",
            "query=" + encoded("{ownership:1}"),
            "sort=" + encoded("{'ownership.date':1}"))) {
      var answer =
          OPENCHANNEL.check(
              "listApps", calls.openchannel.get("/v2/apps?" + wrong.replace("{", "%7B")));
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .as(wrong)
          .isEqualTo(wrong.startsWith("isOwner=true") ? "userId" : wrong.split("=")[0]);
    }
  }

  @Test
  void viewsAreCountedWhenAsked() {
    var calls = new CatalogCalls(service);
    calls.published(app("Quiet"));
    String id = calls.published(app("Loud")).getString("appId");
    for (int i = 0; i < 3; i++) {
      calls.openchannel.get("/v2/apps/" + id + "?trackViews=true");
    }
    calls.openchannel.get("/v2/apps/" + id);
    JsonObject views =
        calls
            .openchannel
            .get("/v2/apps/" + id)
            .json()
            .getJsonObject("statistics")
            .getJsonObject("views");
    assertThat(views.getInteger("30day")).isEqualTo(3);
    assertThat(views.getInteger("total")).isEqualTo(3);
    Emporium.eventually(
        () ->
            assertThat(calls.names("sort=" + encoded("{'statistics.views.30day':-1}")).get(0))
                .isEqualTo("Loud"));
    assertThat(calls.names("query=" + encoded("{'statistics.views.total':{$gt:2}}")))
        .containsExactly("Loud");
  }
}
