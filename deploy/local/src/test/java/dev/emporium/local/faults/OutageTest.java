package dev.emporium.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.local.Environments;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka and PostgreSQL go away under load and come back. */
@ExtendWith(ClusterExtension.class)
class OutageTest {
  private static final Duration KAFKA_GONE = Duration.ofSeconds(30);
  private static final Duration POSTGRES_GONE = Duration.ofSeconds(5);
  private static final String INSTALLED =
      """
      select u.openchannel_user_id, count(*) from installation i join app_user u using (user_id)
      where u.openchannel_user_id like 'load-%' group by 1
      """;
  private static final Duration NOTICED = Duration.ofSeconds(60);

  @Test
  void kafkaIsGoneForHalfAMinute(Cluster cluster) throws InterruptedException {
    Load load = new Load(new LoadWishes(cluster)).start();
    long gone = System.nanoTime();
    cluster.stopKafka();
    for (String service : Environments.SERVICES) {
      awaitComplaint(cluster, service, "\"kafka\":\"down");
    }
    LockSupport.parkNanos(KAFKA_GONE.toNanos() - (System.nanoTime() - gone));
    int chargedMeanwhile = load.granted("charge");
    cluster.startKafka();
    cluster.awaitReady();
    load.stop();
    assertThat(chargedMeanwhile).as("a wallet needs no broker").isGreaterThan(20);
    assertAllIsThere(cluster, load);
  }

  @Test
  void postgresIsRestarted(Cluster cluster) throws InterruptedException {
    Load load = new Load(new LoadWishes(cluster)).start();
    Await.until(Duration.ofSeconds(90), "the load runs", () -> load.granted("purchase") > 5);
    long gone = System.nanoTime();
    cluster.stopPostgres();
    for (String service : Environments.SERVICES) {
      awaitComplaint(cluster, service, "\"database\":\"down");
    }
    LockSupport.parkNanos(POSTGRES_GONE.toNanos() - (System.nanoTime() - gone));
    cluster.startPostgres();
    cluster.awaitReady();
    int then = load.granted("purchase");
    Await.until(
        Duration.ofSeconds(90), "the load goes on", () -> load.granted("purchase") > then + 5);
    load.stop();
    assertThat(load.answers())
        .as("the outage was noticed")
        .anyMatch(answer -> answer.endsWith("503"));
    assertAllIsThere(cluster, load);
  }

  private static void awaitComplaint(Cluster cluster, String service, String complaint) {
    ServiceProcess process = cluster.process(service);
    Await.until(
        NOTICED,
        () -> service + " says " + complaint + ": " + process.readiness(),
        () -> process.readiness().startsWith("503") && process.readiness().contains(complaint));
  }

  private static void assertAllIsThere(Cluster cluster, Load load) {
    new Figures(cluster).addUp();
    assertThat(load.granted("purchase")).isGreaterThan(5);
    assertThat(cluster.stripe().charges().keySet())
        .containsAll(load.ids("purchase").stream().map(id -> "purchase/" + id).toList());
    assertThat(cluster.rows("billing").map("select charge_id, 1 from wallet_charge").keySet())
        .containsAll(load.ids("charge"));
    var installed = cluster.rows("installation").map(INSTALLED);
    assertThat(installed.keySet()).containsAll(load.ids("install"));
    assertThat(installed.values()).as("one installation a user").containsOnly(1L);
  }
}
