package dev.emporium.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.local.Environments;
import dev.emporium.local.EventAudit;
import dev.emporium.testkit.TopicLog;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The marketplace's figures as each of those who keep them has them; after every fault they must
 * agree.
 */
final class Figures {
  private static final Duration SETTLING = Duration.ofSeconds(90);
  private static final String OPEN_PURCHASES =
      "select count(*) from purchase where state in ('RECEIVED', 'CHARGING')";
  private static final String OPEN_CARTS = "select count(*) from cart where status = 'FINALIZING'";
  private static final String PENDING =
      "select count(*) from installation where licence = 'pending'";
  private static final String OUTBOX = "select count(*) from kit.outbox";

  private final Cluster cluster;

  Figures(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Waits until nothing is under way any more, then compares everything; dead letters are none but
   * the poison that a test of this cluster injected.
   */
  void addUp() {
    Await.until(SETTLING, () -> "nothing is under way: " + underWay(), () -> underWay().isEmpty());
    Rows billing = cluster.rows("billing");
    Map<String, Long> charged = cluster.stripe().charges();
    assertThat(
            billing.map(
                """
            select 'purchase/' || purchase_id, (amount * 100)::bigint from payment
            where result = 'SUCCESSFUL' and purchase_id is not null
            """))
        .as("payments are what the gateway has charged")
        .isEqualTo(charged);
    assertThat(
            billing.map(
                """
            select 'purchase/' || purchase_id, (total * 100)::bigint from invoice
            where status = 'PAID' and total > 0 and purchase_id is not null
            """))
        .as("invoices are what the gateway has charged")
        .isEqualTo(charged);
    assertThat(billing.map("select purchase_id::text, 1 from purchase where state = 'COMPLETED'"))
        .as("purchases are announced once")
        .isEqualTo(announced("billing", "purchase.completed", "purchaseId"));
    assertThat(
            cluster
                .rows("checkout")
                .map("select purchase_id::text, 1 from cart where status = 'FINISHED'"))
        .as("carts are what was sold")
        .isEqualTo(
            billing.map(
                "select purchase_id::text, 1 from purchase where state = 'COMPLETED' and document ->> 'origin' = 'cart'"));
    assertThat(installations())
        .as("one installation an item sold")
        .isEqualTo(billing.map("select subscription_id::text, 1 from subscription"));
    assertThat(billing.map(BALANCES))
        .as("balances are the ledger's sums")
        .isEqualTo(billing.map(LEDGER));
    assertThat(
            billing.map(
                "select charge_id, (case when refunded then 0 else -amount end * 100)::bigint from wallet_charge"))
        .as("a charge is in the ledger once")
        .isEqualTo(
            billing.map(
                "select charge_id, (sum(amount) * 100)::bigint from wallet_entry where charge_id is not null group by charge_id"));
    new EventAudit().check(cluster.records().events(), true);
    assertThat(cluster.records().deadLetters())
        .as("dead letters")
        .allMatch(dead -> Records.POISON.equals(dead.key()));
  }

  private static final String BALANCES =
      "select company_id::text, (balance * 100)::bigint from wallet";
  private static final String LEDGER =
      "select company_id::text, (sum(amount) * 100)::bigint from wallet_entry group by company_id";

  private Map<String, Long> installations() {
    return cluster
        .rows("installation")
        .map("select subscription_id::text, 1 from installation where subscription_id is not null");
  }

  /** What is still to come, by name; empty when all is quiet. */
  private Map<String, Long> underWay() {
    var counts = new TreeMap<String, Long>();
    for (String service : Environments.SERVICES) {
      counts.put("outbox of " + service, cluster.rows(service).count(OUTBOX));
    }
    counts.put("open purchases", cluster.rows("billing").count(OPEN_PURCHASES));
    counts.put("open carts", cluster.rows("checkout").count(OPEN_CARTS));
    counts.put("pending installations", cluster.rows("installation").count(PENDING));
    counts.put(
        "subscriptions without installation",
        cluster.rows("billing").count("select count(*) from subscription")
            - installations().size());
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private Map<String, Long> announced(String service, String type, String field) {
    return cluster.records().events().get(service).stream()
        .map(TopicLog.Entry::json)
        .filter(event -> type.equals(event.getString("type")))
        .collect(
            Collectors.toMap(
                event -> event.getString("id"),
                event -> event.getJsonObject("data").getString(field),
                (one, again) -> one))
        .values()
        .stream()
        .collect(Collectors.toMap(id -> id, id -> 1L, Long::sum, TreeMap::new));
  }
}
