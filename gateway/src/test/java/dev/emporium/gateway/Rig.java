package dev.emporium.gateway;

import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.identity.PrincipalSeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A gateway with an upstream and an issuer of its own, all real, on loopback ports. */
final class Rig implements AutoCloseable {
  static final String INTERNAL_KEYS = "t:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  static final String ISSUER = "https://issuer.test";

  /** What the upstream got: method, target, headers. */
  record Seen(String method, String target, Map<String, String> headers) {}

  final Vertx vertx = Vertx.vertx();
  final Tokens tokens = new Tokens();
  final CopyOnWriteArrayList<Seen> seen = new CopyOnWriteArrayList<>();
  final HttpClient http = HttpClient.newHttpClient();
  final Map<String, String> environment = new HashMap<>();
  volatile Consumer<HttpServerRequest> upstream = Rig::echo;
  volatile String keySet = tokens.keySet();
  volatile int keySetStatus = 200;
  Gateway gateway;
  private final HttpServer server;
  private final HttpServer issuer;

  Rig() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::received)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    issuer =
        vertx
            .createHttpServer()
            .requestHandler(r -> r.response().setStatusCode(keySetStatus).end(keySet))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    environment.put("HTTP_HOST", "127.0.0.1");
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("EVENT_LOOPS", "2");
    environment.put("INTERNAL_KEYS", INTERNAL_KEYS);
    environment.put("ISSUER", ISSUER);
    environment.put("JWKS_URL", "http://127.0.0.1:" + issuer.actualPort() + "/jwks");
    environment.put("UPSTREAM_SHOP", "http://127.0.0.1:" + server.actualPort());
    environment.put("UPSTREAM_PEOPLE", "http://127.0.0.1:" + server.actualPort());
    environment.put(
        "CONTRACTS_DIR", Path.of(Rig.class.getResource("/contracts").toURI()).toString());
    environment.put("RATE_LIMIT_DEFAULT", "off");
    environment.put("RATE_LIMIT_ANONYMOUS", "off");
    environment.put("ACCESS_LOG", "false");
    environment.put("DRAIN_SECONDS", "2");
  }

  Rig with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Rig start() throws Exception {
    gateway =
        GatewayService.start(vertx, environment)
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    return this;
  }

  private void received(HttpServerRequest request) {
    var headers = new HashMap<String, String>();
    request
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
    seen.add(new Seen(request.method().name(), request.uri(), headers));
    upstream.accept(request);
  }

  /** Answers with what came. */
  static void echo(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .putHeader("content-type", "application/json")
                    .putHeader("x-emporium-internal", "secret")
                    .end(
                        new JsonObject()
                            .put("method", request.method().name())
                            .put("body", body.toString())
                            .encode()));
  }

  int port() {
    return gateway.port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  URI management(String path) {
    return URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A bearer header of a good token. */
  String bearer() {
    return "Bearer " + tokens.good();
  }

  /** The principal that the upstream's last request carried. */
  Principal principal() {
    return new PrincipalSeal(INTERNAL_KEYS, Clock.systemUTC())
        .open(seen.get(seen.size() - 1).headers().get("x-emporium-principal"))
        .orElseThrow();
  }

  @Override
  public void close() throws Exception {
    Future<?> closing = gateway == null ? Future.succeededFuture() : gateway.close();
    closing
        .transform(done -> vertx.close())
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }
}
