package dev.emporium.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * With {@code -Demporium.late=300}, each poll brings its records to a service up to 300 ms later: a
 * test, or an operation, that goes on before something was projected fails then.
 */
public final class LateRecords
    implements ConsumerInterceptor<String, byte[]>, ProducerInterceptor<String, byte[]> {
  private static final int MOST_MILLIS = Integer.getInteger("emporium.late", 0);

  /** What {@code KAFKA_PROPERTIES} says of it; empty when records are to come when they come. */
  static Optional<String> properties() {
    return MOST_MILLIS == 0
        ? Optional.empty()
        : Optional.of("interceptor.classes=" + LateRecords.class.getName());
  }

  @Override
  public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(MOST_MILLIS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return records;
  }

  @Override
  public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> message) {
    return message;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception failure) {}

  @Override
  public void configure(Map<String, ?> configuration) {}

  @Override
  public void close() {}
}
