package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.installation.webhook.WebhookSecret;
import dev.emporium.testkit.ContractReplay;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EmporiumTest
class WebhookTest {
  private static final ContractReplay REPLAY =
      ContractReplay.of("contract/installation/webhooks.yaml");
  private static Shop first;
  private static Emporium emporium;
  private Shop shop;
  private TestClient admin;
  private Receiver receiver;

  @BeforeAll
  static void open(Emporium given) {
    emporium = given;
    first = Shop.open(given, Map.of("WEBHOOK_ALLOW_PRIVATE", "true"));
  }

  @BeforeEach
  void aMarketplace() {
    shop = first.another();
    admin = admin(shop);
    receiver = new Receiver(emporium);
  }

  private static TestClient admin(Shop of) {
    return of.service.as(Principals.appdirect(of.marketplace, null, null, "ROLE_CHANNEL_ADMIN"));
  }

  private JsonObject create(String... types) {
    var answer =
        admin.post(
            "/admin/v1/webhooks",
            new JsonObject()
                .put("url", receiver.url())
                .put("eventTypes", new JsonArray(List.of(types))));
    REPLAY.check("createWebhook", answer);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String at(JsonObject webhook) {
    return "/admin/v1/webhooks/" + webhook.getString("endpointId");
  }

  private JsonObject ok(String operation, TestClient.Response answer) {
    REPLAY.check(operation, answer);
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return answer.json();
  }

  private JsonObject delivery(JsonObject webhook, String state) {
    var found = new JsonObject[1];
    Emporium.eventually(
        () -> {
          JsonArray list =
              ok("listWebhookDeliveries", admin.get(at(webhook) + "/deliveries?state=" + state))
                  .getJsonArray("list");
          assertThat(list).isNotEmpty();
          found[0] = list.getJsonObject(0);
        });
    return ok(
        "readWebhookDelivery",
        admin.get(at(webhook) + "/deliveries/" + found[0].getString("deliveryId")));
  }

  private void user(String id) {
    assertThat(shop.openchannel().post("/v2/users/" + id, new JsonObject()).status())
        .isEqualTo(200);
  }

  @Test
  void theExamplesFit() {
    assertThat(REPLAY.brokenExamples()).isEmpty();
  }

  @Test
  void eventsAreDeliveredSignedAndLogged() {
    JsonObject webhook = create("user.created");
    user("abc");
    shop.openchannel().post("/v2/users/abc", new JsonObject().put("name", "A"));
    JsonObject delivery = delivery(webhook, "delivered");
    assertThat(receiver.letters).hasSize(1);
    Receiver.Letter letter = receiver.letters.get(0);
    assertThat(letter.json().getString("eventType")).isEqualTo("user.created");
    assertThat(shop.openchannel().get("/v2/event/" + letter.json().getString("eventId")).json())
        .isEqualTo(letter.json());
    byte[] secret =
        Base64.getDecoder().decode(webhook.getString("secret").substring("whsec_".length()));
    assertThat(letter.headers().get("webhook-id")).isEqualTo(letter.json().getString("eventId"));
    assertThat(letter.headers().get("webhook-signature"))
        .isEqualTo(
            WebhookSecret.signature(
                List.of(secret),
                letter.headers().get("webhook-id"),
                Long.parseLong(letter.headers().get("webhook-timestamp")),
                letter.body()));
    JsonObject attempt = delivery.getJsonArray("log").getJsonObject(0);
    assertThat(attempt.getInteger("status")).isEqualTo(204);
    assertThat(delivery.getInteger("attempts")).isEqualTo(1);
    assertThat(ok("readWebhook", admin.get(at(webhook))).containsKey("secret")).isFalse();
    assertThat(shop.service.rows("select encode(secret, 'escape') as s from webhook").toString())
        .doesNotContain(webhook.getString("secret").substring(6));
  }

  @Test
  void whatFailsIsTriedAgainOnTheMarketplacesClock() {
    receiver.answer =
        request ->
            request.response().setStatusCode(503).putHeader("retry-after", "3600").end("later");
    JsonObject webhook = create("user.created");
    user("abc");
    Emporium.eventually(() -> assertThat(receiver.letters).hasSize(1));
    Emporium.eventually(
        () -> assertThat(delivery(webhook, "pending").getInteger("attempts")).isEqualTo(1));
    JsonObject waiting = delivery(webhook, "pending");
    assertThat(waiting.getJsonArray("log").getJsonObject(0).getString("response"))
        .isEqualTo("later");
    assertThat(Instant.parse(waiting.getString("nextAttemptAt")))
        .as("Retry-After is longer than the schedule's 5 seconds")
        .isAfter(Instant.now(java.time.Clock.systemUTC()).plus(Duration.ofMinutes(59)));
    receiver.answer = Receiver.status(200);
    shop.service.rows(
        "update kit.marketplace set clock_offset_millis = 3700000, sequence = sequence + 1"
            + " where marketplace_id = ? returning 1",
        shop.marketplace);
    JsonObject done = delivery(webhook, "delivered");
    assertThat(done.getInteger("attempts")).isEqualTo(2);
    assertThat(receiver.letters.get(1).headers().get("webhook-id"))
        .isEqualTo(receiver.letters.get(0).headers().get("webhook-id"));
  }

  @Test
  void redirectsAreFailuresAndGoneDisables() {
    receiver.answer =
        request ->
            request.response().setStatusCode(302).putHeader("location", receiver.url()).end();
    JsonObject webhook = create("user.created");
    user("one");
    Emporium.eventually(
        () -> assertThat(delivery(webhook, "pending").getInteger("attempts")).isEqualTo(1));
    assertThat(receiver.letters).hasSize(1);
    receiver.answer = Receiver.status(410);
    user("two");
    Emporium.eventually(
        () ->
            assertThat(ok("readWebhook", admin.get(at(webhook))).getString("disabledReason"))
                .isEqualTo("GONE"));
    var told =
        emporium.awaitEvent(
            "installation",
            e -> e.type().equals("webhook.disabled") && e.marketplace().equals(shop.marketplace));
    assertThat(told.data().getString("reason")).isEqualTo("GONE");
    assertThat(delivery(webhook, "dropped").getString("nextAttemptAt")).isNull();
    assertThat(
            REPLAY
                .check(
                    "replayWebhook",
                    admin.post(at(webhook) + "/replay", REPLAY.requestObject("replayWebhook")))
                .status())
        .isEqualTo(409);
  }

  @Test
  void eventsAreSentAgainOneByOneAndByTime() {
    JsonObject webhook = create("user.created");
    user("abc");
    JsonObject delivery = delivery(webhook, "delivered");
    ok(
        "resendWebhookDelivery",
        admin.post(at(webhook) + "/deliveries/" + delivery.getString("deliveryId") + "/resend"));
    Emporium.eventually(() -> assertThat(receiver.letters).hasSize(2));
    JsonObject count =
        ok(
            "replayWebhook",
            admin.post(
                at(webhook) + "/replay",
                new JsonObject()
                    .put("from", "2020-01-01T00:00:00Z")
                    .put("to", "2100-01-01T00:00:00Z")));
    assertThat(count.getInteger("count")).isEqualTo(1);
    Emporium.eventually(() -> assertThat(receiver.letters).hasSize(3));
    assertThat(receiver.letters.stream().map(l -> l.headers().get("webhook-id")).distinct())
        .hasSize(1);
  }

  @Test
  void bothSecretsSignWhileOneIsReplaced() {
    JsonObject webhook = create("user.created");
    JsonObject next =
        ok("rotateWebhookSecret", admin.post(at(webhook) + "/secret", new JsonObject()));
    assertThat(next.getString("secret")).isNotEqualTo(webhook.getString("secret"));
    user("abc");
    Emporium.eventually(() -> assertThat(receiver.letters).hasSize(1));
    assertThat(receiver.letters.get(0).headers().get("webhook-signature").split(" ")).hasSize(2);
    ok(
        "rotateWebhookSecret",
        admin.post(at(webhook) + "/secret", new JsonObject().put("overlapSeconds", 0)));
    user("def");
    Emporium.eventually(() -> assertThat(receiver.letters).hasSize(2));
    assertThat(receiver.letters.get(1).headers().get("webhook-signature").split(" ")).hasSize(1);
  }

  @Test
  void aSlowEndpointDelaysNoOtherAndKeepsItsWidth() {
    var slow = new Receiver(emporium);
    slow.answer = request -> {};
    admin.post(
        "/admin/v1/webhooks",
        new JsonObject()
            .put("url", slow.url())
            .put("concurrency", 2)
            .put("eventTypes", new JsonArray().add("user.created")));
    create("user.created");
    for (int i = 0; i < 6; i++) {
      user("u" + i);
    }
    Emporium.eventually(() -> assertThat(receiver.letters).hasSize(6));
    assertThat(slow.letters.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void onlyThisMarketplacesAdministratorSeesThem() {
    JsonObject webhook = create("app.installed");
    TestClient other = admin(shop.another());
    assertThat(REPLAY.check("readWebhook", other.get(at(webhook))).status()).isEqualTo(404);
    assertThat(ok("listWebhooks", other.get("/admin/v1/webhooks")).getJsonArray("webhooks"))
        .isEmpty();
    assertThat(
            REPLAY
                .check(
                    "updateWebhook",
                    other.patch(at(webhook), new JsonObject().put("enabled", false)))
                .status())
        .isEqualTo(404);
    var user = shop.service.as(Principals.appdirect(shop.marketplace, null, null, "ROLE_USER"));
    assertThat(REPLAY.check("listWebhooks", user.get("/admin/v1/webhooks")).status())
        .isEqualTo(403);
    JsonObject off =
        ok("updateWebhook", admin.patch(at(webhook), REPLAY.requestObject("updateWebhook")));
    assertThat(off.getBoolean("enabled")).isFalse();
    var unknown =
        admin.post(
            "/admin/v1/webhooks",
            new JsonObject()
                .put("url", receiver.url())
                .put("eventTypes", new JsonArray().add("nope")));
    assertThat(REPLAY.check("createWebhook", unknown).status()).isEqualTo(400);
    assertThat(REPLAY.check("deleteWebhook", admin.delete(at(webhook))).status()).isEqualTo(204);
    assertThat(REPLAY.check("readWebhook", admin.get(at(webhook))).status()).isEqualTo(404);
  }
}
