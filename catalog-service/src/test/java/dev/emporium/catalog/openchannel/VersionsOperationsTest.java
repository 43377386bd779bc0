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
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class VersionsOperationsTest {
  private static final JsonObject DEV = new JsonObject().put("developerId", "dev");
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static String path(String app, int version) {
    return "/v2/apps/" + app + "/versions/" + version;
  }

  private static JsonObject ok(String operation, TestClient.Response answer) {
    OPENCHANNEL.check(operation, answer);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static void refused(
      String operation, TestClient.Response answer, int status, String field) {
    OPENCHANNEL.check(operation, answer);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo(field);
  }

  private static JsonObject edit(CatalogCalls calls, String app, int version, JsonObject body) {
    return ok("updateApp", calls.openchannel.post(path(app, version), DEV.copy().mergeIn(body)));
  }

  private static JsonObject version(CatalogCalls calls, String app, int version) {
    return ok("getAppVersion", calls.openchannel.get(path(app, version)));
  }

  @Test
  void theDocumentsUpdateOfAnApprovedVersionMakesADraft(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id = calls.published(OPENCHANNEL.requestObject("createApp")).getString("appId");
    JsonObject draft =
        ok(
            "updateApp",
            calls.openchannel.post(path(id, 1), OPENCHANNEL.requestObject("updateApp")));
    assertThat(draft.getInteger("version")).isEqualTo(2);
    assertThat(draft.getJsonObject("status").getString("value")).isEqualTo("inDevelopment");
    assertThat(draft.getBoolean("isLatestVersion")).isTrue();
    assertThat(draft.getBoolean("isLive")).isFalse();
    assertThat(draft.getJsonObject("parent").getJsonObject("status").getString("value"))
        .isEqualTo("approved");
    assertThat(draft.containsKey("submittedDate")).isFalse();
    assertThat(version(calls, id, 1).getBoolean("isLive")).isTrue();
    assertThat(version(calls, id, 1).getBoolean("isLatestVersion")).isFalse();
    var event =
        emporium.awaitEvent(
            "catalog",
            e -> e.type().equals("app.updated") && e.marketplace().equals(calls.marketplace));
    assertThat(event.data().getJsonObject("app").getInteger("version")).as("live one").isOne();
  }

  @Test
  void draftsChangeInPlaceAndWhatIsLeftOutIsKept() {
    var calls = new CatalogCalls(service);
    String id =
        calls
            .created(app("Draft", recurring()).put("customData", new JsonObject().put("a", 1)))
            .getString("appId");
    JsonObject edited = edit(calls, id, 1, new JsonObject().put("type", "tool"));
    assertThat(edited.getInteger("version")).isOne();
    assertThat(edited.getString("type")).isEqualTo("tool");
    assertThat(edited.getString("name")).isEqualTo("Draft");
    assertThat(edited.getJsonObject("customData")).isEqualTo(new JsonObject().put("a", 1));
    assertThat(edited.getJsonArray("model").getJsonObject(0).getInteger("price")).isEqualTo(499);
    var form =
        calls.openchannel.form(
            path(id, 1), Map.of("developerId", "dev", "customData", "{\"b\":{\"c\":2}}"));
    assertThat(ok("updateApp", form).getJsonObject("customData").encode())
        .isEqualTo("{\"b\":{\"c\":2}}");
    assertThat(
            calls.openchannel.post(path(id, 1), new JsonObject().put("developerId", "x")).status())
        .isEqualTo(404);
    assertThat(calls.openchannel.post(path(id, 9), DEV).status()).isEqualTo(404);
    assertThat(new CatalogCalls(service).openchannel.post(path(id, 1), DEV).status())
        .as("another marketplace")
        .isEqualTo(404);
  }

  @Test
  void theDocumentsFieldUpdatesReachCustomData() {
    var calls = new CatalogCalls(service);
    String id = calls.created(OPENCHANNEL.requestObject("createApp")).getString("appId");
    JsonObject sample = OPENCHANNEL.requestObject("updateAppFields");
    sample
        .getJsonArray("fields")
        .add(new JsonObject().put("field", "customData.agreement.signed").put("value", true))
        .add(new JsonObject().put("field", "customData.video").putNull("value"))
        .add(new JsonObject().put("field", "name").put("value", "Cold Water"));
    JsonObject edited =
        ok("updateAppFields", calls.openchannel.post(path(id, 1) + "/fields", sample));
    JsonObject data = edited.getJsonObject("customData");
    assertThat(data.getJsonArray("images")).hasSize(2);
    assertThat(data.getJsonObject("agreement").getBoolean("signed")).isTrue();
    assertThat(data.containsKey("video")).isFalse();
    assertThat(data.getString("author")).isEqualTo("Andrea");
    assertThat(edited.getJsonArray("safeName")).containsExactly("cold-water", "hot-water-assist");
    for (var wrong :
        Map.of(
                "status.value",
                "approved",
                "attributes",
                new JsonObject(),
                "customData.author.x",
                1,
                "a..b",
                1)
            .entrySet()) {
      refused(
          "updateAppFields", fields(calls, id, wrong.getKey(), wrong.getValue()), 400, "fields");
    }
    refused("updateAppFields", fields(calls, id, "model", "free"), 400, "model");
    refused(
        "updateAppFields",
        fields(
            calls,
            id,
            "model",
            new JsonArray().add(new JsonObject().put("type", "single").put("price", "x"))),
        400,
        "model.price");
    refused("updateAppFields", fields(calls, id, "name", 5), 400, "name");
    refused("updateAppFields", fields(calls, id, "name", null), 400, "name");
  }

  private static TestClient.Response fields(
      CatalogCalls calls, String app, String field, Object value) {
    return calls.openchannel.post(
        path(app, 1) + "/fields",
        new JsonObject()
            .put("developerId", "30")
            .put(
                "fields",
                new JsonArray().add(new JsonObject().put("field", field).put("value", value))));
  }

  @Test
  void namesAreUniqueAmongLiveAndDraftsAndFreedWhenGivenUp() {
    var calls = new CatalogCalls(service);
    String a = calls.published(app("Alpha")).getString("appId");
    String b = calls.created(app("Beta")).getString("appId");
    refused(
        "updateApp",
        calls.openchannel.post(path(b, 1), DEV.copy().put("name", " ALPHA ")),
        409,
        "name");
    edit(calls, a, 1, new JsonObject().put("name", "Gamma"));
    assertThat(calls.openchannel.post("/v2/apps", app("Gamma")).status()).isEqualTo(409);
    assertThat(calls.openchannel.post("/v2/apps", app("Alpha")).status())
        .as("the live name is kept until the new one is live")
        .isEqualTo(409);
    publish(calls, a, 2);
    String newAlpha = calls.created(app("Alpha")).getString("appId");
    refused(
        "changeLiveVersion",
        calls.openchannel.post("/v2/apps/" + a + "/live", DEV.copy().put("version", 1)),
        409,
        "name");
    for (String alias : List.of("alpha", "gamma")) {
      JsonObject found =
          ok("getAppBySafeName", calls.openchannel.get("/v2/apps/bySafeName/" + alias));
      assertThat(found.getString("appId")).isEqualTo(a);
      assertThat(found.getJsonArray("safeName")).containsExactly("gamma", "alpha");
    }
    assertThat(version(calls, newAlpha, 1).getJsonArray("safeName")).containsExactly("alpha-2");
    refused("getAppBySafeName", calls.openchannel.get("/v2/apps/bySafeName/nothing"), 404, null);
    assertThat(new CatalogCalls(service).openchannel.get("/v2/apps/bySafeName/gamma").status())
        .isEqualTo(404);
  }

  private static void publish(CatalogCalls calls, String app, int version) {
    ok(
        "publishApp",
        calls.openchannel.post(
            "/v2/apps/" + app + "/publish",
            DEV.copy().put("version", version).put("autoApprove", true)));
  }

  @Test
  void aModelKeepsItsPlanAcrossVersionsAndEarlierVersionsCanGoLiveAgain(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id = calls.published(app("Priced", recurring())).getString("appId");
    edit(
        calls,
        id,
        1,
        new JsonObject().put("model", new JsonArray().add(recurring().put("price", 799))));
    refused(
        "changeLiveVersion",
        calls.openchannel.post("/v2/apps/" + id + "/live", DEV.copy().put("version", 2)),
        400,
        "version");
    publish(calls, id, 2);
    assertThat(version(calls, id, 2).getBoolean("isLive")).isTrue();
    assertThat(price(calls, id)).isEqualTo(799);
    ok(
        "changeLiveVersion",
        calls.openchannel.form(
            "/v2/apps/" + id + "/live", Map.of("developerId", "dev", "version", "1")));
    assertThat(price(calls, id)).isEqualTo(499);
    Emporium.eventually(
        () ->
            assertThat(emporium.events("catalog"))
                .filteredOn(e -> e.marketplace().equals(calls.marketplace))
                .filteredOn(e -> e.subject().startsWith("app/"))
                .extracting(e -> e.type())
                .containsExactly(
                    "app.created", "app.approved", "app.updated", "app.approved", "app.updated"));
    assertThat(emporium.events("catalog"))
        .filteredOn(e -> e.marketplace().equals(calls.marketplace))
        .filteredOn(e -> e.subject().startsWith("app/"))
        .extracting(
            e ->
                e.data()
                    .getJsonObject("app")
                    .getJsonArray("plans")
                    .getJsonObject(0)
                    .getString("planId"))
        .as("one plan")
        .hasSize(5)
        .containsOnly(
            emporium.events("catalog").stream()
                .filter(e -> e.marketplace().equals(calls.marketplace))
                .filter(e -> e.type().equals("app.created"))
                .findFirst()
                .orElseThrow()
                .data()
                .getJsonObject("app")
                .getJsonArray("plans")
                .getJsonObject(0)
                .getString("planId"));
  }

  private static int price(CatalogCalls calls, String app) {
    return calls
        .openchannel
        .get("/v2/apps/" + app)
        .json()
        .getJsonArray("model")
        .getJsonObject(0)
        .getInteger("price");
  }

  @Test
  void deletedAppsCanStillBeReadAndNothingElse(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id = calls.published(app("Gone")).getString("appId");
    refused("deleteApp", calls.openchannel.delete("/v2/apps/" + id), 400, "developerId");
    refused("deleteApp", calls.openchannel.delete("/v2/apps/" + id + "?developerId=x"), 404, null);
    String mine = "/v2/apps/" + id + "?developerId=dev";
    assertThat(new CatalogCalls(service).openchannel.delete(mine).status()).isEqualTo(404);
    assertThat(ok("deleteApp", calls.openchannel.delete(mine)).isEmpty()).isTrue();
    refused("deleteApp", calls.openchannel.delete(mine), 404, null);
    assertThat(calls.names("")).isEmpty();
    JsonObject read = ok("getApp", calls.openchannel.get("/v2/apps/" + id));
    assertThat(read.getBoolean("isDeleted")).isTrue();
    assertThat(read.getBoolean("isLive")).isFalse();
    assertThat(
            ok("getAppBySafeName", calls.openchannel.get("/v2/apps/bySafeName/gone"))
                .getString("appId"))
        .isEqualTo(id);
    assertThat(version(calls, id, 1).getBoolean("isDeleted")).isTrue();
    assertThat(versions(calls, "")).isEmpty();
    refused("updateApp", calls.openchannel.post(path(id, 1), DEV), 404, null);
    var removed =
        emporium.awaitEvent(
            "catalog",
            e -> e.type().equals("app.removed") && e.marketplace().equals(calls.marketplace));
    assertThat(removed.data().getJsonObject("app").getBoolean("onSale")).isFalse();
    assertThat(removed.sequence()).isEqualTo(3);
    assertThat(calls.created(app("Gone")).getJsonArray("safeName")).containsExactly("gone-2");
  }

  @Test
  void deletingVersionsLeavesTheOthers() {
    var calls = new CatalogCalls(service);
    String id = calls.published(app("Many")).getString("appId");
    edit(calls, id, 1, new JsonObject().put("type", "two"));
    edit(calls, id, 1, new JsonObject().put("type", "three"));
    ok("deleteAppVersion", calls.openchannel.delete(path(id, 3) + "?developerId=dev"));
    assertThat(version(calls, id, 2).getBoolean("isLatestVersion")).isTrue();
    assertThat(edit(calls, id, 1, new JsonObject()).getInteger("version"))
        .as("numbers are not used again")
        .isEqualTo(4);
    ok("deleteAppVersion", calls.openchannel.delete(path(id, 1) + "?developerId=dev"));
    assertThat(calls.openchannel.get("/v2/apps/" + id).status()).isEqualTo(404);
    assertThat(version(calls, id, 1).getBoolean("isDeleted")).isTrue();
    assertThat(version(calls, id, 2).containsKey("parent")).isFalse();
    ok("deleteAppVersion", calls.openchannel.delete(path(id, 2) + "?developerId=dev"));
    ok("deleteAppVersion", calls.openchannel.delete(path(id, 4) + "?developerId=dev"));
    refused(
        "deleteAppVersion", calls.openchannel.delete(path(id, 4) + "?developerId=dev"), 404, null);
    assertThat(calls.openchannel.post("/v2/apps", app("Many")).status())
        .as("the last version took the app and its name with it")
        .isEqualTo(200);
  }

  private static List<String> versions(CatalogCalls calls, String parameters) {
    JsonObject page =
        ok("listAppVersions", calls.openchannel.get("/v2/apps/versions?" + parameters));
    return page.getJsonArray("list").stream()
        .map(JsonObject.class::cast)
        .map(v -> v.getString("name") + " " + v.getInteger("version"))
        .toList();
  }

  @Test
  void listsOfVersionsShowDraftsToTheirDevelopers() {
    var calls = new CatalogCalls(service);
    String a = calls.published(app("A")).getString("appId");
    edit(calls, a, 1, new JsonObject());
    calls.created(app("B"));
    calls.created(app("C").put("developerId", "other"));
    assertThat(versions(calls, "")).containsExactly("A 1", "A 2", "B 1", "C 1");
    assertThat(versions(calls, "developerId=dev")).containsExactly("A 1", "A 2", "B 1");
    String sample =
        """
        {"$or": [{"status.value":"rejected","isLatestVersion":true},{"isLive":true},\
        {"status.value":{"$in":["inDevelopment","inReview","pending"]}}]}""";
    assertThat(
            versions(
                calls,
                "developerId=dev&query=" + encoded(sample) + "&sort=" + encoded("{\"status\":1}")))
        .containsExactly("A 1", "A 2", "B 1");
    assertThat(versions(calls, "query=" + encoded("{'parent.status.value':'approved'}")))
        .containsExactly("A 1", "A 2");
    assertThat(versions(calls, "limit=2&pageNumber=2")).containsExactly("B 1", "C 1");
    assertThat(versions(new CatalogCalls(service), "")).isEmpty();
    refused(
        "listAppVersions",
        calls.openchannel.get("/v2/apps/versions?query=" + encoded("{nothing:1}")),
        400,
        "query");
    assertThat(calls.openchannel.get(path(a, 1) + "?developerId=other").status()).isEqualTo(404);
    assertThat(calls.openchannel.get(path(a, 1) + "?developerId=dev").status()).isEqualTo(200);
  }
}
