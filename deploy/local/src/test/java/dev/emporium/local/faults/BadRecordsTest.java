package dev.emporium.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Ids;
import dev.emporium.local.Environments;
import dev.emporium.local.GatewayClient;
import dev.emporium.local.Story;
import dev.emporium.testkit.TopicLog;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Topics bring what they should not: everything again, old news under new ids, and what cannot be
 * handled.
 */
@ExtendWith(ClusterExtension.class)
class BadRecordsTest {
  private static final String SALES =
      """
      select app_id || ' ' || field, sum(amount) from (
        select app_id, field, amount from app_statistic
        union all select app_id, field, amount from statistic_increment) as all_sales
      where field like '%Sales' group by 1
      """;
  private static final Duration READING = Duration.ofMinutes(1);

  @Test
  void everythingComesAgainAndOldNewsUnderNewIds(Cluster cluster) {
    Story story = cluster.story();
    installAndUninstall(cluster, story);
    new Figures(cluster).addUp();
    Map<String, Object> before = state(cluster);
    Map<String, Long> counted = counted(cluster);
    replay(cluster, false);
    assertThat(counted(cluster)).as("what is only counted").isEqualTo(counted);
    replay(cluster, true);
    new Figures(cluster).addUp();
    assertThat(state(cluster)).isEqualTo(before);
    assertThat(plainPurchase(cluster)).as("and life goes on").isNotNull();
    new Figures(cluster).addUp();
  }

  @Test
  void poisonIsPutAsideAndTheNextIsHandled(Cluster cluster) {
    String topic = Records.topic("checkout");
    List<String> poison =
        List.of(Records.POISON + " no JSON", unreadablePurchase(cluster).encode());
    for (int partition = 0; partition < cluster.records().partitions(topic); partition++) {
      for (String value : poison) {
        cluster.records().inject(topic, partition, Records.POISON, value);
      }
    }
    awaitRead(cluster);
    assertThat(plainPurchase(cluster)).isNotNull();
    new Figures(cluster).addUp();
    List<TopicLog.Entry> dead = cluster.records().deadLetters();
    assertThat(dead.stream().map(TopicLog.Entry::value).distinct())
        .containsExactlyInAnyOrderElementsOf(poison);
    assertThat(dead)
        .allSatisfy(
            letter ->
                assertThat(letter.headers())
                    .containsKeys("dead-reason", "dead-class", "dead-attempts")
                    .hasEntrySatisfying(
                        "dead-origin", origin -> assertThat(origin).startsWith(topic + "/"))
                    .hasEntrySatisfying(
                        "dead-consumer", who -> assertThat(Environments.SERVICES).contains(who)));
    assertThat(
            dead.stream().filter(letter -> "billing".equals(letter.headers().get("dead-consumer"))))
        .hasSize(poison.size() * cluster.records().partitions(topic));
  }

  /** A well-formed event of a purchase that is none. */
  private static JsonObject unreadablePurchase(Cluster cluster) {
    JsonObject real =
        cluster.records().events().get("checkout").stream()
            .map(TopicLog.Entry::json)
            .filter(event -> "purchase.placed".equals(event.getString("type")))
            .findFirst()
            .orElseThrow();
    return real.put("id", Ids.uuid7().toString())
        .put("data", new JsonObject().put("purchaseId", Records.POISON));
  }

  /**
   * Puts every record in again where it stands, as it is or as another event of the same content.
   */
  private static void replay(Cluster cluster, boolean newIds) {
    for (String service : Environments.SERVICES) {
      String topic = Records.topic(service);
      for (var record : cluster.records().all(topic)) {
        boolean ours = record.headers().lastHeader(Records.INJECTED) == null;
        if (ours) {
          var event = new JsonObject(record.value());
          String value = newIds ? event.put("id", Ids.uuid7().toString()).encode() : record.value();
          cluster.records().inject(topic, record.partition(), record.key(), value);
        }
      }
    }
    awaitRead(cluster);
  }

  private static void awaitRead(Cluster cluster) {
    cluster.records().flush();
    Environments.SERVICES.forEach(
        service ->
            Await.until(
                READING,
                () -> service + " has read all: " + cluster.records().unread(service),
                () -> cluster.records().unread(service) == 0));
  }

  /** Everything a replay could have changed for somebody who looks. */
  private static Map<String, Object> state(Cluster cluster) {
    Rows billing = cluster.rows("billing");
    var all = new TreeMap<String, Object>();
    all.put(
        "subscriptions",
        billing.map("select subscription_id || ' ' || status, version from subscription"));
    all.put("payments", billing.count("select count(*) from payment"));
    all.put("invoices", billing.map("select invoice_number || status, version from invoice"));
    all.put(
        "installations",
        cluster
            .rows("installation")
            .map(
                "select installation_id || ' ' || licence || ' ' || integration, version from installation"));
    all.put(
        "carts",
        cluster.rows("checkout").map("select cart_id || ' ' || status, version from cart"));
    all.put(
        "plans on sale",
        cluster.rows("checkout").map("select plan_id, on_sale::int from catalog_plan"));
    all.put(
        "companies",
        cluster
            .rows("billing")
            .map("select company_id || coalesce(highlevel_id, ''), sequence from known_company"));
    all.put(
        "published",
        cluster.records().events().values().stream()
            .flatMap(List::stream)
            .map(e -> e.json().getString("id"))
            .collect(Collectors.toSet())
            .size());
    return all;
  }

  /** Sums that no sequence guards: the inbox alone keeps a repeated event out of them. */
  private static Map<String, Long> counted(Cluster cluster) {
    Map<String, Long> sums = cluster.rows("catalog").map(SALES);
    sums.put(
        "event log", cluster.rows("installation").count("select count(*) from platform_event"));
    return sums;
  }

  private static void installAndUninstall(Cluster cluster, Story story) {
    String user = "replayed-" + UUID.randomUUID();
    String app = cluster.demo().get("DEMO_FREE_APP_ID");
    String model =
        story
            .openchannel
            .get("/v2/apps/" + app)
            .ok()
            .json()
            .getJsonArray("model")
            .getJsonObject(0)
            .getString("modelId");
    GatewayClient.Answer installed =
        story.openchannel.post(
            "/v2/ownership/install",
            new JsonObject().put("appId", app).put("userId", user).put("modelId", model));
    String ownership = installed.ok().json().getString("ownershipId");
    Await.until(
        READING,
        "it is installed",
        () ->
            "active"
                .equals(
                    story
                        .openchannel
                        .get("/v2/ownership/" + ownership)
                        .json()
                        .getString("ownershipStatus")));
    story
        .openchannel
        .post("/v2/ownership/uninstall/" + ownership, new JsonObject().put("userId", user))
        .ok();
    Await.until(
        READING,
        "the subscription is cancelled",
        () ->
            cluster
                    .rows("billing")
                    .count("select count(*) from subscription where status = 'CANCELLED'")
                > 0);
  }

  private static String plainPurchase(Cluster cluster) {
    var wishes = new LoadWishes(cluster);
    String purchase = wishes.purchase(call -> call.get().ok());
    Await.until(
        READING,
        "the purchase is charged",
        () -> cluster.stripe().charge("purchase/" + purchase) != null);
    return purchase;
  }
}
