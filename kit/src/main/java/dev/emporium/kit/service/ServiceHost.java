package dev.emporium.kit.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.function.Consumer;

/** A running service: its HTTP server, database pool, outbox relay, consumers and jobs. */
public final class ServiceHost {
  private ServiceHost() {}

  /**
   * Starts a service. Fails, naming everything that is wrong at once, when configuration is
   * incomplete or a contract and its handlers do not match.
   *
   * @param name the service's short name, such as {@code catalog}; also its CloudEvents source and
   *     consumer group
   */
  public static Future<ServiceHost> start(
      Vertx vertx, String name, Map<String, String> environment, Consumer<Wiring> wire) {
    return Future.failedFuture(name + environment + wire + vertx);
  }

  /** The main method of every service: starts from the process's environment, stops on SIGTERM. */
  public static void main(String name, Consumer<Wiring> wire) {
    System.err.println(name + wire);
  }

  /** The port requests are answered on (the one bound, when 0 was configured). */
  public int port() {
    return 0;
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return 0;
  }

  /** Stops taking requests, drains, stops consumers, relay and pools. */
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
