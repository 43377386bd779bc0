package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.User;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class NewsTest {
  private static final ContractReplay REPLAY =
      ContractReplay.of("contract/installation/openchannel.yaml");
  private static Shop shop;

  private JsonObject app;
  private Company company;
  private User user;

  @BeforeAll
  static void open(Emporium emporium) {
    shop = Shop.open(emporium);
  }

  @BeforeEach
  void aCustomer() {
    app = shop.app(Shop.plan("recurring", "4.99", 14, "single"));
    company = shop.company("Customer", null);
    user = shop.user(company.companyId());
  }

  private JsonObject sold(String status) {
    return Shop.sold(
        app,
        app.getJsonArray("plans").getJsonObject(0),
        company.companyId(),
        user.userId(),
        status);
  }

  private Map<String, Object> row(JsonObject subscription) {
    var rows =
        shop.service.rows(
            """
            select installation_id::text as id, licence, ownership_type, integration, expires_at::text as expires,
              ended_by, version
            from installation where subscription_id = ?
            """,
            UUID.fromString(subscription.getString("subscriptionId")));
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private void seen(JsonObject subscription, long sequence) {
    Emporium.eventually(
        () ->
            assertThat(
                    shop.service.rows(
                        "select sequence from subscription_seen where subscription_id = ?",
                        UUID.fromString(subscription.getString("subscriptionId"))))
                .containsExactly(Map.of("sequence", sequence)));
  }

  @Test
  void aSubscriptionsLifeIsTheInstallations() {
    JsonObject trial = sold("FREE_TRIAL");
    shop.tellSubscription("subscription.activated", trial);
    seen(trial, 1);
    assertThat(row(trial))
        .containsEntry("licence", "active")
        .containsEntry("ownership_type", "trial");
    assertThat((String) row(trial).get("expires")).startsWith("2026-03-15");

    JsonObject paid = trial.copy().put("status", "ACTIVE");
    shop.tellSubscription("subscription.renewed", paid);
    seen(trial, 2);
    assertThat(row(trial)).containsEntry("ownership_type", "subscription");
    assertThat((String) row(trial).get("expires")).startsWith("2026-04-01");

    shop.tellSubscription("subscription.suspended", trial.copy().put("status", "SUSPENDED"));
    seen(trial, 3);
    assertThat(row(trial))
        .containsEntry("licence", "cancelled")
        .containsEntry("integration", "INACTIVE");

    shop.tellSubscription("subscription.resumed", paid);
    seen(trial, 4);
    assertThat(row(trial))
        .containsEntry("licence", "active")
        .containsEntry("integration", "PENDING_INTEGRATION");

    shop.tellSubscription("subscription.cancelled", trial.copy().put("status", "CANCELLED"));
    seen(trial, 5);
    assertThat(row(trial))
        .containsEntry("licence", "cancelled")
        .containsEntry("ended_by", "appdirect");
    String subject = "installation/" + row(trial).get("id");
    shop.emporium.awaitEvent(
        "installation",
        e -> e.subject().equals(subject) && e.type().equals("installation.uninstalled"));
    assertThat(
            shop.emporium.events("installation").stream()
                .filter(e -> e.subject().equals(subject))
                .map(Received::type))
        .containsExactly(
            "installation.activated",
            "installation.updated",
            "installation.updated",
            "installation.updated",
            "installation.uninstalled");
  }

  @Test
  void oldAndRepeatedEventsChangeNothing() {
    JsonObject sold = sold("ACTIVE");
    shop.tellSubscription("subscription.activated", sold);
    shop.tellSubscription("subscription.cancelled", sold.copy().put("status", "CANCELLED"));
    seen(sold, 2);
    Map<String, Object> ended = row(sold);
    var data = new JsonObject().put("subscription", sold);
    String subject = "subscription/" + sold.getString("subscriptionId");
    var now = Instant.now(Clock.systemUTC());
    var old =
        new Received(
            Ids.uuid7().toString(),
            "/billing",
            "subscription.activated",
            shop.marketplace,
            subject,
            1,
            now,
            data);
    shop.emporium.publish("billing", old);
    shop.emporium.publish("billing", old);
    JsonObject marker = sold("ACTIVE");
    shop.tellSubscription("subscription.activated", marker);
    seen(marker, 1);
    seen(sold, 2);
    assertThat(row(sold)).isEqualTo(ended);
  }

  @Test
  void theCatalogsOldNewsIsIgnored() {
    JsonObject renamed = app.copy().put("name", "Renamed");
    shop.tell("app.updated", renamed);
    shop.emporium.publish(
        "catalog",
        new Received(
            Ids.uuid7().toString(),
            "/catalog",
            "app.updated",
            shop.marketplace,
            "app/" + app.getString("appId"),
            1,
            Instant.now(Clock.systemUTC()),
            new JsonObject().put("app", app)));
    shop.tell("app.updated", renamed.copy().put("version", 3));
    assertThat(
            shop.service
                .rows(
                    "select name from offer where app_id = ?",
                    UUID.fromString(app.getString("appId")))
                .get(0))
        .containsEntry("name", "Renamed");
  }

  @Test
  void eventsCanBeReadBackInBothSpellings() {
    Received approved =
        shop.emporium.publish(
            "catalog",
            shop.marketplace,
            "app.rejected",
            "app/" + app.getString("appId"),
            new JsonObject().put("app", app.copy().put("status", "rejected")));
    JsonObject told = event("/v2/event/", approved.id());
    assertThat(told.getString("eventType")).isEqualTo("app.rejected");
    assertThat(told.getString("marketplaceId")).matches("[0-9a-f]{24}");
    JsonObject inIt = told.getJsonObject("app");
    assertThat(inIt.getString("appId")).isEqualTo(app.getString("openchannelId"));
    assertThat(inIt.getJsonObject("status").getString("value")).isEqualTo("rejected");
    assertThat(inIt.getJsonArray("model").getJsonObject(0).getInteger("price")).isEqualTo(499);
    assertThat(event("/v2/events/", approved.id())).isEqualTo(told);
    String path = "/v2/event/" + hex(approved.id());
    assertThat(REPLAY.check("getEvent", shop.another().openchannel().get(path)).status())
        .isEqualTo(404);
    assertThat(REPLAY.check("getEvent", shop.openchannel().get("/v2/event/nonsense")).status())
        .isEqualTo(404);
  }

  @Test
  void installationsPaymentsAndUsersAreRecordedWithTheirPayloads() {
    JsonObject sold = sold("ACTIVE");
    shop.tellSubscription("subscription.activated", sold);
    seen(sold, 1);
    String subject = "installation/" + row(sold).get("id");
    Received activated =
        shop.emporium.awaitEvent(
            "installation",
            e -> e.subject().equals(subject) && e.type().equals("installation.activated"));
    JsonObject installed = event("/v2/event/", activated.id());
    assertThat(installed.getString("eventType")).isEqualTo("app.installed");
    assertThat(installed.getJsonObject("ownership").getString("ownershipStatus"))
        .isEqualTo("active");
    assertThat(installed.getJsonObject("ownership").getString("userId"))
        .isEqualTo(user.openchannelUserId());

    Received paid = payment("payment.succeeded", sold.getString("subscriptionId"));
    JsonObject payment = event("/v2/event/", paid.id());
    assertThat(payment.getString("eventType")).isEqualTo("payment.complete");
    assertThat(payment.getJsonObject("payment").getInteger("amount")).isEqualTo(499);
    assertThat(payment.getJsonObject("payment").getString("ownershipId"))
        .isEqualTo(installed.getJsonObject("ownership").getString("ownershipId"));
    Received failed = payment("payment.failed", sold.getString("subscriptionId"));
    JsonObject required = event("/v2/event/", failed.id());
    assertThat(required.getString("eventType")).isEqualTo("payment.required");
    assertThat(required.containsKey("ownership")).isTrue();

    shop.tellSubscription("subscription.cancelled", sold.copy().put("status", "CANCELLED"));
    Received ended =
        shop.emporium.awaitEvent(
            "installation",
            e -> e.subject().equals(subject) && e.type().equals("installation.uninstalled"));
    assertThat(event("/v2/event/", ended.id()).getString("eventType")).isEqualTo("app.uninstalled");
    assertThat(
            event("/v2/event/", activated.id())
                .getJsonObject("ownership")
                .getString("ownershipStatus"))
        .isEqualTo("active");

    Received made =
        shop.emporium.awaitEvent("installation", e -> e.subject().equals("user/" + user.userId()));
    assertThat(event("/v2/event/", made.id()).getString("eventType")).isEqualTo("user.created");
  }

  private static Received payment(String type, String subscription) {
    return shop.emporium.publish(
        "billing",
        shop.marketplace,
        type,
        "payment/" + Ids.uuid7(),
        new JsonObject()
            .put("paymentNumber", 55)
            .put("invoiceNumber", 5)
            .put("amount", new JsonObject().put("amount", "4.99").put("currency", "USD"))
            .put("method", "CREDIT_CARD")
            .put("subscriptionIds", new JsonArray().add(subscription))
            .put("appIds", new JsonArray()));
  }

  private static String hex(String id) {
    return id.replace("-", "").substring(0, 24);
  }

  private static JsonObject event(String path, String id) {
    var answer = new TestClient.Response[1];
    Emporium.eventually(
        () -> {
          answer[0] = shop.openchannel().get(path + hex(id));
          assertThat(answer[0].status()).isEqualTo(200);
        });
    return REPLAY
        .check(path.equals("/v2/event/") ? "getEvent" : "getEventPlural", answer[0])
        .json();
  }
}
