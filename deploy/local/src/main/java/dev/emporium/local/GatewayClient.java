package dev.emporium.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls the gateway as any client would, with one credential. Every call returns the whole answer;
 * {@link Answer#ok()} insists on a success.
 */
public final class GatewayClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** The body as an object. */
    public JsonObject json() {
      return new JsonObject(body);
    }

    /** The body as an array. */
    public JsonArray array() {
      return new JsonArray(body);
    }

    /** This answer, when it is a success; throws with status and body otherwise. */
    public Answer ok() {
      if (status / 100 != 2) {
        throw new IllegalStateException("HTTP " + status + ": " + body);
      }
      return this;
    }
  }

  private final String url;
  private final String authorization;
  private final Map<String, String> headers;

  private GatewayClient(String url, String authorization, Map<String, String> headers) {
    this.url = url;
    this.authorization = authorization;
    this.headers = headers;
  }

  public static GatewayClient anonymous(String url) {
    return new GatewayClient(url, null, Map.of());
  }

  public GatewayClient bearer(String token) {
    return new GatewayClient(url, "Bearer " + token, headers);
  }

  public GatewayClient basic(String user, String password) {
    String pair = user + ":" + password;
    return new GatewayClient(
        url,
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
        headers);
  }

  /** The same client, sending these headers with every call. */
  public GatewayClient with(String name, String value) {
    var more = new java.util.HashMap<>(headers);
    more.put(name, value);
    return new GatewayClient(url, authorization, Map.copyOf(more));
  }

  public String url() {
    return url;
  }

  public Answer get(String path) {
    return send("GET", path, null, null);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, null);
  }

  public Answer post(String path) {
    return send("POST", path, null, null);
  }

  public Answer post(String path, JsonObject body) {
    return send("POST", path, "application/json", body.encode());
  }

  public Answer put(String path, JsonObject body) {
    return send("PUT", path, "application/json", body.encode());
  }

  public Answer patch(String path, JsonObject body) {
    return send("PATCH", path, "application/json", body.encode());
  }

  public Answer delete(String path, JsonObject body) {
    return send("DELETE", path, "application/json", body.encode());
  }

  public Answer form(String path, Map<String, String> fields) {
    return send("POST", path, "application/x-www-form-urlencoded", encode(fields));
  }

  /** {@code a=1&b=2}, encoded. */
  public static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Any request; type and body may be null. */
  public Answer send(String method, String path, String type, String body) {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, publisher);
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var names = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      response
          .headers()
          .map()
          .forEach((name, values) -> names.put(name, String.join("; ", values)));
      return new Answer(response.statusCode(), names, response.body());
    } catch (IOException unreachable) {
      throw new IllegalStateException(method + " " + path + ": " + unreachable, unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
