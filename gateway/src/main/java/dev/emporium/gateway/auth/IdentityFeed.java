package dev.emporium.gateway.auth;

import dev.emporium.kit.event.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the compacted identity topic from its beginning, without a group, so that every replica
 * knows everything. Caught up once it has read what the topic held when it started.
 */
public final class IdentityFeed implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 500;
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Identities identities;
  private final Properties properties = new Properties();
  private final String topic;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile KafkaConsumer<String, String> consumer;
  private volatile boolean caughtUp;

  IdentityFeed(Identities identities, AuthSettings settings) {
    this.identities = identities;
    this.topic = settings.topicPrefix() + ".identity";
    properties.putAll(Broker.properties(settings.kafkaProperties()));
    properties.put("bootstrap.servers", settings.kafka().orElse(""));
    properties.put("enable.auto.commit", "false");
    properties.put("allow.auto.create.topics", "false");
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("fetch.max.wait.ms", "250");
  }

  /** Whether Basic credentials and revocations can be judged. */
  boolean caughtUp() {
    return caughtUp;
  }

  void start() {
    var thread = new Thread(this, "identity-feed");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (stop.getCount() > 0) {
        try {
          follow();
        } catch (WakeupException closing) {
          LOG.debug("identity feed woken to stop");
        } catch (RuntimeException failure) {
          LOG.warn("identity feed starts over: {}", failure.toString());
          pause();
        }
      }
    } finally {
      stopped.countDown();
    }
  }

  private void follow() {
    try (var kafka =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer = kafka;
      List<TopicPartition> partitions = partitions(kafka);
      while (partitions.isEmpty() && stop.getCount() > 0) {
        LOG.info("topic {} does not exist yet", topic);
        pause();
        partitions = partitions(kafka);
      }
      kafka.assign(partitions);
      kafka.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(kafka.endOffsets(partitions));
      long checked = System.nanoTime();
      while (stop.getCount() > 0) {
        for (ConsumerRecord<String, String> one : kafka.poll(POLL)) {
          if (one.key() != null) {
            identities.apply(one.key(), one.value());
          }
        }
        if (!caughtUp) {
          ends.entrySet().removeIf(end -> kafka.position(end.getKey()) >= end.getValue());
          caughtUp = ends.isEmpty();
        }
        if (System.nanoTime() - checked > STALE_NANOS) {
          checked = System.nanoTime();
          if (partitions(kafka).size() != partitions.size()) {
            return;
          }
        }
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, String> kafka) {
    var found = new ArrayList<TopicPartition>();
    List<PartitionInfo> known = kafka.partitionsFor(topic);
    if (known != null) {
      known.forEach(each -> found.add(new TopicPartition(topic, each.partition())));
    }
    return found;
  }

  private void pause() {
    try {
      stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops following; waits a moment for the thread. */
  @Override
  public void close() {
    stop.countDown();
    KafkaConsumer<String, String> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      stopped.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
