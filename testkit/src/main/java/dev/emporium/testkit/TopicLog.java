package dev.emporium.testkit;

import dev.emporium.kit.event.CloudEvents;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.event.Topics;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes topics as a plain outside client. */
public final class TopicLog implements AutoCloseable {
  /**
   * One record.
   *
   * @param value null for a tombstone
   * @param headers the last value of each
   */
  public record Entry(String key, String value, Map<String, String> headers) {
    /** The value as JSON. */
    public JsonObject json() {
      return new JsonObject(value);
    }
  }

  private final Admin admin;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;

  public TopicLog(String bootstrapServers) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    admin = Admin.create(settings);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "fetch.max.wait.ms",
                50),
            new StringDeserializer(),
            new StringDeserializer());
  }

  /** Writes one record and waits for its acknowledgement; makes the topic when it is missing. */
  synchronized void write(String topic, String key, String value) {
    try {
      ensure(topic);
      producer.send(new ProducerRecord<>(topic, key, value)).get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Everything that is in the topic now. */
  public synchronized List<Entry> records(String topic) {
    ensure(topic);
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    var byPartition = new HashMap<TopicPartition, List<Entry>>();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (var record : consumer.poll(Duration.ofMillis(100))) {
        var headers = new HashMap<String, String>();
        record
            .headers()
            .forEach(
                h ->
                    headers.put(
                        h.key(), new String(h.value(), java.nio.charset.StandardCharsets.UTF_8)));
        byPartition
            .computeIfAbsent(new TopicPartition(topic, record.partition()), p -> new ArrayList<>())
            .add(new Entry(record.key(), record.value(), headers));
      }
    }
    return partitions.stream()
        .flatMap(p -> byPartition.getOrDefault(p, List.of()).stream())
        .toList();
  }

  List<Received> events(String topic) {
    return records(topic).stream().map(entry -> CloudEvents.decode(entry.json())).toList();
  }

  Received await(String topic, Predicate<Received> wanted, Duration bound) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      List<Received> events = events(topic);
      var match = events.stream().filter(wanted).findFirst();
      if (match.isPresent()) {
        return match.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "no such event in "
                + topic
                + "; there are: "
                + events.stream().map(e -> e.type() + " " + e.subject()).toList());
      }
      Eventually.pause();
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
    producer.close();
    admin.close();
  }

  static void deleteTopics(String bootstrapServers, String prefix) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var mine =
          admin.listTopics().names().get(20, TimeUnit.SECONDS).stream()
              .filter(name -> name.startsWith(prefix + "."))
              .toList();
      admin.deleteTopics(mine).all().get(20, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void ensure(String topic) {
    try {
      var known = admin.listTopics().names().get(20, TimeUnit.SECONDS);
      for (String name : List.of(topic, Topics.dead(topic))) {
        if (!known.contains(name) && !topic.endsWith(".dead")) {
          admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
      }
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(failed);
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
