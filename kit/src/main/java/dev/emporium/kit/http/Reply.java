package dev.emporium.kit.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param status the HTTP status
 * @param headers besides content type and length
 * @param contentType null when there is no body
 * @param body null when there is none
 */
public record Reply(int status, Map<String, String> headers, String contentType, Buffer body) {
  private static final String JSON = "application/json";

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
    return new Reply(status, all, contentType, body);
  }

  public Reply withContentType(String type) {
    return new Reply(status, headers, type, body);
  }
}
