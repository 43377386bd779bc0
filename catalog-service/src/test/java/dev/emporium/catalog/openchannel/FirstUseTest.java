package dev.emporium.catalog.openchannel;

import static dev.emporium.catalog.CatalogCalls.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.catalog.CatalogCalls;
import dev.emporium.catalog.CatalogService;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient.Response;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Users and developers are made when an action names them (openchannel.txt:78). */
@EmporiumTest
class FirstUseTest {
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("catalog", CatalogService::wire);
  }

  private static List<String> wanted(Emporium emporium, CatalogCalls calls) {
    return emporium.events("catalog").stream()
        .filter(e -> e.marketplace().equals(calls.marketplace) && e.type().equals("user.wanted"))
        .map(e -> e.data().getString("userId"))
        .toList();
  }

  @Test
  void aReviewAndAStatisticAskForANewUserAndNotForAKnownOne(Emporium emporium) {
    var calls = new CatalogCalls(service);
    String app = calls.published(app("Used")).getString("appId");
    String known = Ids.uuid7().toString();
    emporium.publish(
        "installation",
        calls.marketplace,
        "user.created",
        "user/" + known,
        new JsonObject()
            .put("userId", known)
            .put("openchannelUserId", "known")
            .put("customData", new JsonObject()));
    Emporium.eventually(
        () ->
            assertThat(
                    service.rows("select 1 from marketplace_user where user_id::text = ?", known))
                .hasSize(1));
    for (String user : List.of("known", "writer")) {
      Response written =
          calls.openchannel.post(
              "/v2/reviews",
              new JsonObject()
                  .put("appId", app)
                  .put("userId", user)
                  .put("headline", "Good")
                  .put("description", "It is good")
                  .put("rating", 400)
                  .put("mustOwnApp", false));
      assertThat(written.status()).as(written.text()).isEqualTo(200);
    }
    for (String user : List.of("known", "counter")) {
      Response counted =
          calls.openchannel.form(
              "/v2/stats/increment/downloads", Map.of("appId", app, "userId", user));
      assertThat(counted.status()).as(counted.text()).isEqualTo(200);
    }
    Response nothing =
        calls.openchannel.form(
            "/v2/stats/increment/downloads", Map.of("appId", Ids.hex24(), "userId", "stranger"));
    assertThat(nothing.status()).isEqualTo(404);
    Emporium.eventually(
        () -> assertThat(wanted(emporium, calls)).containsExactlyInAnyOrder("writer", "counter"));
  }

  @Test
  void aDeveloperWhomBillingNamesIsMadeOnce(Emporium emporium) {
    var calls = new CatalogCalls(service);
    for (int i = 0; i < 2; i++) {
      emporium.publish(
          "billing",
          calls.marketplace,
          "developer.wanted",
          "wanted-developer/paid",
          new JsonObject().put("developerId", "paid"));
    }
    Emporium.eventually(
        () -> assertThat(calls.openchannel.get("/v2/developers/paid").status()).isEqualTo(200));
    Received made =
        emporium.awaitEvent(
            "catalog",
            e -> e.type().equals("developer.created") && e.marketplace().equals(calls.marketplace));
    assertThat(made.data()).isEqualTo(new JsonObject().put("developerId", "paid"));
  }

  @Test
  void aMarketplaceMadeBeforeTheProjectionIsAskedFor(Emporium emporium) throws Exception {
    var calls = new CatalogCalls(service);
    var answer = CompletableFuture.supplyAsync(() -> calls.openchannel.get("/v2/markets/this"));
    emporium.awaitEvent(
        "catalog",
        e -> e.type().equals("marketplace.wanted") && e.marketplace().equals(calls.marketplace));
    emporium.publish(
        "installation",
        calls.marketplace,
        "marketplace.updated",
        "marketplace/" + calls.marketplace,
        new JsonObject()
            .put("marketplaceId", calls.marketplace.toString())
            .put("openchannelId", "5565322ae4b0a70b13a4563b")
            .put("name", "Early")
            .put("currency", "EUR")
            .put("clockOffsetMillis", 0));
    Response market = CatalogCalls.OPENCHANNEL.check("getMarket", answer.get(10, TimeUnit.SECONDS));
    assertThat(market.status()).as(market.text()).isEqualTo(200);
    assertThat(market.json().getString("marketplaceId")).isEqualTo("5565322ae4b0a70b13a4563b");
    assertThat(market.json().getString("name")).isEqualTo("Early");
  }
}
