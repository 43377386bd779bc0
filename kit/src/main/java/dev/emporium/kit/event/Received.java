package dev.emporium.kit.event;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that came from a topic.
 *
 * @param id the CloudEvent's id, unique in its source
 * @param source the service that made it, such as {@code /billing}
 * @param type as in {@link Event}
 * @param marketplace the tenant it belongs to
 * @param subject {@code aggregateType/aggregateId}
 * @param sequence counts the aggregate's events from 1, without a gap
 * @param time when the change was made, on the marketplace's clock
 */
public record Received(
    String id,
    String source,
    String type,
    UUID marketplace,
    String subject,
    long sequence,
    Instant time,
    JsonObject data) {

  /** The id part of {@link #subject()}. */
  public String aggregateId() {
    return subject.substring(subject.indexOf('/') + 1);
  }
}
