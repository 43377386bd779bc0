package dev.emporium.bench;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * When each event was made: the time of its transaction's begin, to the millisecond, by the event's
 * id.
 */
final class Arrivals {
  private final String kafka;
  private final List<String> topics;
  private final Map<String, Instant> made = new ConcurrentHashMap<>();
  private volatile Instant since = Instant.EPOCH;
  private volatile boolean listening;
  private Thread thread;

  Arrivals(String kafka, List<String> topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  void begin() {
    made.clear();
    since = Instant.now();
    listening = true;
    thread = new Thread(this::listen, "arrivals");
    thread.setDaemon(true);
    thread.start();
  }

  Instant since() {
    return since;
  }

  Map<String, Instant> end() {
    listening = false;
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return made;
  }

  private void listen() {
    var settings = Map.<String, Object>of("bootstrap.servers", kafka, "enable.auto.commit", false);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(
                  info ->
                      new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      var offsets = new java.util.HashMap<org.apache.kafka.common.TopicPartition, Long>();
      partitions.forEach(p -> offsets.put(p, since.toEpochMilli()));
      consumer
          .offsetsForTimes(offsets)
          .forEach(
              (p, at) -> {
                if (at == null) {
                  consumer.seekToEnd(List.of(p));
                } else {
                  consumer.seek(p, at.offset());
                }
              });
      while (listening) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  var event = new JsonObject(new String(record.value(), StandardCharsets.UTF_8));
                  made.put(event.getString("id"), Instant.parse(event.getString("time")));
                });
      }
    }
  }
}
