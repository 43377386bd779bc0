package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.OPENCHANNEL;
import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient.Response;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Developers of one group own its apps together (openchannel.txt:5768). */
@EmporiumTest
class DeveloperGroupsTest {
  private static TestService service;
  private CatalogCalls calls;
  private String app;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  @BeforeEach
  void aGroupWithAnApp() {
    calls = new CatalogCalls(service);
    group("ann", "g");
    group("bob", "g");
    group("eve", "h");
    JsonObject created = calls.created(app("Shared").put("developerId", "ann"));
    app = created.getString("appId");
    assertThat(created.getString("groupId")).isEqualTo("g");
    assertThat(created.getString("developerId")).isEqualTo("ann");
  }

  private void group(String developer, String group) {
    Response answer =
        calls.openchannel.post(
            "/v2/developers/" + developer, new JsonObject().put("groupId", group));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private Response updated(String developer) {
    return OPENCHANNEL.check(
        "updateApp",
        calls.openchannel.post(
            "/v2/apps/" + app + "/versions/1",
            new JsonObject().put("developerId", developer).put("name", "By " + developer)));
  }

  private Response published(String developer) {
    return calls.openchannel.post(
        "/v2/apps/" + app + "/publish",
        new JsonObject().put("developerId", developer).put("version", 1).put("autoApprove", true));
  }

  private long listed(String developer) {
    return OPENCHANNEL
        .check(
            "listAppVersions", calls.openchannel.get("/v2/apps/versions?developerId=" + developer))
        .json()
        .getLong("count");
  }

  @Test
  void whoIsOfTheGroupActsAsTheAppsDeveloper() {
    assertThat(updated("eve").status()).as("another group").isEqualTo(404);
    assertThat(updated("nobody").status()).isEqualTo(404);
    JsonObject edited = updated("bob").json();
    assertThat(edited.getString("name")).isEqualTo("By bob");
    assertThat(edited.getString("developerId")).as("stays ann's").isEqualTo("ann");
    assertThat(published("eve").status()).isEqualTo(404);
    assertThat(published("bob").status()).isEqualTo(200);
    JsonObject shown = OPENCHANNEL.check("getApp", calls.openchannel.get("/v2/apps/" + app)).json();
    assertThat(shown.getString("groupId")).isEqualTo("g");
    String version = "/v2/apps/" + app + "/versions/1?developerId=";
    assertThat(calls.openchannel.get(version + "bob").json().getString("groupId")).isEqualTo("g");
    assertThat(calls.openchannel.get(version + "eve").status()).isEqualTo(404);
    var suspend = new JsonObject().put("developerId", "bob").put("status", "suspend");
    assertThat(calls.openchannel.post("/v2/apps/" + app + "/status", suspend).status())
        .isEqualTo(200);
    assertThat(calls.openchannel.delete("/v2/apps/" + app + "?developerId=eve").status())
        .isEqualTo(404);
    assertThat(calls.openchannel.delete("/v2/apps/" + app + "?developerId=bob").status())
        .isEqualTo(200);
  }

  @Test
  void listsShowTheGroupsAppsAndAreQueriedByGroup() {
    assertThat(List.of(listed("ann"), listed("bob"), listed("eve"), listed("nobody")))
        .containsExactly(1L, 1L, 0L, 0L);
    published("ann");
    assertThat(calls.names("query=" + encoded("{groupId:'g'}"))).containsExactly("Shared");
    assertThat(calls.names("query=" + encoded("{groupId:'h'}"))).isEmpty();
    assertThat(new CatalogCalls(service).names("query=" + encoded("{groupId:'g'}")))
        .as("another marketplace")
        .isEmpty();
  }

  @Test
  void whoLeavesTakesTheirAppsAlong() {
    group("ann", "");
    assertThat(updated("bob").status()).isEqualTo(404);
    assertThat(updated("ann").json().containsKey("groupId")).isFalse();
    assertThat(listed("bob")).isZero();
    group("ann", "h");
    assertThat(listed("eve")).isOne();
    assertThat(updated("eve").status()).isEqualTo(200);
    calls.openchannel.delete("/v2/developers/eve");
    assertThat(updated("eve").status()).as("deleted").isEqualTo(404);
  }
}
