package dev.emporium.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What time does to ownerships: a sandbox marketplace's clock is moved, billing and installation
 * follow.
 */
@EmporiumTest
class LifecycleTest {
  private static final List<JsonObject> DELIVERED = new CopyOnWriteArrayList<>();
  private static OneMachine machine;
  private static Story story;
  private static GatewayClient appdirect;
  private static HttpServer receiver;

  @BeforeAll
  static void start(Emporium emporium) throws IOException {
    machine = OneMachine.start(emporium);
    story = new Story(machine.gateway(), machine.demo());
    appdirect = story.appdirect;
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          DELIVERED.add(new JsonObject(new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
    machine.close();
  }

  @Test
  void trialsEndInPaymentAndRenewalOrInExpiry() {
    story
        .appdirect
        .post(
            "/admin/v1/webhooks",
            new JsonObject()
                .put("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/")
                .put(
                    "eventTypes",
                    new JsonArray(
                        List.of("payment.complete", "payment.required", "ownership.expired"))))
        .ok();
    String app =
        story.publish(
            "Lifecycle",
            new JsonObject()
                .put("type", "recurring")
                .put("price", 499)
                .put("trial", 14)
                .put("billingPeriod", "monthly")
                .put("currency", "USD"));
    Story.Customer payer = story.customer("Payer", Story.APPROVED);
    Story.Customer debtor = story.customer("Debtor", Story.DECLINED);
    String paid = install(app, payer);
    String unpaid = install(app, debtor);
    assertThat(ownership(paid).getString("ownershipType")).isEqualTo("trial");
    long trialEnds = ownership(paid).getLong("expires");

    advance(Duration.ofDays(15));
    JsonObject subscription =
        Patience.until(
            "the trial has become a paid subscription",
            () -> {
              JsonObject now = ownership(paid);
              return "subscription".equals(now.getString("ownershipType")) ? now : null;
            });
    assertThat(subscription.getString("ownershipStatus")).isEqualTo("active");
    assertThat(subscription.getLong("expires")).isGreaterThan(trialEnds);
    assertThat(payments(payer)).hasSize(1);
    JsonObject expired =
        Patience.until(
            "the unpaid ownership has expired",
            () -> {
              JsonObject now = ownership(unpaid);
              return "cancelled".equals(now.getString("ownershipStatus")) ? now : null;
            });
    assertThat(expired.containsKey("uninstallDate")).isFalse();
    assertThat(delivered("payment.required", unpaid)).isEqualTo(1);
    assertThat(delivered("ownership.expired", unpaid)).isEqualTo(1);

    advance(Duration.ofDays(31));
    Patience.until("the period is renewed", () -> payments(payer).size() == 2 ? payer : null);
    JsonObject renewed =
        Patience.until(
            "the ownership lasts longer",
            () -> {
              JsonObject now = ownership(paid);
              return now.getLong("expires") > subscription.getLong("expires") ? now : null;
            });
    assertThat(renewed.getString("ownershipStatus")).isEqualTo("active");
    Patience.until(
        "both payments are delivered", () -> count("payment.complete", paid) == 2 ? paid : null);

    long soon = now() + Duration.ofDays(1).toMillis();
    story.openchannel.post("/v2/ownership/" + paid, new JsonObject().put("expires", soon)).ok();
    advance(Duration.ofDays(2));
    Patience.until(
        "the set end has come",
        () -> "cancelled".equals(ownership(paid).getString("ownershipStatus")) ? paid : null);
    Patience.until(
        "and the subscription ends with it",
        () ->
            appdirect
                    .get("/api/billing/v1/companies/" + payer.companyId() + "/subscriptions")
                    .ok()
                    .body()
                    .contains("CANCELLED")
                ? paid
                : null);
    assertThat(delivered("ownership.expired", paid)).isEqualTo(1);
    assertThat(machine.deadLetters()).isEmpty();
    new EventAudit().check(machine.events());
  }

  private static String install(String app, Story.Customer customer) {
    String model = story.shelf.model(app);
    var body =
        new JsonObject().put("appId", app).put("userId", customer.userId()).put("modelId", model);
    return Patience.until(
        "installed",
        () -> {
          var answer = story.openchannel.post("/v2/ownership/install", body);
          return answer.status() == 200 ? answer.json().getString("ownershipId") : null;
        });
  }

  /** Tokens age with the clock: the one before is dead, a new one is asked for. */
  private static void advance(Duration by) {
    JsonObject clock =
        appdirect
            .post("/admin/v1/clock", new JsonObject().put("advanceMillis", by.toMillis()))
            .ok()
            .json();
    assertThat(clock.getLong("offsetMillis")).isGreaterThanOrEqualTo(by.toMillis());
    GatewayClient old = appdirect;
    String token =
        machine
            .gateway()
            .basic(
                machine.demo().get("APPDIRECT_CLIENT_ID"),
                machine.demo().get("APPDIRECT_CLIENT_SECRET"))
            .form("/oauth2/token", Map.of("grant_type", "client_credentials"))
            .ok()
            .json()
            .getString("access_token");
    appdirect = machine.gateway().bearer(token).with(Story.PARTNER, story.partner);
    Patience.until(
        "the token from before has expired",
        () -> old.get("/admin/v1/clock").status() == 401 ? token : null);
  }

  private static long now() {
    return java.time.Instant.parse(appdirect.get("/admin/v1/clock").ok().json().getString("now"))
        .toEpochMilli();
  }

  private static JsonObject ownership(String id) {
    return story.openchannel.get("/v2/ownership/" + id).ok().json();
  }

  private static JsonArray payments(Story.Customer customer) {
    var all = new JsonArray();
    appdirect
        .get("/api/billing/v1/companies/" + customer.companyId() + "/payments")
        .ok()
        .array()
        .stream()
        .map(JsonObject.class::cast)
        .filter(p -> "SUCCESSFUL".equals(p.getString("result")))
        .forEach(all::add);
    return all;
  }

  private static int delivered(String type, String ownershipId) {
    Patience.until(type + " is delivered", () -> count(type, ownershipId) > 0 ? type : null);
    return count(type, ownershipId);
  }

  private static int count(String type, String ownershipId) {
    return (int)
        DELIVERED.stream()
            .filter(e -> type.equals(e.getString("eventType")))
            .filter(
                e ->
                    ownershipId.equals(
                        e.getJsonObject("ownership", e.getJsonObject("payment", new JsonObject()))
                            .getString("ownershipId")))
            .map(e -> e.getString("eventId"))
            .distinct()
            .count();
  }
}
