package dev.emporium.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** Health and metrics, on a port of their own. */
final class Management {
  private final HttpServer server;
  private final Supplier<List<String>> pending;
  private final Supplier<String> metrics;

  /**
   * @param pending why it is not ready; empty when it is
   * @param metrics in Prometheus' text format
   */
  Management(Vertx vertx, Supplier<List<String>> pending, Supplier<String> metrics) {
    this.pending = pending;
    this.metrics = metrics;
    this.server = vertx.createHttpServer().requestHandler(this::answer);
  }

  Future<Void> listen(String host, int port) {
    return server.listen(port, host).mapEmpty();
  }

  int port() {
    return server.actualPort();
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/health/live" -> health(request, List.of());
      case "/health/ready" -> health(request, pending.get());
      case "/metrics" ->
          request
              .response()
              .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
              .end(metrics.get());
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void health(HttpServerRequest request, List<String> problems) {
    boolean up = problems.isEmpty();
    request
        .response()
        .setStatusCode(up ? 200 : 503)
        .putHeader("content-type", "application/json")
        .end(
            new JsonObject()
                .put("status", up ? "UP" : "DOWN")
                .put("problems", new JsonArray(problems))
                .toBuffer());
  }

  Future<Void> close() {
    return server.close();
  }
}
