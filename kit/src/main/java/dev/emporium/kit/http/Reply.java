package dev.emporium.kit.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.WriteStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param status the HTTP status
 * @param headers besides content type and length
 * @param contentType null when there is no body
 * @param body null when there is none
 * @param writer writes the body instead, of the length the header {@code content-length} tells;
 *     null mostly
 */
public record Reply(
    int status, Map<String, String> headers, String contentType, Buffer body, Writer writer) {
  private static final String JSON = "application/json";

  /** Writes a body as fast as it is taken, without ending the stream. */
  @FunctionalInterface
  public interface Writer {
    Future<Void> writeTo(WriteStream<Buffer> out);
  }

  /** A reply whose body is at hand. */
  public Reply(int status, Map<String, String> headers, String contentType, Buffer body) {
    this(status, headers, contentType, body, null);
  }

  /** A reply whose body is written as it is read from elsewhere; {@code length} in bytes. */
  public static Reply stream(int status, String contentType, long length, Writer writer) {
    return new Reply(
        status, Map.of("content-length", String.valueOf(length)), contentType, null, writer);
  }

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply ok(JsonObject body) {
    return json(200, body.toBuffer());
  }

  public static Reply ok(JsonArray body) {
    return json(200, body.toBuffer());
  }

  public static Reply created(JsonObject body) {
    return json(201, body.toBuffer());
  }

  public static Reply accepted(JsonObject body) {
    return json(202, body.toBuffer());
  }

  public static Reply noContent() {
    return new Reply(204, Map.of(), null, null);
  }

  public static Reply redirect(String location) {
    return new Reply(302, Map.of("Location", location), null, null);
  }

  public static Reply html(int status, String page) {
    return new Reply(status, Map.of(), "text/html; charset=utf-8", Buffer.buffer(page));
  }

  /** A JSON body with any status. */
  public static Reply json(int status, JsonObject body) {
    return json(status, body.toBuffer());
  }

  private static Reply json(int status, Buffer body) {
    return new Reply(status, Map.of(), JSON, body);
  }

  public Reply withHeader(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Reply(status, all, contentType, body, writer);
  }

  public Reply withContentType(String type) {
    return new Reply(status, headers, type, body, writer);
  }
}
