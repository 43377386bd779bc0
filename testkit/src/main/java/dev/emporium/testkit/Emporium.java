package dev.emporium.testkit;

import dev.emporium.embedded.PostgresServer;
import dev.emporium.kit.event.CloudEvents;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.event.Topics;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A test class's own corner: databases and topics that nobody else sees, and the services started
 * in it. Safe to use from several threads.
 */
public final class Emporium implements AutoCloseable {
  /** The key that seals principals here. */
  static final String INTERNAL_KEYS = "test:" + "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Infrastructure infrastructure;
  private final String id = Ids.alphanumeric(10).toLowerCase(java.util.Locale.ROOT);
  private final Topics topics = new Topics("t-" + id);
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(8));
  private final List<TestService> services = new ArrayList<>();
  private final List<String> databases = new ArrayList<>();
  private final Map<String, Long> sequences = new ConcurrentHashMap<>();
  private TopicLog log;

  private Emporium(Infrastructure infrastructure) {
    this.infrastructure = infrastructure;
  }

  static Emporium create(Infrastructure infrastructure) {
    return new Emporium(infrastructure);
  }

  /** Starts a service and waits until it is ready. */
  public TestService start(String name, Consumer<Wiring> wire) {
    return start(name, wire, Map.of());
  }

  /** As {@link #start(String, Consumer)}, with more variables in its environment. */
  public synchronized TestService start(
      String name, Consumer<Wiring> wire, Map<String, String> more) {
    var environment = new HashMap<>(environment(name));
    environment.putAll(more);
    TestService service = TestService.start(this, name, environment, wire);
    services.add(service);
    return service;
  }

  /** The variables a service of this corner needs; makes its database when it is new. */
  public synchronized Map<String, String> environment(String name) {
    String database = database(name);
    var variables = new HashMap<String, String>();
    LateRecords.properties().ifPresent(late -> variables.put("KAFKA_PROPERTIES", late));
    variables.putAll(
        Map.ofEntries(
            Map.entry("HTTP_HOST", "127.0.0.1"),
            Map.entry("HTTP_PORT", "0"),
            Map.entry("MANAGEMENT_PORT", "0"),
            Map.entry("DATABASE_URL", postgres().databaseUrl(database)),
            Map.entry("DATABASE_USER", database),
            Map.entry("DATABASE_PASSWORD", "secret"),
            Map.entry("DATABASE_POOL_SIZE", "8"),
            Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka()),
            Map.entry("KAFKA_PARTITIONS", "2"),
            Map.entry("TOPIC_PREFIX", topics.prefix()),
            Map.entry("ISSUER", "http://localhost:8080"),
            Map.entry("SECRETS_KEY", "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q="),
            Map.entry("INTERNAL_KEYS", INTERNAL_KEYS)));
    return variables;
  }

  /** The name of a service's database here, made on first use. */
  public synchronized String database(String name) {
    String database = "t_" + id + "_" + name.replaceAll("[^a-z0-9]", "_");
    if (!databases.contains(database)) {
      postgres().createDatabase(database, "secret");
      databases.add(database);
    }
    return database;
  }

  public PostgresServer postgres() {
    return infrastructure.postgres();
  }

  /** The broker's address. */
  public String kafka() {
    return infrastructure.kafka();
  }

  public Vertx vertx() {
    return vertx;
  }

  public Topics topics() {
    return topics;
  }

  /**
   * Publishes an event as another service would, with the subject's next sequence number.
   *
   * @param topic the topic's last word, such as {@code billing}
   * @param subject {@code aggregateType/aggregateId}
   * @return what was published
   */
  public Received publish(
      String topic, UUID marketplace, String type, String subject, JsonObject data) {
    long sequence = sequences.merge(topic + " " + subject, 1L, Long::sum);
    var event =
        new Received(
            Ids.uuid7().toString(),
            "/" + topic,
            type,
            marketplace,
            subject,
            sequence,
            Instant.now(java.time.Clock.systemUTC()),
            data);
    return publish(topic, event);
  }

  /** Publishes exactly this event (again, or with a sequence of the test's own). */
  public Received publish(String topic, Received event) {
    log().write(topics.of(topic), event.aggregateId(), CloudEvents.encode(event, null).encode());
    return event;
  }

  /** Publishes any record: garbage, tombstones (null), credentials. */
  public void publishRaw(String topic, String key, String value) {
    log().write(topics.prefix() + "." + topic, key, value);
  }

  /** Every event of a topic until now, partition by partition in order. */
  public List<Received> events(String topic) {
    return log().events(topics.of(topic));
  }

  /** Every record's key and value ({@code null} is a tombstone), such as {@code identity}'s. */
  public List<TopicLog.Entry> records(String topic) {
    return log().records(topics.prefix() + "." + topic);
  }

  /** Waits for the first event of this type. Fails after 20 seconds, showing what there was. */
  public Received awaitEvent(String topic, String type) {
    return awaitEvent(topic, event -> event.type().equals(type));
  }

  /** Waits for the first event that matches. */
  public Received awaitEvent(String topic, Predicate<Received> wanted) {
    return log().await(topics.of(topic), wanted, PATIENCE);
  }

  /** Repeats assertions until they hold; fails with their last complaint after 20 seconds. */
  public static void eventually(Runnable assertions) {
    Eventually.holds(assertions, PATIENCE);
  }

  /** A future's result, in a test's thread. Throws what it failed with. */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException | TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  @Override
  public synchronized void close() {
    services.forEach(TestService::stop);
    if (log != null) {
      log.close();
    }
    await(vertx.close());
    TopicLog.deleteTopics(kafka(), topics.prefix());
    databases.forEach(postgres()::dropDatabase);
  }

  private synchronized TopicLog log() {
    if (log == null) {
      log = new TopicLog(kafka());
    }
    return log;
  }
}
