package dev.emporium.testkit;

import dev.emporium.kit.http.ExactJson;
import dev.emporium.kit.identity.PrincipalSeal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends requests to a service and waits for the answers. Immutable. */
public final class TestClient {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final Map<String, String> headers;

  TestClient(String base, String seal) {
    this(base, seal == null ? Map.of() : Map.of(PrincipalSeal.HEADER, seal));
  }

  private TestClient(String base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** A client of any address, such as the gateway's. */
  public static TestClient of(String base) {
    return new TestClient(base, Map.of());
  }

  /**
   * What came back.
   *
   * @param headers names in lower case
   */
  public record Response(int status, Map<String, String> headers, Buffer body) {
    public String text() {
      return body.toString();
    }

    /** The body as an object; decimals are BigDecimal. */
    public JsonObject json() {
      return (JsonObject) ExactJson.read(body.getBytes());
    }

    /** The body as an array. */
    public JsonArray array() {
      return (JsonArray) ExactJson.read(body.getBytes());
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }
  }

  /** The same client with one more header on every request. */
  public TestClient with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new TestClient(base, more);
  }

  public Response get(String path) {
    return send("GET", path, null, null);
  }

  public Response post(String path, JsonObject body) {
    return send("POST", path, "application/json", body == null ? null : body.encode());
  }

  /** A POST without a body. */
  public Response post(String path) {
    return send("POST", path, null, null);
  }

  public Response put(String path, JsonObject body) {
    return send("PUT", path, "application/json", body.encode());
  }

  public Response patch(String path, JsonObject body) {
    return send("PATCH", path, "application/json", body.encode());
  }

  public Response delete(String path) {
    return send("DELETE", path, null, null);
  }

  public Response delete(String path, JsonObject body) {
    return send("DELETE", path, "application/json", body.encode());
  }

  /** A POST of {@code application/x-www-form-urlencoded}. */
  public Response form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return send("POST", path, "application/x-www-form-urlencoded", body);
  }

  /** Any request; {@code contentType} and {@code body} may be null. */
  public Response send(String method, String path, String contentType, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (contentType != null) {
      request.setHeader("Content-Type", contentType);
    }
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var received = new LinkedHashMap<String, String>();
      response.headers().map().forEach((name, values) -> received.put(name, values.get(0)));
      return new Response(response.statusCode(), received, Buffer.buffer(response.body()));
    } catch (IOException failed) {
      throw new IllegalStateException(method + " " + path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
