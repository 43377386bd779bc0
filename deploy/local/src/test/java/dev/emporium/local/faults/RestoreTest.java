package dev.emporium.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.local.Environments;
import dev.emporium.local.GatewayClient;
import dev.emporium.local.Patience;
import dev.emporium.local.Story;
import dev.emporium.testkit.TopicLog;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * README's restore to a backup that was made while nothing was under way: what was sold before is
 * there, what was done since is not and does not come back from Kafka, and the marketplace goes on.
 */
@ExtendWith(ClusterExtension.class)
class RestoreTest {
  private static final Duration BOUND = Duration.ofSeconds(75);

  private Cluster cluster;
  private Story story;

  @Test
  void theMarketplaceGoesOnFromItsBackup(Cluster running) {
    cluster = running;
    story = cluster.story();
    String name = "Restored " + UUID.randomUUID();
    story.publish(
        name, new JsonObject().put("type", "single").put("price", 2500).put("currency", "USD"));
    Story.Customer early = story.customer("Early " + name, Story.APPROVED);
    String kept = finalized(name, early);
    awaitSold(early);
    new Figures(cluster).addUp();

    cluster.killServices();
    Backup backup = Backup.take(cluster);
    cluster.startServices();
    assertThat(published("purchase.placed", kept)).as("published once").hasSize(1);

    // what the backup does not know: sold, but billing has not heard of it when all of it is lost
    Story.Customer late = story.customer("Late " + name, Story.APPROVED);
    String cart = readyCart(name, late);
    cluster.process("billing").kill();
    String lost = finalize(cart);
    Await.until(
        BOUND,
        "the lost purchase is in Kafka",
        () -> published("purchase.placed", lost).size() == 1);
    cluster.killServices();

    backup.restore();
    Environments.SERVICES.forEach(cluster.records()::skipToEnd);
    long before = count();
    cluster.startServices();

    assertThat(orders(early).size()).isEqualTo(1);
    assertThat(story.appdirect.get("/api/v3/checkout/shoppingCarts/" + cart).status())
        .isEqualTo(404);
    Story.Customer next = story.customer("Next " + name, Story.APPROVED);
    finalized(name, next);
    awaitSold(next);
    assertThat(
            cluster
                .rows("billing")
                .count("select count(*) from purchase where purchase_id = '" + lost + "'"))
        .as("a purchase that nobody knows any more is not billed")
        .isZero();
    assertThat(cluster.stripe().charges()).doesNotContainKey("purchase/" + lost);
    assertThat(published("purchase.placed", kept)).as("not published again").hasSize(1);
    assertThat(count()).as("new events follow the old ones").isGreaterThan(before);
    new Figures(cluster).addUp();
  }

  private String finalized(String app, Story.Customer customer) {
    return finalize(readyCart(app, customer));
  }

  private String readyCart(String app, Story.Customer customer) {
    String cart = story.cart(customer, story.plan(app).getString("uuid"));
    String validation = "/api/v3/checkout/shoppingCarts/" + cart + "/validation";
    return Patience.until(
        "the card is known to checkout",
        () ->
            story
                    .appdirect
                    .post(validation + "?level=PREVENT_FINALIZE")
                    .ok()
                    .json()
                    .getJsonArray("blockingErrors")
                    .isEmpty()
                ? cart
                : null);
  }

  private String finalize(String cart) {
    return story
        .appdirect
        .post("/api/v3/checkout/shoppingCarts/" + cart + "/finalize")
        .ok()
        .json()
        .getString("purchaseId");
  }

  private void awaitSold(Story.Customer customer) {
    Await.until(BOUND, "an order is there", () -> orders(customer).size() == 1);
  }

  private List<Object> orders(Story.Customer customer) {
    GatewayClient.Answer answer =
        story.appdirect.get("/api/billing/v1/companies/" + customer.companyId() + "/orders");
    return answer.status() == 200
        ? answer.json().getJsonArray("orders").stream().toList()
        : List.of();
  }

  private List<TopicLog.Entry> published(String type, String purchase) {
    return cluster.records().events().get("checkout").stream()
        .filter(entry -> type.equals(entry.json().getString("type")))
        .filter(entry -> entry.value().contains(purchase))
        .toList();
  }

  private long count() {
    return cluster.records().events().values().stream().mapToLong(List::size).sum();
  }
}
