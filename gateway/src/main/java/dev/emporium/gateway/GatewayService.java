package dev.emporium.gateway;

import dev.emporium.gateway.auth.Authenticator;
import dev.emporium.gateway.edge.Listener;
import dev.emporium.gateway.edge.Pages;
import dev.emporium.gateway.edge.Shared;
import dev.emporium.gateway.edge.Traffic;
import dev.emporium.gateway.limit.RateLimiter;
import dev.emporium.gateway.proxy.Upstream;
import dev.emporium.gateway.route.Contracts;
import dev.emporium.gateway.route.Route;
import dev.emporium.gateway.route.RouteTable;
import dev.emporium.gateway.route.UpstreamAddress;
import dev.emporium.kit.http.Contract;
import dev.emporium.kit.identity.PrincipalSeal;
import dev.emporium.kit.service.Management;
import dev.emporium.kit.service.Settings;
import dev.emporium.kit.service.Telemetry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the gateway together: settings, contracts, rooms, listeners. */
public final class GatewayService {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();
  private static final long READY_MILLIS = 50;

  private GatewayService() {}

  /**
   * Starts a gateway; done when it is ready: listening, the issuer's keys fetched, the identity
   * topic read to its end. Fails, naming everything that is wrong at once, when the configuration
   * is incomplete.
   */
  public static Future<Gateway> start(Vertx vertx, Map<String, String> environment) {
    return listening(vertx, environment).compose(gateway -> ready(vertx, gateway));
  }

  /**
   * What the gateway asks its environment for, and what it would complain about, without starting
   * it. Used by what writes and checks documentation and manifests.
   */
  public static Settings variables(Map<String, String> environment) {
    var reader = new Settings(environment);
    Telemetry.declare(reader);
    GatewaySettings.read(reader, environment);
    return reader;
  }

  private static Future<Gateway> listening(Vertx vertx, Map<String, String> environment) {
    GatewaySettings settings;
    Shared shared;
    try {
      settings = settings(environment);
      shared = shared(vertx, settings);
    } catch (RuntimeException wrong) {
      return Future.failedFuture(wrong);
    }
    shared.authenticator().start();
    int port = settings.port() == 0 ? -FREE_PORTS.incrementAndGet() : settings.port();
    var listeners = new ArrayList<Listener>();
    return vertx
        .deployVerticle(
            () -> {
              var listener = new Listener(shared, settings.host(), port, settings.eventLoops());
              synchronized (listeners) {
                listeners.add(listener);
              }
              return listener;
            },
            new DeploymentOptions().setInstances(settings.eventLoops()))
        .map(id -> gateway(vertx, settings, shared, listeners, id))
        .compose(gateway -> manage(vertx, settings, shared, gateway))
        .onFailure(failure -> shared.authenticator().close());
  }

  private static GatewaySettings settings(Map<String, String> environment) {
    var reader = new Settings(environment);
    GatewaySettings settings = GatewaySettings.read(reader, environment);
    if (!reader.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reader.problems()));
    }
    return settings;
  }

  private static Shared shared(Vertx vertx, GatewaySettings settings) {
    boolean onlyConfigured =
        settings.upstreams().isEmpty()
            && !settings.routes().isEmpty()
            && settings.contractsFolder().isEmpty();
    List<Contract> contracts =
        onlyConfigured ? List.of() : Contracts.load(settings.contractsFolder());
    var routes = new RouteTable(contracts, settings.upstreams(), settings.routes());
    var traffic = new Traffic(settings.accessLog());
    Map<UpstreamAddress, Upstream> upstreams = new LinkedHashMap<>();
    for (Route route : routes.routes()) {
      upstreams.computeIfAbsent(
          route.upstream(), address -> new Upstream(address, settings.proxy()));
    }
    upstreams.forEach(
        (address, upstream) ->
            traffic.gauge(
                "gateway.circuit.open",
                "1 while an upstream is not asked",
                () -> upstream.open() ? 1 : 0,
                "upstream",
                address.authority()));
    return new Shared(
        routes,
        new Authenticator(vertx, settings.auth()),
        new RateLimiter(settings.limits()),
        new PrincipalSeal(settings.internalKeys(), Clock.systemUTC()),
        settings.proxy(),
        Map.copyOf(upstreams),
        new Pages(contracts),
        traffic,
        settings.corsOrigins(),
        settings.sampled());
  }

  private static Gateway gateway(
      Vertx vertx,
      GatewaySettings settings,
      Shared shared,
      List<Listener> listeners,
      String deployment) {
    return new Gateway(
        vertx, listeners, deployment, shared.authenticator(), settings.drainSeconds());
  }

  private static Future<Gateway> manage(
      Vertx vertx, GatewaySettings settings, Shared shared, Gateway gateway) {
    var management = new Management(vertx, gateway.health(), shared.traffic().registry());
    gateway.management(management);
    return management
        .listen(settings.host(), settings.managementPort())
        .map(gateway)
        .recover(failure -> gateway.close().transform(done -> Future.failedFuture(failure)));
  }

  private static Future<Gateway> ready(Vertx vertx, Gateway gateway) {
    if (gateway.health().isUp()) {
      return Future.succeededFuture(gateway);
    }
    Promise<Gateway> ready = Promise.promise();
    vertx.setPeriodic(
        READY_MILLIS,
        id -> {
          if (gateway.health().isUp() && vertx.cancelTimer(id)) {
            ready.complete(gateway);
          }
        });
    return ready.future();
  }

  /** Starts from the process's environment; drains on SIGTERM. */
  public static void main(String[] arguments) {
    System.setProperty("vertx.disableWebsockets", "true");
    System.setProperty("vertx.disableMetrics", "true");
    System.setProperty("vertx.disableContextTimings", "true");
    if (System.getProperty("io.netty.noUnsafe") == null) {
      // on newer Java Netty would read bytes through checked buffers: a quarter of a request's time
      System.setProperty("io.netty.noUnsafe", "false");
    }
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    listening(vertx, System.getenv())
        .onSuccess(
            gateway -> {
              Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, gateway)));
              LOG.info("gateway listens on {}", gateway.port());
              ready(vertx, gateway).onSuccess(ready -> LOG.info("gateway is ready"));
            })
        .onFailure(
            failure -> {
              LOG.error("gateway does not start: {}", failure.getMessage());
              vertx.close().onComplete(done -> System.exit(1));
            });
  }

  private static void stop(Vertx vertx, Gateway gateway) {
    try {
      gateway
          .close()
          .transform(done -> vertx.close())
          .toCompletionStage()
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    } catch (Exception late) {
      LOG.warn("shutdown was not clean: {}", late.toString());
    }
  }
}
