package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.ADMIN;
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
class DevelopersOperationsTest {
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static JsonObject ok(String operation, TestClient.Response answer) {
    OPENCHANNEL.check(operation, answer);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void theDocumentsDeveloperIsCreatedChangedAndRead(Emporium emporium) {
    var calls = new CatalogCalls(service);
    JsonObject sample = OPENCHANNEL.requestObject("putDeveloper");
    JsonObject created = ok("putDeveloper", calls.openchannel.post("/v2/developers/123", sample));
    assertThat(created.getString("name")).isEqualTo("Brian");
    assertThat(created.getJsonObject("customData")).isEqualTo(sample.getJsonObject("customData"));
    JsonObject changed =
        ok(
            "putDeveloper",
            calls.openchannel.form(
                "/v2/developers/123", Map.of("username", "bri", "groupId", "g")));
    assertThat(changed.getString("name")).as("kept").isEqualTo("Brian");
    assertThat(changed.getLong("created")).isEqualTo(created.getLong("created"));
    assertThat(ok("getDeveloper", calls.openchannel.get("/v2/developers/123"))).isEqualTo(changed);
    ok(
        "patchDeveloper",
        calls.openchannel.patch(
            "/v2/developers/123",
            new JsonObject().put("customData", new JsonObject().putNull("companyName"))));
    assertThat(
            ok("getDeveloper", calls.openchannel.get("/v2/developers/123"))
                .getJsonObject("customData")
                .fieldNames())
        .containsExactly("interests");
    for (String wrong :
        List.of("{\"email\":\"x\"}", "{\"customData\":{\"$a\":1}}", "{\"customData\":5}")) {
      var answer = calls.openchannel.post("/v2/developers/123", new JsonObject(wrong));
      assertThat(OPENCHANNEL.check("putDeveloper", answer).status()).as(wrong).isEqualTo(400);
    }
    assertThat(new CatalogCalls(service).openchannel.get("/v2/developers/123").status())
        .isEqualTo(404);
    Emporium.eventually(
        () ->
            assertThat(emporium.events("catalog"))
                .filteredOn(e -> e.marketplace().equals(calls.marketplace))
                .extracting(e -> e.type() + " " + e.sequence())
                .containsExactly(
                    "developer.created 1", "developer.updated 2", "developer.updated 3"));
  }

  @Test
  void developersAreMadeByTheirFirstAppAndRemovedByAdministrators(Emporium emporium) {
    var calls = new CatalogCalls(service);
    assertThat(calls.openchannel.get("/v2/developers/dev").status()).isEqualTo(404);
    String id = calls.published(app("Kept")).getString("appId");
    ok("getDeveloper", calls.openchannel.get("/v2/developers/dev"));
    ok("deleteDeveloper", calls.openchannel.delete("/v2/developers/dev"));
    assertThat(calls.openchannel.delete("/v2/developers/dev").status()).isEqualTo(404);
    assertThat(calls.openchannel.get("/v2/developers/dev").status()).isEqualTo(404);
    assertThat(calls.openchannel.patch("/v2/developers/dev", new JsonObject()).status())
        .isEqualTo(404);
    assertThat(ok("getApp", calls.openchannel.get("/v2/apps/" + id)).getString("developerId"))
        .isEqualTo("dev");
    emporium.awaitEvent(
        "catalog",
        e -> e.type().equals("developer.removed") && e.marketplace().equals(calls.marketplace));
    ok(
        "putDeveloper",
        calls.openchannel.post("/v2/developers/dev", new JsonObject().put("name", "Anew")));
    assertThat(ok("listDevelopers", calls.openchannel.get("/v2/developers")).getInteger("count"))
        .isOne();
  }

  @Test
  void listsOfDevelopersFilterSortAndPage() {
    var calls = new CatalogCalls(service);
    for (String name : List.of("Cy", "Ann", "Bob")) {
      ok(
          "putDeveloper",
          calls.openchannel.post(
              "/v2/developers/" + name.toLowerCase(java.util.Locale.ROOT),
              new JsonObject()
                  .put("name", name)
                  .put(
                      "customData",
                      new JsonObject().put("interests", new JsonArray().add(name.length())))));
    }
    assertThat(names(calls, "")).containsExactly("Cy", "Ann", "Bob");
    assertThat(
            names(
                calls,
                "query="
                    + encoded("{'created':{'$gt':1498851408000}}")
                    + "&sort="
                    + encoded("{'name':1}")))
        .containsExactly("Ann", "Bob", "Cy");
    assertThat(
            names(
                calls, "query=" + encoded("{'customData.interests':3}") + "&limit=1&pageNumber=2"))
        .containsExactly("Bob");
    assertThat(names(new CatalogCalls(service), "")).isEmpty();
    for (String wrong :
        List.of(
            "limit=101",
            "query=" + encoded("{secret:1}"),
            "query=%7B",
            "sort=" + encoded("{x:1}"))) {
      var answer =
          OPENCHANNEL.check("listDevelopers", calls.openchannel.get("/v2/developers?" + wrong));
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo(wrong.split("=")[0]);
    }
  }

  private static List<String> names(CatalogCalls calls, String parameters) {
    return ok("listDevelopers", calls.openchannel.get("/v2/developers?" + parameters))
        .getJsonArray("list")
        .stream()
        .map(developer -> ((JsonObject) developer).getString("name"))
        .toList();
  }

  @Test
  void groupsAreKeptByTheirIds() {
    var calls = new CatalogCalls(service);
    String path = "/v2/developers/groups/abc";
    assertThat(OPENCHANNEL.check("getDeveloperGroup", calls.openchannel.get(path)).status())
        .isEqualTo(404);
    JsonObject sample = OPENCHANNEL.requestObject("putDeveloperGroup");
    ok("putDeveloperGroup", calls.openchannel.post(path, sample));
    ok("putDeveloperGroup", calls.openchannel.form(path, Map.of("email", "me@me.com")));
    assertThat(ok("getDeveloperGroup", calls.openchannel.get(path)))
        .isEqualTo(sample.copy().put("groupId", "abc").put("email", "me@me.com"));
    assertThat(
            OPENCHANNEL
                .check("putDeveloperGroup", calls.openchannel.form(path, Map.of("customData", "{")))
                .status())
        .isEqualTo(400);
    assertThat(new CatalogCalls(service).openchannel.get(path).status()).isEqualTo(404);
  }

  @Test
  void accountsActForDevelopers() {
    var calls = new CatalogCalls(service);
    String path = "/v2/developerAccounts/brian-1";
    assertThat(
            OPENCHANNEL
                .check("putDeveloperAccount", calls.openchannel.post(path, new JsonObject()))
                .status())
        .isEqualTo(400);
    JsonObject made =
        ok(
            "putDeveloperAccount",
            calls.openchannel.post(path, OPENCHANNEL.requestObject("putDeveloperAccount")));
    assertThat(made.getString("type")).isEqualTo("owner");
    assertThat(
            ok("getDeveloper", calls.openchannel.get("/v2/developers/123"))
                .getString("developerId"))
        .isEqualTo("123");
    JsonObject patched =
        ok(
            "patchDeveloperAccount",
            calls.openchannel.patch(path, new JsonObject().put("name", "B")));
    assertThat(patched.getString("email")).isEqualTo("brian@mycompany.com");
    assertThat(ok("getDeveloperAccount", calls.openchannel.get(path))).isEqualTo(patched);
    var list =
        calls.openchannel.get("/v2/developerAccounts?query=" + encoded("{developerId:'123'}"));
    assertThat(ok("listDeveloperAccounts", list).getInteger("count")).isOne();
    assertThat(new CatalogCalls(service).openchannel.get(path).status()).isEqualTo(404);
    ok("deleteDeveloperAccount", calls.openchannel.delete(path));
    assertThat(calls.openchannel.get(path).status()).isEqualTo(404);
    assertThat(calls.openchannel.patch(path, new JsonObject()).status()).isEqualTo(404);
    ok(
        "putDeveloperAccount",
        calls.openchannel.post(path, new JsonObject().put("developerId", "9")));
  }

  @Test
  void theMarketShowsItsSettingsAndBoundsPrices(Emporium emporium) {
    var calls = new CatalogCalls(service);
    assertThat(OPENCHANNEL.check("getMarket", calls.openchannel.get("/v2/markets/this")).status())
        .isEqualTo(503);
    emporium.publish(
        "installation",
        calls.marketplace,
        "marketplace.created",
        "marketplace/" + calls.marketplace,
        new JsonObject()
            .put("marketplaceId", calls.marketplace.toString())
            .put("openchannelId", "551ec66be4b0ad30c5437e70")
            .put("partner", "demo1")
            .put("name", "demo1")
            .put("currency", "USD")
            .put("clockOffsetMillis", 0));
    JsonObject sample = ADMIN.requestObject("replaceMarketSettings");
    var set = ADMIN.check("replaceMarketSettings", calls.manager.put("/admin/v1/market", sample));
    assertThat(set.json()).isEqualTo(sample);
    Emporium.eventually(
        () ->
            assertThat(ok("getMarket", calls.openchannel.get("/v2/markets/this")))
                .isEqualTo(OPENCHANNEL.responseExample("getMarket", 200).orElseThrow()));
    emporium.awaitEvent(
        "catalog",
        e -> e.type().equals("market.updated") && e.marketplace().equals(calls.marketplace));
    for (int price : new int[] {98, 100_000}) {
      var answer =
          calls.openchannel.post("/v2/apps", app("Priced", recurring().put("price", price)));
      assertThat(OPENCHANNEL.check("createApp", answer).status()).isEqualTo(400);
      assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo("model.price");
    }
    String id = calls.created(app("Priced", recurring().put("price", 99))).getString("appId");
    calls.created(app("Free"));
    var dear =
        calls.openchannel.post(
            "/v2/apps/" + id + "/versions/1", app("Priced", recurring().put("price", 100_000)));
    assertThat(OPENCHANNEL.check("updateApp", dear).status()).isEqualTo(400);
    for (var wrong :
        List.of(
            sample.copy().put("minPrice", 5).put("maxPrice", 4),
            sample.copy().put("viewAppUrl", "javascript:x"),
            sample
                .copy()
                .put(
                    "attributes",
                    new JsonArray()
                        .add(new JsonObject().put("name", "a").put("type", "select"))))) {
      assertThat(
              ADMIN
                  .check("replaceMarketSettings", calls.manager.put("/admin/v1/market", wrong))
                  .status())
          .isEqualTo(400);
    }
    assertThat(ADMIN.check("getMarketSettings", calls.manager.get("/admin/v1/market")).json())
        .isEqualTo(sample);
    assertThat(calls.appdirect.put("/admin/v1/market", sample).status()).isEqualTo(403);
  }
}
