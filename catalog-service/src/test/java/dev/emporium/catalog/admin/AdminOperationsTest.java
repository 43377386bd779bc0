package dev.emporium.catalog.admin;

import static dev.emporium.catalog.CatalogCalls.ADMIN;
import static dev.emporium.catalog.CatalogCalls.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class AdminOperationsTest {
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static TestClient.Response status(TestClient client, String appId, String status) {
    return ADMIN.check(
        "changeAppStatus",
        client.post(
            "/admin/v1/apps/" + appId + "/status",
            new JsonObject().put("status", status).put("reason", "because")));
  }

  @Test
  void anAppGoesThroughItsStates(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id = calls.created(app("States")).getString("appId");
    assertThat(status(calls.openchannel, id, "approved").status()).as("a draft").isEqualTo(409);
    calls.openchannel.post(
        "/v2/apps/" + id + "/publish",
        new JsonObject().put("developerId", "dev").put("version", 1));
    assertThat(status(calls.openchannel, id, "inReview").json().getString("status"))
        .isEqualTo("inReview");
    assertThat(
            calls
                .openchannel
                .post(
                    "/v2/apps/" + id + "/publish",
                    new JsonObject().put("developerId", "dev").put("version", 1))
                .status())
        .as("locked in review")
        .isEqualTo(400);
    assertThat(status(calls.openchannel, id, "rejected").status()).isEqualTo(200);
    calls.openchannel.post(
        "/v2/apps/" + id + "/publish",
        new JsonObject().put("developerId", "dev").put("version", 1));
    assertThat(status(calls.manager, id, "approved").json().getBoolean("onSale")).isTrue();
    JsonObject suspended = status(calls.openchannel, id, "suspended").json();
    assertThat(suspended.getBoolean("onSale")).isFalse();
    JsonObject shown = calls.openchannel.get("/v2/apps/" + id).json().getJsonObject("status");
    assertThat(shown.getString("value")).isEqualTo("suspended");
    assertThat(shown.getString("modifiedBy")).isEqualTo("administrator");
    assertThat(shown.getString("reason")).isEqualTo("because");
    assertThat(status(calls.openchannel, id, "suspended").status()).isEqualTo(409);
    assertThat(status(calls.openchannel, suspended.getString("appId"), "unsuspended").status())
        .as("by uuid")
        .isEqualTo(200);
    emporium.awaitEvent(
        "catalog",
        e -> e.type().equals("app.unsuspended") && e.marketplace().equals(calls.marketplace));
    assertThat(emporium.events("catalog"))
        .filteredOn(e -> e.subject().equals("app/" + suspended.getString("appId")))
        .extracting(e -> e.type() + " " + e.sequence())
        .containsExactly(
            "app.created 1",
            "app.submitted 2",
            "app.inReview 3",
            "app.rejected 4",
            "app.submitted 5",
            "app.approved 6",
            "app.suspended 7",
            "app.unsuspended 8");
  }

  @Test
  void integrationIsStoredWithIdsAndTold(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id = calls.published(app("Integrated")).getString("appId");
    String path = "/admin/v1/apps/" + id + "/integration";
    JsonObject wanted = ADMIN.requestObject("replaceAppIntegration");
    JsonObject stored =
        ADMIN.check("replaceAppIntegration", calls.openchannel.put(path, wanted)).json();
    JsonObject meter = stored.getJsonArray("meters").getJsonObject(0);
    assertThat(meter.getString("meterId")).matches("[0-9a-f]{24}");
    assertThat(meter.getString("fixedPricePerUnit")).isEqualTo("0.50");
    assertThat(stored.getJsonObject("externalAuth").getString("type")).isEqualTo("basic");
    var event =
        emporium.awaitEvent(
            "catalog",
            e -> e.type().equals("app.integrated") && e.marketplace().equals(calls.marketplace));
    assertThat(event.data().getJsonObject("app").getJsonObject("integration")).isEqualTo(stored);
    assertThat(event.data().getJsonObject("app").getBoolean("onSale")).isTrue();
    wanted.getJsonArray("meters").getJsonObject(0).put("fixedPricePerUnit", 0.75);
    JsonObject again = calls.manager.put(path, wanted).json();
    assertThat(again.getJsonArray("meters").getJsonObject(0).getString("meterId"))
        .isEqualTo(meter.getString("meterId"));
    assertThat(again.getString("appVersionId")).isEqualTo(stored.getString("appVersionId"));
    var refused =
        ADMIN.check(
            "replaceAppIntegration",
            calls.openchannel.put(
                path,
                new JsonObject().put("redirectUris", new JsonArray().add("http://evil.test"))));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("redirectUris");
  }

  @Test
  void rolesAndTenantsAreKept() {
    var calls = new CatalogCalls(service);
    String id = calls.created(app("Mine")).getString("appId");
    assertThat(status(calls.appdirect, id, "approved").status()).isEqualTo(403);
    assertThat(status(new CatalogCalls(service).openchannel, id, "approved").status())
        .isEqualTo(404);
    assertThat(status(calls.openchannel, "nothing", "approved").status()).isEqualTo(404);
    var operator = service.as(Principals.operator());
    String path = "/admin/v1/apps/" + id + "/integration";
    assertThat(operator.put(path, new JsonObject()).status()).isEqualTo(400);
    assertThat(
            operator.put(path + "?marketplaceId=" + calls.marketplace, new JsonObject()).status())
        .isEqualTo(200);
  }
}
