package dev.emporium.local.faults;

import dev.emporium.local.Environments;
import dev.emporium.testkit.TopicLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka seen from outside: reads topics, puts records into them, knows how far the services have
 * read.
 */
final class Records implements AutoCloseable {
  /** Marks what a test has put in; such records are no events of the services. */
  static final String INJECTED = "test-injected";

  /** The key of records that nobody can handle. */
  static final String POISON = "poison";

  private final String servers;
  private final KafkaProducer<String, String> producer;

  Records(String servers) {
    this.servers = servers;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
  }

  static String topic(String service) {
    return Cluster.PREFIX + "." + service;
  }

  /** Every record of a topic, partition by partition. */
  List<ConsumerRecord<String, String>> all(String topic) {
    var read = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", servers, "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(read::add);
      }
    }
    return read;
  }

  /** What the services have published, by service; what tests have put in is left out. */
  Map<String, List<TopicLog.Entry>> events() {
    var all = new LinkedHashMap<String, List<TopicLog.Entry>>();
    for (String service : Environments.SERVICES) {
      all.put(
          service,
          all(topic(service)).stream()
              .filter(record -> record.headers().lastHeader(INJECTED) == null)
              .map(Records::entry)
              .toList());
    }
    return all;
  }

  /** What no consumer could handle, of all topics. */
  List<TopicLog.Entry> deadLetters() {
    return Environments.SERVICES.stream()
        .flatMap(service -> all(topic(service) + ".dead").stream())
        .map(Records::entry)
        .toList();
  }

  /** Puts a record where it is told to; null takes the key's partition. */
  void inject(String topic, Integer partition, String key, String value) {
    var record = new ProducerRecord<>(topic, partition, key, value);
    record.headers().add(INJECTED, new byte[] {1});
    producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  int partitions(String topic) {
    return producer.partitionsFor(topic).size();
  }

  /** Records that a service has not read yet of the topics it follows. */
  long unread(String service) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers));
        var consumer =
            new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer())) {
      var read =
          admin
              .listConsumerGroupOffsets(topic(service))
              .partitionsToOffsetAndMetadata()
              .get(20, TimeUnit.SECONDS);
      long unread = 0;
      for (var end : consumer.endOffsets(read.keySet()).entrySet()) {
        unread += end.getValue() - read.get(end.getKey()).offset();
      }
      return unread;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * What {@code kafka-consumer-groups --reset-offsets --to-latest --execute} does for a service's
   * group; waits until Kafka has missed its dead members.
   */
  void skipToEnd(String service) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers));
        var consumer =
            new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer())) {
      var read = admin.listConsumerGroupOffsets(topic(service)).partitionsToOffsetAndMetadata();
      var ends = new HashMap<TopicPartition, OffsetAndMetadata>();
      consumer
          .endOffsets(read.get(20, TimeUnit.SECONDS).keySet())
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
      Await.until(
          Duration.ofSeconds(60),
          "the group of " + service + " is empty",
          () -> {
            try {
              admin.alterConsumerGroupOffsets(topic(service), ends).all().get(20, TimeUnit.SECONDS);
              return true;
            } catch (ExecutionException stillThere) {
              return false;
            } catch (InterruptedException | TimeoutException failed) {
              throw new IllegalStateException(failed);
            }
          });
    } catch (ExecutionException | InterruptedException | TimeoutException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static TopicLog.Entry entry(ConsumerRecord<String, String> record) {
    var headers = new HashMap<String, String>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return new TopicLog.Entry(record.key(), record.value(), headers);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
