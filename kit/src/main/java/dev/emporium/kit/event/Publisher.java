package dev.emporium.kit.event;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The idempotent producer of a service: acknowledged by all replicas, in order within a partition.
 * While no broker answers it holds on to what it was given and goes on trying.
 */
public final class Publisher implements AutoCloseable {
  // a batch of the relay leaves in one request, not its first record alone and then the rest
  private static final int LINGER_MILLIS = 2;
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "linger.ms",
          LINGER_MILLIS,
          "acks",
          "all",
          "enable.idempotence",
          true,
          "compression.type",
          "lz4",
          "batch.size",
          131_072,
          "max.request.size",
          Broker.MAX_MESSAGE_BYTES,
          "max.block.ms",
          10_000,
          "request.timeout.ms",
          15_000,
          "delivery.timeout.ms",
          Integer.MAX_VALUE);

  private final Vertx vertx;
  private final KafkaProducer<String, byte[]> producer;

  public Publisher(Vertx vertx, Broker broker) {
    this.vertx = vertx;
    this.producer =
        new KafkaProducer<>(
            broker.with(SETTINGS), new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Sends records in their order. After one that could not even be handed over the rest is not
   * tried.
   *
   * @return for each record null, or why it was not acknowledged
   */
  public Future<List<Throwable>> send(List<ProducerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Context context = vertx.getOrCreateContext();
    var done = new CompletableFuture<List<Throwable>>();
    vertx
        .executeBlocking(
            () -> {
              hand(records, done);
              return null;
            },
            false)
        .onFailure(done::completeExceptionally);
    return Future.fromCompletionStage(done, context);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void hand(
      List<ProducerRecord<String, byte[]>> records, CompletableFuture<List<Throwable>> done) {
    var outcomes = new Throwable[records.size()];
    var open = new AtomicInteger(records.size());
    boolean stopped = false;
    for (int i = 0; i < records.size(); i++) {
      int index = i;
      if (!stopped) {
        try {
          var sent =
              producer.send(
                  records.get(i),
                  (metadata, failure) -> settle(outcomes, index, failure, open, done));
          stopped = sent.isDone() && outcomes[index] != null;
        } catch (RuntimeException refused) {
          settle(outcomes, index, refused, open, done);
          stopped = true;
        }
      } else {
        settle(outcomes, index, new IllegalStateException("not tried"), open, done);
      }
    }
  }

  private static void settle(
      Throwable[] outcomes,
      int index,
      Throwable failure,
      AtomicInteger open,
      CompletableFuture<List<Throwable>> done) {
    outcomes[index] = failure;
    if (open.decrementAndGet() == 0) {
      done.complete(Arrays.asList(outcomes));
    }
  }
}
