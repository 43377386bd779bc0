package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class PermissionTest {
  private static final ContractReplay REPLAY =
      ContractReplay.of("contract/installation/openchannel-users.yaml");
  private static final ContractReplay OWNERSHIP =
      ContractReplay.of("contract/installation/openchannel.yaml");
  private static Shop first;
  private Shop shop;
  private TestClient client;
  private JsonObject app;
  private String path;

  @BeforeAll
  static void open(Emporium emporium) {
    first = Shop.open(emporium);
  }

  @BeforeEach
  void anApp() {
    shop = first.another();
    client = shop.openchannel();
    app = shop.app(Shop.free());
    require("GPS", "Billing");
    path = "/v2/permission/apps/" + app.getString("openchannelId");
  }

  private void require(String... access) {
    app.put("access", new JsonArray(java.util.List.of(access)));
    shop.tell("app.updated", app);
  }

  private int consent(JsonObject body) {
    return REPLAY.check("addPermissions", client.post(path, body)).status();
  }

  private TestClient.Response access(String user) {
    return REPLAY.check("getPermissions", client.get(path + "?userId=" + user));
  }

  @Test
  void consentIsGivenReadAndWithdrawn() {
    assertThat(access("abc").status()).isEqualTo(404);
    assertThat(consent(REPLAY.requestObject("addPermissions").put("date", 1460577727245L)))
        .isEqualTo(200);
    JsonObject it = access("abc").json();
    assertThat(it)
        .isEqualTo(
            new JsonObject()
                .put("appId", app.getString("openchannelId"))
                .put("userId", "abc")
                .put("date", 1460577727245L)
                .put("ip", "254.34.120.4")
                .put("access", new JsonArray().add("GPS").add("Billing"))
                .put("isValid", true));
    assertThat(shop.another().openchannel().get(path + "?userId=abc").status()).isEqualTo(404);
    assertThat(REPLAY.check("deletePermissions", client.delete(path + "?userId=abc")).status())
        .isEqualTo(200);
    assertThat(access("abc").status()).isEqualTo(404);
    assertThat(REPLAY.check("deletePermissions", client.delete(path + "?userId=abc")).status())
        .isEqualTo(404);
    var removed =
        shop.emporium.awaitEvent(
            "installation",
            e -> e.type().equals("permission.removed") && e.marketplace().equals(shop.marketplace));
    assertThat(removed.sequence()).isEqualTo(2);
    assertThat(removed.data().containsKey("ip")).isFalse();
    Emporium.eventually(
        () -> {
          var event = client.get("/v2/event/" + removed.id().replace("-", "").substring(0, 24));
          assertThat(OWNERSHIP.check("getEvent", event).status()).isEqualTo(200);
          assertThat(event.json().getJsonObject("permission").getString("userId")).isEqualTo("abc");
        });
  }

  @Test
  void newRequirementsMakeAConsentInvalidUntilItIsGivenAgain() {
    consent(new JsonObject().put("userId", "abc"));
    require("GPS", "Billing", "Camera");
    assertThat(access("abc").json().getBoolean("isValid")).isFalse();
    assertThat(access("abc").json().getJsonArray("access")).hasSize(2);
    consent(new JsonObject().put("userId", "abc"));
    assertThat(access("abc").json().getBoolean("isValid")).isTrue();
    require("Camera", "Billing", "GPS");
    assertThat(access("abc").json().getBoolean("isValid")).isTrue();
  }

  @Test
  void aGroupsConsentSpeaksForItsMembersOnly() {
    client.post("/v2/users/ann", new JsonObject().put("groupId", "g"));
    client.post("/v2/users/out", new JsonObject().put("groupId", "h"));
    consent(new JsonObject().put("userId", "ann").put("group", true));
    client.post("/v2/users/bob", new JsonObject().put("groupId", "g"));
    assertThat(access("bob").json().getString("userId")).isEqualTo("bob");
    assertThat(access("out").status()).isEqualTo(404);
    assertThat(client.delete(path + "?userId=bob").status()).isEqualTo(404);
    assertThat(client.delete(path + "?userId=ann").status()).isEqualTo(200);
    assertThat(access("bob").status()).isEqualTo(404);
  }

  @Test
  void anUnknownAppHasNothingToConsentTo() {
    var answer =
        client.post(
            "/v2/permission/apps/5565322ae4b0a70b13a4563f", new JsonObject().put("userId", "abc"));
    assertThat(REPLAY.check("addPermissions", answer).status()).isEqualTo(404);
    assertThat(consent(new JsonObject())).isEqualTo(400);
    assertThat(REPLAY.check("getPermissions", client.get(path)).status()).isEqualTo(400);
  }

  @Test
  void anOwnershipsDataAndEndAreChanged() {
    JsonObject owned = shop.install(app, "abc", "free");
    String at = "/v2/ownership/" + owned.getString("ownershipId");
    JsonObject noted =
        OWNERSHIP
            .check("updateOwnership", client.post(at, OWNERSHIP.requestObject("updateOwnership")))
            .json();
    assertThat(noted.getJsonObject("customData").getString("department")).isEqualTo("billing");
    JsonObject merged =
        OWNERSHIP
            .check(
                "patchOwnership",
                client.patch(
                    at, new JsonObject().put("customData", new JsonObject().put("floor", 3))))
            .json();
    assertThat(merged.getJsonObject("customData"))
        .isEqualTo(new JsonObject().put("department", "billing").put("floor", 3));
    long later = Instant.now(Clock.systemUTC()).plus(Duration.ofDays(2)).toEpochMilli();
    JsonObject ending = client.post(at, new JsonObject().put("expires", later)).json();
    assertThat(ending.getLong("expires")).isEqualTo(later);
    assertThat(client.post(at, new JsonObject().putNull("expires")).json().containsKey("expires"))
        .isFalse();
    assertThat(
            OWNERSHIP
                .check(
                    "updateOwnership",
                    client.post(
                        at, new JsonObject().put("customData", new JsonObject().put("$bad", 1))))
                .status())
        .isEqualTo(400);
    assertThat(
            OWNERSHIP
                .check(
                    "updateOwnership",
                    shop.another().openchannel().post(at, new JsonObject().put("expires", later)))
                .status())
        .isEqualTo(404);
  }

  @Test
  void aSetEndComesWithTheClockAndIsToldAsExpired() {
    JsonObject owned = shop.install(app, "abc", "free");
    String at = "/v2/ownership/" + owned.getString("ownershipId");
    client.post(
        at, new JsonObject().put("expires", Instant.now(Clock.systemUTC()).toEpochMilli() - 1));
    Emporium.eventually(
        () ->
            assertThat(client.get(at).json().getString("ownershipStatus")).isEqualTo("cancelled"));
    var ended =
        shop.emporium.awaitEvent(
            "installation",
            e ->
                e.type().equals("installation.uninstalled")
                    && e.marketplace().equals(shop.marketplace));
    assertThat(ended.data().getString("reason")).isEqualTo("expired");
    Emporium.eventually(
        () ->
            assertThat(
                    client
                        .get("/v2/event/" + ended.id().replace("-", "").substring(0, 24))
                        .json()
                        .getString("eventType"))
                .isEqualTo("ownership.expired"));
    assertThat(shop.installing(app, "abc", "free").json().getString("ownershipId"))
        .isNotEqualTo(owned.getString("ownershipId"));
  }
}
