package dev.emporium.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.local.GatewayClient;
import dev.emporium.local.Patience;
import dev.emporium.local.Story;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SIGKILL at the two worst moments of a purchase. */
@ExtendWith(ClusterExtension.class)
class KilledProcessTest {
  private Cluster cluster;
  private Story story;
  private Story.Customer customer;
  private String cart;

  @BeforeEach
  void fillACart(Cluster running) {
    cluster = running;
    story = cluster.story();
    String name = "Killed " + UUID.randomUUID();
    story.publish(
        name, new JsonObject().put("type", "single").put("price", 2500).put("currency", "USD"));
    customer = story.customer(name, Story.APPROVED);
    cart = story.cart(customer, story.plan(name).getString("uuid"));
    Patience.until(
        "the card is known to checkout",
        () -> validation().getJsonArray("blockingErrors").isEmpty() ? cart : null);
  }

  @Test
  void billingKilledBetweenTakingThePaymentAndRecordingIt() throws InterruptedException {
    cluster.stripe().hold();
    String purchase = finalized();
    cluster.stripe().awaitTaken();
    cluster.process("billing").kill();
    cluster.stripe().release();
    assertThat(cluster.stripe().charge("purchase/" + purchase).minor()).isEqualTo(2500);
    GatewayClient.Answer meanwhile = billing("payments");
    assertThat(meanwhile.status()).isIn(502, 503);
    assertThat(meanwhile.json().getInteger("status")).isEqualTo(meanwhile.status());
    cluster.process("billing").start();
    cluster.process("billing").awaitReady();
    awaitFinished();
    assertThat(cluster.stripe().charge("purchase/" + purchase).asked().get())
        .as("asked again")
        .isGreaterThan(1);
    assertSoldOnce(purchase, cluster.stripe().charge("purchase/" + purchase).id());
  }

  @Test
  void checkoutKilledAfterItsCommitAndBeforeTheRelay() {
    cluster.stopKafka();
    String purchase = finalized();
    cluster.process("checkout").kill();
    assertThat(
            cluster
                .rows("checkout")
                .count("select count(*) from kit.outbox where type = 'purchase.placed'"))
        .as("committed, not published")
        .isEqualTo(1);
    assertThat(
            cluster
                .rows("billing")
                .count("select count(*) from purchase where purchase_id = '" + purchase + "'"))
        .isZero();
    cluster.startKafka();
    cluster.process("checkout").start();
    cluster.awaitReady();
    awaitFinished();
    assertSoldOnce(purchase, cluster.stripe().charge("purchase/" + purchase).id());
  }

  private void assertSoldOnce(String purchase, String transaction) {
    new Figures(cluster).addUp();
    assertThat(billing("payments").ok().array()).hasSize(1);
    assertThat(billing("payments").array().getJsonObject(0).getString("transactionId"))
        .isEqualTo(transaction);
    assertThat(billing("invoices").ok().array()).hasSize(1);
    assertThat(billing("subscriptions").ok().array()).hasSize(1);
    assertThat(
            cluster
                .rows("installation")
                .count(
                    "select count(*) from installation where purchase_id = '"
                        + purchase
                        + "' and licence = 'active'"))
        .isEqualTo(1);
  }

  private String finalized() {
    return story
        .appdirect
        .post("/api/v3/checkout/shoppingCarts/" + cart + "/finalize")
        .ok()
        .json()
        .getString("purchaseId");
  }

  private JsonObject validation() {
    return story
        .appdirect
        .post("/api/v3/checkout/shoppingCarts/" + cart + "/validation?level=PREVENT_FINALIZE")
        .ok()
        .json();
  }

  private void awaitFinished() {
    Await.until(
        Duration.ofSeconds(75),
        "the cart is closed",
        () ->
            "FINISHED"
                .equals(
                    story
                        .appdirect
                        .get("/api/v3/checkout/shoppingCarts/" + cart)
                        .json()
                        .getString("status")));
  }

  private GatewayClient.Answer billing(String what) {
    return story.appdirect.get("/api/billing/v1/companies/" + customer.companyId() + "/" + what);
  }
}
