package dev.emporium.kit.service;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}, on a port of their own. */
public final class Management {
  private final HttpServer server;
  private final Health health;
  private final PrometheusMeterRegistry metrics;

  public Management(Vertx vertx, Health health, PrometheusMeterRegistry metrics) {
    this.health = health;
    this.metrics = metrics;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setIdleTimeout(60).setMaxFormFields(0))
            .requestHandler(this::handle);
  }

  /** Listens; 0 takes any free port. */
  public Future<Void> listen(String host, int port) {
    return server.listen(port, host).mapEmpty();
  }

  public int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    return server.close();
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/health/live" -> reply(request, 200, new JsonObject().put("status", "up"));
      case "/health/ready" -> {
        JsonObject report = health.report();
        reply(request, "up".equals(report.getString("status")) ? 200 : 503, report);
      }
      case "/metrics" ->
          request
              .response()
              .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
              .end(metrics.scrape());
      default -> reply(request, 404, new JsonObject().put("status", "unknown"));
    }
  }

  private static void reply(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body.toBuffer());
  }
}
