package dev.emporium.testkit;

import dev.emporium.embedded.PostgresServer;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL and Kafka for this run: those named by {@code EMPORIUM_TEST_POSTGRES} and {@code
 * EMPORIUM_TEST_KAFKA}, or containers ({@code -Dinfra=testcontainers} where Docker answers), or
 * embedded ones that all modules of a Maven run share.
 */
final class Infrastructure {
  private static final Logger LOG = LoggerFactory.getLogger(Infrastructure.class);
  private static Infrastructure found;

  private final PostgresServer postgres;
  private final String kafka;

  private Infrastructure(PostgresServer postgres, String kafka) {
    this.postgres = postgres;
    this.kafka = kafka;
  }

  PostgresServer postgres() {
    return postgres;
  }

  String kafka() {
    return kafka;
  }

  static synchronized Infrastructure get() {
    if (found == null) {
      found = find();
    }
    return found;
  }

  private static Infrastructure find() {
    Map<String, String> environment = System.getenv();
    String postgres = environment.get("EMPORIUM_TEST_POSTGRES");
    String kafka = environment.get("EMPORIUM_TEST_KAFKA");
    if (postgres != null && kafka != null) {
      LOG.info("tests use the PostgreSQL and Kafka of EMPORIUM_TEST_POSTGRES, EMPORIUM_TEST_KAFKA");
      return new Infrastructure(PostgresServer.of(postgres), kafka);
    }
    if ("testcontainers".equals(System.getProperty("infra", "").toLowerCase(Locale.ROOT))) {
      if (DockerClientFactory.instance().isDockerAvailable()) {
        return containers();
      }
      LOG.warn("-Dinfra=testcontainers, but no Docker answers");
    }
    LOG.info("tests use embedded PostgreSQL and Kafka");
    return embedded();
  }

  private static Infrastructure embedded() {
    Map<String, String> state = SharedInfrastructure.join();
    return new Infrastructure(
        PostgresServer.of(state.get("EMPORIUM_TEST_POSTGRES")), state.get("EMPORIUM_TEST_KAFKA"));
  }

  // the containers end with this JVM: Testcontainers sees to it
  @SuppressWarnings("resource")
  private static Infrastructure containers() {
    LOG.info("tests use PostgreSQL and Kafka in containers");
    var postgres = new PostgreSQLContainer("postgres:18").withCommand("postgres", "-cfsync=off");
    var kafka = new KafkaContainer("apache/kafka-native:4.1.0");
    postgres.start();
    kafka.start();
    return new Infrastructure(
        new PostgresServer(
            postgres.getHost(),
            postgres.getMappedPort(5432),
            postgres.getUsername(),
            postgres.getPassword()),
        kafka.getBootstrapServers());
  }
}
