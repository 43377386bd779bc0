package dev.emporium.kit.event;

import dev.emporium.kit.http.ExactJson;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Structured CloudEvents 1.0 in JSON, as they stand in the topics. */
public final class CloudEvents {
  /** The Kafka header {@code content-type}'s value. */
  public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  /**
   * The Kafka header that repeats an event's type, so that who does not want it need not read it.
   */
  public static final String TYPE = "ce_type";

  private CloudEvents() {}

  /** The JSON of an event; {@code traceparent} may be null. */
  public static JsonObject encode(Received event, String traceparent) {
    var json =
        new JsonObject()
            .put("specversion", "1.0")
            .put("id", event.id())
            .put("source", event.source())
            .put("type", event.type())
            .put("subject", event.subject())
            .put("time", event.time().toString())
            .put("datacontenttype", "application/json")
            .put("marketplace", event.marketplace().toString())
            .put("sequence", event.sequence());
    if (traceparent != null) {
      json.put("traceparent", traceparent);
    }
    return json.put("data", event.data());
  }

  /**
   * Reads an event from a record's value.
   *
   * @throws IllegalArgumentException saying what is missing or malformed
   */
  public static Received decode(JsonObject json) {
    try {
      return new Received(
          required(json, "id"),
          required(json, "source"),
          required(json, "type"),
          UUID.fromString(required(json, "marketplace")),
          required(json, "subject"),
          ((Number) present(json, "sequence")).longValue(),
          OffsetDateTime.parse(required(json, "time")).toInstant(),
          json.getJsonObject("data", new JsonObject()));
    } catch (ClassCastException | DateTimeException malformed) {
      throw new IllegalArgumentException("malformed event: " + malformed.getMessage(), malformed);
    }
  }

  /** As {@link #decode}, from bytes; also says whose trace it belongs to. */
  static Traced read(byte[] value) {
    if (value == null || !(ExactJson.read(value) instanceof JsonObject json)) {
      throw new IllegalArgumentException("an event is a JSON object");
    }
    return new Traced(
        decode(json), json.getValue("traceparent") instanceof String parent ? parent : null);
  }

  /** An event and its trace; the latter may be null. */
  record Traced(Received event, String traceparent) {}

  private static String required(JsonObject json, String name) {
    return (String) present(json, name);
  }

  private static Object present(JsonObject json, String name) {
    Object value = json.getValue(name);
    if (value == null) {
      throw new IllegalArgumentException("the event has no " + name);
    }
    return value;
  }
}
