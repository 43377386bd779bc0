package dev.emporium.kit.service;

import dev.emporium.kit.trace.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP servers of a service, one an event loop, on one port. */
final class HttpFront {
  private static final int DRAIN_SECONDS = 25;

  private final Vertx vertx;
  private final ServiceSettings settings;
  private final Handler<HttpServerRequest> router;
  private final MeterRegistry metrics;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private final AtomicInteger active = new AtomicInteger();

  HttpFront(
      Vertx vertx,
      ServiceSettings settings,
      Handler<HttpServerRequest> router,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.settings = settings;
    this.router = router;
    this.metrics = metrics;
    metrics.gauge("emporium_http_active_requests", active);
  }

  Future<Void> listen() {
    // a port chosen by the system cannot be shared by several servers
    int threads = settings.httpPort() == 0 ? 1 : Math.max(1, settings.httpThreads());
    return vertx
        .deployVerticle(Loop::new, new DeploymentOptions().setInstances(threads))
        .mapEmpty();
  }

  int port() {
    return servers.get(0).actualPort();
  }

  /** Refuses new connections and waits for the requests in hand. */
  Future<Void> drain() {
    return Future.join(
            servers.stream().map(s -> s.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS)).toList())
        .mapEmpty();
  }

  private final class Loop extends VerticleBase {
    @Override
    public Future<?> start() {
      HttpServer server =
          vertx
              .createHttpServer(
                  new HttpServerOptions()
                      .setMaxInitialLineLength(8192)
                      .setMaxHeaderSize(32_768)
                      .setMaxChunkSize(65_536)
                      .setIdleTimeout(75)
                      .setHandle100ContinueAutomatically(true))
              .requestHandler(HttpFront.this::handle);
      servers.add(server);
      return server.listen(settings.httpPort(), settings.httpHost());
    }
  }

  private void handle(HttpServerRequest request) {
    String trace = Trace.begin(Vertx.currentContext(), request.getHeader(Trace.HEADER));
    request.headers().set(Trace.HEADER, trace);
    active.incrementAndGet();
    Timer.Sample sample = Timer.start(metrics);
    request
        .response()
        .endHandler(ended -> done(request, sample))
        .exceptionHandler(broken -> request.connection().close());
    request.response().closeHandler(gone -> closed(request, sample));
    router.handle(request);
  }

  private void done(HttpServerRequest request, Timer.Sample sample) {
    active.decrementAndGet();
    sample.stop(
        Timer.builder("emporium_http_requests")
            .publishPercentileHistogram()
            .tag("method", request.method().name())
            .tag("status", String.valueOf(request.response().getStatusCode()))
            .register(metrics));
  }

  private void closed(HttpServerRequest request, Timer.Sample sample) {
    if (!request.response().ended()) {
      done(request, sample);
    }
  }
}
