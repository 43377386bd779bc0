package dev.emporium.kit.event;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** How to reach Kafka, and what is administered there: topics and a sign of life. */
public final class Broker implements AutoCloseable {
  /** Larger than any body a service accepts, so that every event fits. */
  static final int MAX_MESSAGE_BYTES = 20 << 20;

  private final Vertx vertx;
  private final Map<String, Object> common;
  private final int partitions;
  private final short replication;
  private Admin admin;

  /**
   * @param properties {@code KAFKA_PROPERTIES} split, for TLS and SASL
   * @param partitions of topics that are made here
   */
  public Broker(
      Vertx vertx,
      String bootstrapServers,
      Map<String, String> properties,
      int partitions,
      int replication) {
    this.vertx = vertx;
    this.common = new HashMap<>(properties);
    this.common.put("bootstrap.servers", bootstrapServers);
    this.partitions = partitions;
    this.replication = (short) replication;
  }

  /**
   * {@code a=b;c=d} as a map; {@code \;} stands for a semicolon in a value. The one that ends a
   * {@code sasl.jaas.config} may be left out. Throws IllegalArgumentException when a part has no
   * {@code =}.
   */
  public static Map<String, String> properties(String text) {
    var all = new HashMap<String, String>();
    for (String part : text.split("(?<!\\\\);", -1)) {
      int equals = part.indexOf('=');
      if (!part.isBlank() && equals < 1) {
        throw new IllegalArgumentException("no k=v");
      }
      if (equals > 0) {
        String value = part.substring(equals + 1).replace("\\;", ";").strip();
        all.put(part.substring(0, equals).strip(), value);
      }
    }
    all.computeIfPresent("sasl.jaas.config", (key, jaas) -> jaas.endsWith(";") ? jaas : jaas + ";");
    return all;
  }

  /** Properties of a client, the given ones beside those to connect. */
  Map<String, Object> with(Map<String, Object> own) {
    var all = new HashMap<>(common);
    all.putAll(own);
    return all;
  }

  /** Makes those topics that do not exist; compacted ones keep the last value of each key. */
  public Future<Void> ensure(Collection<String> topics, Collection<String> compacted) {
    var wanted = new ArrayList<NewTopic>();
    topics.forEach(name -> wanted.add(topic(name, Map.of())));
    compacted.forEach(name -> wanted.add(topic(name, Map.of("cleanup.policy", "compact"))));
    return vertx.executeBlocking(
        () -> {
          var made = admin().createTopics(wanted).values();
          made.forEach(
              (name, future) -> {
                try {
                  future.toCompletionStage().toCompletableFuture().join();
                } catch (CompletionException failed) {
                  if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failed;
                  }
                }
              });
          return null;
        },
        false);
  }

  /** Whether nothing was ever written to a topic that exists. */
  public Future<Boolean> isUnwritten(String topic) {
    return vertx.executeBlocking(
        () -> {
          var described = admin().describeTopics(List.of(topic)).topicNameValues().get(topic);
          var latest = new HashMap<TopicPartition, OffsetSpec>();
          described
              .toCompletionStage()
              .toCompletableFuture()
              .join()
              .partitions()
              .forEach(
                  one ->
                      latest.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
          return admin()
              .listOffsets(latest)
              .all()
              .toCompletionStage()
              .toCompletableFuture()
              .join()
              .values()
              .stream()
              .allMatch(end -> end.offset() == 0);
        },
        false);
  }

  /** Succeeds when the cluster answers within a few seconds. */
  public Future<Void> ping() {
    return vertx
        .executeBlocking(() -> admin().describeCluster().nodes().toCompletionStage(), false)
        .compose(
            stage -> Future.fromCompletionStage((CompletableFuture<?>) stage.toCompletableFuture()))
        .mapEmpty();
  }

  /** Topic names that exist, for tests and tools. */
  public Future<List<String>> topics() {
    return Future.fromCompletionStage(admin().listTopics().names().toCompletionStage())
        .map(List::copyOf);
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(2));
      admin = null;
    }
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin =
          Admin.create(with(Map.of("request.timeout.ms", 4000, "default.api.timeout.ms", 6000)));
    }
    return admin;
  }

  private NewTopic topic(String name, Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("max.message.bytes", String.valueOf(MAX_MESSAGE_BYTES));
    return new NewTopic(name, partitions, replication).configs(settings);
  }
}
