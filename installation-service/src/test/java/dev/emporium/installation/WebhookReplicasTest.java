package dev.emporium.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.EmporiumTest;
import dev.emporium.testkit.Principals;
import dev.emporium.testkit.TestClient;
import dev.emporium.testkit.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several dispatchers at once, endpoints that fail for days, and a replay of much. */
@EmporiumTest
class WebhookReplicasTest {
  private static final Map<String, String> ANYWHERE = Map.of("WEBHOOK_ALLOW_PRIVATE", "true");
  private static Shop first;
  private static Emporium emporium;
  private Shop shop;
  private TestClient admin;
  private Receiver receiver;

  @BeforeAll
  static void open(Emporium given) {
    emporium = given;
    first = Shop.open(given, ANYWHERE);
    replica();
    replica();
  }

  private static TestService replica() {
    return emporium.start(
        "installation",
        wiring ->
            new InstallationsWiring(wiring, AccountStores.from(wiring), Duration.ofSeconds(8))
                .wire(),
        ANYWHERE);
  }

  @BeforeEach
  void aMarketplace() {
    shop = first.another();
    admin =
        shop.service.as(Principals.appdirect(shop.marketplace, null, null, "ROLE_CHANNEL_ADMIN"));
    receiver = new Receiver(emporium);
  }

  private String create(int concurrency, int rate) {
    var answer =
        admin.post(
            "/admin/v1/webhooks",
            new JsonObject()
                .put("url", receiver.url())
                .put("concurrency", concurrency)
                .put("ratePerSecond", rate)
                .put("eventTypes", new JsonArray().add("user.created")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().getString("endpointId");
  }

  private void users(int from, int to) {
    for (int i = from; i < to; i++) {
      assertThat(shop.openchannel().post("/v2/users/u" + i, new JsonObject()).status())
          .isEqualTo(200);
    }
  }

  private List<String> ids() {
    return receiver.letters.stream().map(letter -> letter.headers().get("webhook-id")).toList();
  }

  private long count(String endpoint, String state) {
    return admin
        .get("/admin/v1/webhooks/" + endpoint + "/deliveries?state=" + state)
        .json()
        .getLong("count");
  }

  /** Moves the marketplace's clock, as the API's operation does. */
  private void clock(Duration ahead) {
    shop.service.rows(
        """
        update kit.marketplace set clock_offset_millis = ?, sequence = sequence + 1 where marketplace_id = ?
        returning pg_notify('emporium_signal', 'marketplace/' || marketplace_id)::text
        """,
        ahead.toMillis(),
        shop.marketplace);
  }

  @Test
  void threeDispatchersDeliverEachEventOnce() {
    String endpoint = create(20, 1000);
    users(0, 60);
    Emporium.eventually(() -> assertThat(count(endpoint, "delivered")).isEqualTo(60));
    assertThat(ids()).as("none twice, none lost").hasSize(60).doesNotHaveDuplicates();
    assertThat(shop.service.rows("select 1 from webhook_queue where endpoint_id = ?", endpoint))
        .isEmpty();
    assertThat(
            shop.service.rows(
                "select 1 from webhook_attempt where marketplace_id = ?", shop.marketplace))
        .hasSize(60);
  }

  @Test
  void whatADeadDispatcherHeldIsDeliveredByTheOthers() {
    TestService dying = replica();
    String endpoint = create(50, 1000);
    receiver.answer = request -> {};
    users(0, 12);
    Emporium.eventually(() -> assertThat(receiver.letters).hasSize(12));
    receiver.answer = Receiver.status(200);
    dying.stop();
    assertThat(count(endpoint, "pending")).isPositive();
    // a minute passes: the leases of the dead end
    shop.service.rows(
        "update webhook_queue set leased_until = 'epoch' where endpoint_id = ? returning 1",
        endpoint);
    Emporium.eventually(() -> assertThat(count(endpoint, "delivered")).isEqualTo(12));
    assertThat(ids()).as("the same id again, so that a receiver can tell").hasSize(24);
    assertThat(ids().stream().distinct()).hasSize(12);
  }

  @Test
  void whoFailsForThreeDaysIsDisabledAndTold() {
    String endpoint = create(5, 20);
    receiver.answer = Receiver.status(500);
    users(0, 1);
    Emporium.eventually(
        () ->
            assertThat(webhook(endpoint).getString("failingSince")).as("one attempt").isNotNull());
    clock(Duration.ofDays(2));
    Emporium.eventually(() -> assertThat(receiver.letters).hasSizeGreaterThanOrEqualTo(2));
    assertThat(webhook(endpoint).getBoolean("enabled")).as("two days are not enough").isTrue();
    clock(Duration.ofDays(4));
    Emporium.eventually(
        () -> assertThat(webhook(endpoint).getString("disabledReason")).isEqualTo("FAILING"));
    assertThat(webhook(endpoint).getBoolean("enabled")).isFalse();
    var told =
        emporium.awaitEvent(
            "installation",
            e -> e.type().equals("webhook.disabled") && e.marketplace().equals(shop.marketplace));
    assertThat(told.data().getString("reason")).isEqualTo("FAILING");
    assertThat(count(endpoint, "dropped")).isEqualTo(1);
    receiver.answer = Receiver.status(200);
    admin.patch("/admin/v1/webhooks/" + endpoint, new JsonObject().put("enabled", true));
    users(1, 2);
    Emporium.eventually(() -> assertThat(count(endpoint, "delivered")).isEqualTo(1));
    assertThat(webhook(endpoint).getString("failingSince")).isNull();
  }

  private JsonObject webhook(String endpoint) {
    return admin.get("/admin/v1/webhooks/" + endpoint).json();
  }

  @Test
  void aReplayOfMuchIsQueuedInPagesAndInOrder() {
    shop.service.rows(
        """
        insert into platform_event (marketplace_id, event_id, event_type, occurred_at, data)
        select ?, lpad(to_hex((n * 7919) % 100003), 24, '0'), 'user.created',
          timestamptz '2026-01-01T00:00:00Z' + (n / 3) * interval '1 second', '{}'
        from generate_series(1, 12000) n
        """,
        shop.marketplace);
    String endpoint = create(1, 1);
    var answer =
        admin.post(
            "/admin/v1/webhooks/" + endpoint + "/replay",
            new JsonObject().put("from", "2026-01-01T00:00:00Z").put("to", "2026-02-01T00:00:00Z"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.json().getLong("count")).isEqualTo(12_000);
    assertThat(
            shop.service.rows(
                """
                select 1 from (
                  select e.occurred_at, e.event_id, lag(e.occurred_at) over w as before, lag(e.event_id) over w as id
                  from webhook_delivery d join platform_event e using (marketplace_id, event_id)
                  where d.marketplace_id = ? and d.attempts = 0 window w as (order by d.next_attempt_at)) o
                where (before, id) > (occurred_at, event_id)
                """,
                shop.marketplace))
        .isEmpty();
    assertThat(
            shop.service.rows(
                "select distinct event_id from webhook_delivery where marketplace_id = ?",
                shop.marketplace))
        .hasSize(12_000);
    var part =
        admin.post(
            "/admin/v1/webhooks/" + endpoint + "/replay",
            new JsonObject().put("from", "2026-01-01T00:00:10Z").put("to", "2026-01-01T00:00:20Z"));
    assertThat(part.json().getLong("count")).as("10 seconds of 3").isEqualTo(30);
    assertThat(admin.delete("/admin/v1/webhooks/" + endpoint).status()).isEqualTo(204);
    assertThat(shop.service.rows("select 1 from webhook_queue where endpoint_id = ?", endpoint))
        .isEmpty();
  }
}
