package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.OPENCHANNEL;
import static dev.emporium.catalog.CatalogCalls.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.identity.Principal;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class StatusOperationsTest {
  private static final JsonObject DEV = new JsonObject().put("developerId", "dev");
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static int developer(CatalogCalls calls, String app, String word) {
    return OPENCHANNEL
        .check(
            "changeAppStatus",
            calls.openchannel.form(
                "/v2/apps/" + app + "/status",
                Map.of("developerId", "dev", "status", word, "reason", "hosting")))
        .status();
  }

  private static int administrator(CatalogCalls calls, String app, int version, String status) {
    return OPENCHANNEL
        .check(
            "changeVersionStatus",
            calls.openchannel.post(
                "/v2/apps/" + app + "/versions/" + version + "/status",
                new JsonObject().put("status", status).put("reason", "because")))
        .status();
  }

  private static JsonObject status(CatalogCalls calls, String app, int version) {
    return calls
        .openchannel
        .get("/v2/apps/" + app + "/versions/" + version)
        .json()
        .getJsonObject("status");
  }

  private static int publish(CatalogCalls calls, String app, int version, boolean autoApprove) {
    return calls
        .openchannel
        .post(
            "/v2/apps/" + app + "/publish",
            DEV.copy().put("version", version).put("autoApprove", autoApprove))
        .status();
  }

  @Test
  void aDeveloperSuspendsAndUnsuspendsTheirLiveApp(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String draft = calls.created(app("Draft")).getString("appId");
    assertThat(developer(calls, draft, "suspend")).isEqualTo(412);
    String id = calls.published(app("Live")).getString("appId");
    assertThat(developer(calls, id, "stop")).isEqualTo(400);
    assertThat(developer(calls, id, "suspend")).isEqualTo(200);
    assertThat(developer(calls, id, "suspend")).as("again changes nothing").isEqualTo(200);
    JsonObject suspended = status(calls, id, 1);
    assertThat(suspended.getString("value")).isEqualTo("suspended");
    assertThat(suspended.getString("modifiedBy")).isEqualTo("developer");
    assertThat(suspended.getString("reason")).isEqualTo("hosting");
    assertThat(calls.names("query=%7B'status.value':'approved'%7D")).isEmpty();
    assertThat(calls.names("")).containsExactly("Live");
    assertThat(developer(calls, id, "unsuspend")).isEqualTo(200);
    assertThat(status(calls, id, 1).getString("value")).isEqualTo("approved");
    Emporium.eventually(
        () ->
            assertThat(emporium.events("catalog"))
                .filteredOn(e -> e.marketplace().equals(calls.marketplace))
                .extracting(e -> e.type())
                .containsOnlyOnce("app.suspended", "app.unsuspended"));
    assertThat(
            calls
                .openchannel
                .post(
                    "/v2/apps/" + id + "/status",
                    new JsonObject().put("developerId", "x").put("status", "suspend"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void anAdministratorsSuspensionHolds() {
    var calls = new CatalogCalls(service);
    String id = calls.published(app("Live")).getString("appId");
    calls.openchannel.post("/v2/apps/" + id + "/versions/1", DEV);
    assertThat(publish(calls, id, 2, true)).isEqualTo(200);
    assertThat(administrator(calls, id, 1, "suspended")).as("not the live one").isEqualTo(412);
    assertThat(administrator(calls, id, 2, "suspended")).isEqualTo(200);
    assertThat(developer(calls, id, "unsuspend")).isEqualTo(412);
    var live = calls.openchannel.post("/v2/apps/" + id + "/live", DEV.copy().put("version", 1));
    assertThat(live.status()).as("no way round by an older version").isEqualTo(400);
    calls.openchannel.post("/v2/apps/" + id + "/versions/2", DEV);
    assertThat(publish(calls, id, 3, true)).as("nor by a newer one").isEqualTo(400);
    assertThat(publish(calls, id, 3, false)).isEqualTo(200);
    assertThat(administrator(calls, id, 2, "approved")).isEqualTo(200);
    assertThat(status(calls, id, 2).getString("value")).isEqualTo("approved");
  }

  @Test
  void reviewsGoTheirWayAndLockTheVersion() {
    var calls = new CatalogCalls(service);
    String id = calls.created(app("Reviewed")).getString("appId");
    for (String word : new String[] {"inReview", "approved", "suspended", "rejected"}) {
      assertThat(administrator(calls, id, 1, word)).as(word).isEqualTo(412);
    }
    assertThat(administrator(calls, id, 1, "pending")).isEqualTo(400);
    assertThat(administrator(calls, id, 7, "approved")).isEqualTo(404);
    publish(calls, id, 1, false);
    assertThat(administrator(calls, id, 1, "inReview")).isEqualTo(200);
    String path = "/v2/apps/" + id + "/versions/1";
    assertThat(OPENCHANNEL.check("updateApp", calls.openchannel.post(path, DEV)).status())
        .isEqualTo(409);
    assertThat(
            OPENCHANNEL
                .check("deleteAppVersion", calls.openchannel.delete(path + "?developerId=dev"))
                .status())
        .isEqualTo(409);
    assertThat(administrator(calls, id, 1, "rejected")).isEqualTo(200);
    assertThat(status(calls, id, 1).getString("modifiedBy")).isEqualTo("administrator");
    JsonObject edited = calls.openchannel.post(path, DEV).json();
    assertThat(edited.getInteger("version")).as("in place").isOne();
    assertThat(edited.getJsonObject("status").getString("value")).isEqualTo("inDevelopment");
    publish(calls, id, 1, false);
    assertThat(calls.openchannel.post(path, DEV).json().getJsonObject("status").getString("value"))
        .as("what is pending stays so")
        .isEqualTo("pending");
    assertThat(administrator(calls, id, 1, "approved")).isEqualTo(200);
    assertThat(calls.names("")).containsExactly("Reviewed");
    assertThat(administrator(calls, id, 1, "approved")).isEqualTo(412);
    assertThat(new CatalogCalls(service).openchannel.get(path).status()).isEqualTo(404);
  }

  @Test
  void developersMayNotReviewAndStrangersMayNotAdminister() {
    var calls = new CatalogCalls(service);
    String id = calls.created(app("Own")).getString("appId");
    publish(calls, id, 1, false);
    var answer =
        calls.openchannel.post(
            "/v2/apps/" + id + "/versions/1/status",
            new JsonObject().put("status", "approved").put("modifiedBy", "developer"));
    assertThat(OPENCHANNEL.check("changeVersionStatus", answer).status()).isEqualTo(412);
    var stranger = service.as(roleless(Principals.openchannel(calls.marketplace)));
    for (var refused :
        Map.of(
                "changeVersionStatus",
                stranger.post(
                    "/v2/apps/" + id + "/versions/1/status",
                    new JsonObject().put("status", "approved")),
                "patchAppVersion",
                stranger.patch("/v2/apps/" + id + "/versions/1", new JsonObject()),
                "deleteDeveloper",
                stranger.delete("/v2/developers/dev"))
            .entrySet()) {
      assertThat(OPENCHANNEL.check(refused.getKey(), refused.getValue()).status())
          .as(refused.getKey())
          .isEqualTo(403);
    }
  }

  @Test
  void patchesChangeGivenFieldsAndAttributesInPlace() {
    var calls = new CatalogCalls(service);
    String id =
        calls
            .published(
                app("Patched")
                    .put(
                        "customData",
                        new JsonObject()
                            .put("keep", 1)
                            .put("drop", 2)
                            .put("deep", new JsonObject().put("x", 1))))
            .getString("appId");
    String path = "/v2/apps/" + id + "/versions/1";
    var market =
        new JsonObject()
            .put(
                "attributes",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("name", "My Test Attribute")
                            .put("type", "select")
                            .put("values", "val 1,val 2,val 3")));
    assertThat(calls.manager.put("/admin/v1/market", market).status()).isEqualTo(200);
    var patched =
        OPENCHANNEL.check(
            "patchAppVersion",
            calls.openchannel.patch(path, OPENCHANNEL.requestObject("patchAppVersion")));
    assertThat(patched.json().getInteger("version")).isOne();
    assertThat(patched.json().getBoolean("isLive")).isTrue();
    assertThat(patched.json().getJsonObject("attributes").getString("My Test Attribute"))
        .isEqualTo("val 1");
    assertThat(
            calls.names(
                "query=" + CatalogCalls.encoded("{'attributes.My Test Attribute':'val 1'}")))
        .containsExactly("Patched");
    var wrong =
        calls.openchannel.patch(
            path,
            new JsonObject().put("attributes", new JsonObject().put("My Test Attribute", "val 9")));
    assertThat(OPENCHANNEL.check("patchAppVersion", wrong).status()).isEqualTo(400);
    var change =
        new JsonObject()
            .put(
                "customData",
                new JsonObject().putNull("drop").put("deep", new JsonObject().put("y", 2)));
    JsonObject draft = calls.openchannel.patch(path, change).json();
    assertThat(draft.getInteger("version")).as("needs approval").isEqualTo(2);
    assertThat(draft.getJsonObject("customData"))
        .isEqualTo(new JsonObject("{\"keep\":1,\"deep\":{\"x\":1,\"y\":2}}"));
    JsonObject atOnce =
        calls.openchannel.patch(path, change.copy().put("approvalRequired", false)).json();
    assertThat(atOnce.getInteger("version")).isOne();
    assertThat(
            calls
                .openchannel
                .get("/v2/apps/" + id)
                .json()
                .getJsonObject("customData")
                .containsKey("drop"))
        .isFalse();
  }

  private static Principal roleless(Principal principal) {
    return new Principal(
        principal.marketplace(),
        principal.dialect(),
        principal.subject(),
        principal.client(),
        principal.grant(),
        principal.authMethod(),
        null,
        null,
        null,
        null,
        Set.of(),
        Set.of(),
        principal.expires());
  }
}
