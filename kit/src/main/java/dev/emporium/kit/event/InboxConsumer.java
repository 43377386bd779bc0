package dev.emporium.kit.event;

import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's consumer group. A thread of its own polls; what one poll brought is applied together,
 * each partition's records in their order, mostly while records gather for the next poll; a
 * partition still at work then is paused, so the thread keeps polling however long a record takes.
 * Offsets follow what was applied.
 */
public final class InboxConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  // under load records gather this long; one after a quiet time is taken at once
  private static final long GATHER_NANOS = 20_000_000;
  private static final Duration COMMIT = Duration.ofMillis(200);

  private final VertxInternal vertx;
  private final Broker broker;
  private final String group;
  private final Subscriptions subscriptions;
  private final EventApplication application;
  private final ConsumerHealth health = new ConsumerHealth();
  private final Promise<Void> ended = Promise.promise();
  private final Map<TopicPartition, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> applied = new ConcurrentHashMap<>();
  private final Set<Lane> busy = new HashSet<>();
  private volatile Consumer<String, byte[]> polling;
  private volatile boolean closed;
  private long polled;
  private long committed;

  /** Records of one partition while it is ours. */
  private static final class Lane {
    private final TopicPartition partition;
    private volatile boolean mine = true;
    private volatile boolean working;
    private volatile boolean paused;

    Lane(TopicPartition partition) {
      this.partition = partition;
    }
  }

  /**
   * @param consumer the name in the inbox
   * @param group the Kafka consumer group
   */
  public InboxConsumer(
      Vertx vertx,
      Broker broker,
      Publisher publisher,
      Database database,
      String consumer,
      String group,
      Subscriptions subscriptions) {
    this.vertx = (VertxInternal) vertx;
    this.broker = broker;
    this.group = group;
    this.subscriptions = subscriptions;
    this.application =
        new EventApplication(vertx, database, publisher, subscriptions, consumer, health);
  }

  public ConsumerHealth health() {
    return health;
  }

  /** Begins; a group that Kafka does not know starts at the oldest record. */
  public void start() {
    var thread = new Thread(this::run, "consumer-" + group);
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops after the records in hand. */
  public Future<Void> close() {
    closed = true;
    lanes.values().forEach(lane -> lane.mine = false);
    wake();
    return ended.future();
  }

  private void run() {
    while (!closed) {
      try (var consumer = open()) {
        consumer.subscribe(subscriptions.topics(), new Rebalance(consumer));
        polling = consumer;
        while (!closed) {
          round(consumer);
        }
        commit(consumer, applied.keySet());
      } catch (KafkaException failed) {
        if (!closed) {
          health.noBroker();
          LOG.warn("consumer {} starts again: {}", group, failed.toString());
          pause();
        }
      } finally {
        polling = null;
        lanes.values().forEach(lane -> lane.mine = false);
        lanes.clear();
        applied.clear();
        busy.clear();
      }
    }
    ended.complete();
  }

  private void round(Consumer<String, byte[]> consumer) {
    gather();
    pauseBusy(consumer);
    try {
      var records = consumer.poll(applied.isEmpty() ? POLL : COMMIT);
      polled = System.nanoTime();
      health.polls();
      var work = new LinkedHashMap<Lane, List<ConsumerRecord<String, byte[]>>>();
      for (TopicPartition partition : records.partitions()) {
        Lane lane = lanes.computeIfAbsent(partition, Lane::new);
        var batch = records.records(partition);
        if (batch.stream().noneMatch(this::isWanted)) {
          progress(lane, batch);
        } else {
          work.put(lane, batch);
        }
      }
      if (!work.isEmpty()) {
        apply(work);
      }
    } catch (WakeupException somethingToDo) {
      // a lane has become idle, or we are to end
    }
    resumeIdle(consumer);
    if (System.nanoTime() - committed >= COMMIT.toNanos()) {
      var offsets = offsets(List.copyOf(applied.keySet()));
      if (!offsets.isEmpty()) {
        committed = System.nanoTime();
        consumer.commitAsync(offsets, (done, failure) -> {});
      }
    }
  }

  /** What is at work longer than records gather is paused. */
  private void pauseBusy(Consumer<String, byte[]> consumer) {
    resumeIdle(consumer);
    for (Lane lane : busy) {
      // said before it is asked: who ends the work meanwhile wakes us
      lane.paused = true;
      if (lane.working && lane.mine) {
        consumer.pause(List.of(lane.partition));
      }
    }
  }

  private void resumeIdle(Consumer<String, byte[]> consumer) {
    var all = busy.iterator();
    while (all.hasNext()) {
      Lane lane = all.next();
      if (!lane.working) {
        all.remove();
        if (lane.paused && lane.mine && consumer.assignment().contains(lane.partition)) {
          consumer.resume(List.of(lane.partition));
        }
        lane.paused = false;
      }
    }
  }

  private void gather() {
    long left = GATHER_NANOS - (System.nanoTime() - polled);
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }

  /** What does not say its type is looked into. */
  private boolean isWanted(ConsumerRecord<String, byte[]> record) {
    var type = record.headers().lastHeader(CloudEvents.TYPE);
    return type == null
        || subscriptions.wants(record.topic(), new String(type.value(), StandardCharsets.UTF_8));
  }

  private void apply(Map<Lane, List<ConsumerRecord<String, byte[]>>> work) {
    var wanted = new ArrayList<EventApplication.Arrival>();
    work.forEach(
        (lane, batch) ->
            batch.stream()
                .filter(this::isWanted)
                .forEach(
                    record -> wanted.add(new EventApplication.Arrival(record, () -> lane.mine))));
    for (Lane lane : work.keySet()) {
      lane.working = true;
      busy.add(lane);
    }
    ContextInternal context = vertx.createEventLoopContext();
    context.runOnContext(
        now ->
            application
                .applyAll(context, wanted)
                .onFailure(
                    broken -> LOG.error("{} events of {} left", wanted.size(), group, broken))
                .onSuccess(
                    done -> {
                      work.forEach(this::progress);
                      work.keySet().forEach(lane -> lane.working = false);
                      if (work.keySet().stream().anyMatch(lane -> lane.paused)) {
                        wake();
                      }
                    }));
  }

  private void progress(Lane lane, List<ConsumerRecord<String, byte[]>> batch) {
    if (lane.mine) {
      applied.put(lane.partition, batch.get(batch.size() - 1).offset() + 1);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(Collection<TopicPartition> partitions) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (TopicPartition partition : partitions) {
      Long offset = applied.remove(partition);
      if (offset != null) {
        offsets.put(partition, new OffsetAndMetadata(offset));
      }
    }
    return offsets;
  }

  private void commit(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
    try {
      consumer.commitSync(offsets(List.copyOf(partitions)), Duration.ofSeconds(3));
    } catch (KafkaException notCommitted) {
      // the records come again and the inbox knows them
      LOG.debug("offsets of {} not committed: {}", group, notCommitted.toString());
    }
  }

  private void wake() {
    Consumer<String, byte[]> asleep = polling;
    if (asleep != null) {
      asleep.wakeup();
    }
  }

  private void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<String, byte[]> open() {
    return new KafkaConsumer<>(
        broker.with(
            Map.of(
                "group.id", group,
                "enable.auto.commit", false,
                "auto.offset.reset", "earliest",
                "max.poll.records", 200,
                "session.timeout.ms", 10_000,
                "heartbeat.interval.ms", 1_000,
                "fetch.max.wait.ms", 250,
                "fetch.max.bytes", 8_000_000,
                "metadata.max.age.ms", 30_000,
                "partition.assignment.strategy", CooperativeStickyAssignor.class.getName())),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    private final Consumer<String, byte[]> consumer;

    Rebalance(Consumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debug("{} got {}", group, partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(consumer, partitions);
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        Lane lane = lanes.remove(partition);
        if (lane != null) {
          lane.mine = false;
        }
        applied.remove(partition);
      }
      health.rebalanced();
    }
  }
}
