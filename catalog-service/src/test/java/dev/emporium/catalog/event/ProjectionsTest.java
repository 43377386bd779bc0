package dev.emporium.catalog.event;

import static dev.emporium.catalog.CatalogCalls.OPENCHANNEL;
import static dev.emporium.catalog.CatalogCalls.app;
import static dev.emporium.catalog.CatalogCalls.recurring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class ProjectionsTest {
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static UUID user(
      Emporium emporium, UUID marketplace, String name, UUID company, JsonObject data) {
    UUID user = Ids.uuid7();
    emporium.publish(
        "installation",
        marketplace,
        "user.created",
        "user/" + user,
        new JsonObject()
            .put("userId", user.toString())
            .put("openchannelUserId", name)
            .put("highlevelUserId", "h" + name)
            .put("companyId", company.toString())
            .put("enabled", true)
            .put("customData", data));
    return user;
  }

  @Test
  void restrictionsAreEnforcedForKnownUsers(Emporium emporium) {
    var calls = new CatalogCalls(service);
    var country = new JsonObject().put("country", new JsonArray().add("Canada").add("Mexico"));
    String id =
        calls
            .published(app("Restricted").put("allow", new JsonObject().put("view", country)))
            .getString("appId");
    calls.published(
        app("Barred")
            .put("restrict", new JsonObject().put("view", new JsonObject().put("gender", "Male"))));
    calls.published(app("Open"));
    user(emporium, calls.marketplace, "12", Ids.uuid7(), data("Canada", "Male"));
    user(emporium, calls.marketplace, "14", Ids.uuid7(), data("France", "Female"));
    Emporium.eventually(
        () -> {
          assertThat(calls.names("userId=12")).containsExactly("Restricted", "Open");
          assertThat(calls.names("userId=14")).containsExactly("Barred", "Open");
        });
    assertThat(calls.names("userId=nobody")).containsExactly("Barred", "Open");
    assertThat(calls.names("")).containsExactly("Restricted", "Barred", "Open");
    assertThat(calls.openchannel.get("/v2/apps/" + id + "?userId=12").status()).isEqualTo(200);
    var hidden =
        OPENCHANNEL.check("getApp", calls.openchannel.get("/v2/apps/" + id + "?userId=14"));
    assertThat(hidden.status()).isEqualTo(404);
    var publish =
        new JsonObject().put("developerId", "dev").put("version", 1).put("autoApprove", true);
    assertThat(calls.openchannel.post("/v2/apps/" + id + "/publish", publish).status())
        .as("restrictions make it a 202")
        .isEqualTo(202);
  }

  private static JsonObject data(String country, String gender) {
    return new JsonObject().put("country", country).put("gender", gender);
  }

  @Test
  void ownershipIsAttachedAndAGroupLicenceIsShared(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String id =
        calls.published(app("Owned", recurring().put("license", "group"))).getString("appId");
    calls.published(app("Other"));
    String appId =
        emporium
            .awaitEvent(
                "catalog",
                e ->
                    e.type().equals("app.approved")
                        && e.data().getJsonObject("app").getString("openchannelId").equals(id))
            .aggregateId();
    UUID company = Ids.uuid7();
    UUID owner = user(emporium, calls.marketplace, "owner", company, new JsonObject());
    user(emporium, calls.marketplace, "colleague", company, new JsonObject());
    UUID installation = Ids.uuid7();
    UUID subscription = Ids.uuid7();
    var told =
        new JsonObject()
            .put("installationId", installation.toString())
            .put("ownershipId", "5463cee5e4b042e3e26f1e41")
            .put("appId", appId)
            .put("companyId", company.toString())
            .put("userId", owner.toString())
            .put("subscriptionId", subscription.toString())
            .put("licence", "active")
            .put("ownershipType", "trial")
            .put("expires", "2027-01-01T00:00:00Z");
    String subject = "installation/" + installation;
    var created =
        emporium.publish(
            "installation",
            calls.marketplace,
            "installation.activated",
            subject,
            new JsonObject().put("installation", told));
    emporium.publish("installation", created);
    emporium.publish(
        "billing",
        calls.marketplace,
        "subscription.activated",
        "subscription/" + subscription,
        new JsonObject()
            .put(
                "subscription",
                new JsonObject()
                    .put("subscriptionId", subscription.toString())
                    .put("modelId", "monthly")
                    .put("license", "group")
                    .put("model", new JsonObject().put("type", "recurring"))));
    Emporium.eventually(
        () -> {
          assertThat(calls.names("userId=owner&isOwner=true")).containsExactly("Owned");
          assertThat(calls.names("userId=colleague&isOwner=true")).containsExactly("Owned");
        });
    assertThat(calls.names("userId=stranger&isOwner=true")).isEmpty();
    JsonObject shown =
        OPENCHANNEL
            .check("getApp", calls.openchannel.get("/v2/apps/" + id + "?userId=colleague"))
            .json();
    JsonObject ownership = shown.getJsonObject("ownership");
    assertThat(ownership.getString("ownershipType")).isEqualTo("trial");
    assertThat(ownership.getString("userId")).isEqualTo("owner");
    assertThat(ownership.getLong("expires")).isEqualTo(1798761600000L);
    assertThat(ownership.getJsonObject("model").getInteger("price")).isEqualTo(499);
    assertThat(shown.getJsonObject("statistics").getJsonObject("ownerships").getInteger("total"))
        .as("counted once though told twice")
        .isEqualTo(1);
    emporium.publish(
        "installation",
        calls.marketplace,
        "installation.uninstalled",
        subject,
        new JsonObject().put("installation", told.copy().put("licence", "uninstalled")));
    Emporium.eventually(() -> assertThat(calls.names("userId=owner&isOwner=true")).isEmpty());
    JsonObject after =
        calls.openchannel.get("/v2/apps/" + id + "?userId=owner").json().getJsonObject("ownership");
    assertThat(after.getString("ownershipStatus")).isEqualTo("uninstalled");
    assertThat(after.getLong("uninstallDate")).isPositive();
  }
}
