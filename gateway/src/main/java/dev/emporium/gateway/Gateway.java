package dev.emporium.gateway;

import dev.emporium.gateway.auth.Authenticator;
import dev.emporium.gateway.edge.Listener;
import dev.emporium.kit.service.Health;
import dev.emporium.kit.service.Management;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running gateway. */
public final class Gateway {
  private final Vertx vertx;
  private final List<Listener> listeners;
  private final String deployment;
  private final Authenticator authenticator;
  private final int drainSeconds;
  private final Health health = new Health();
  private Management management;
  private volatile boolean draining;

  Gateway(
      Vertx vertx,
      List<Listener> listeners,
      String deployment,
      Authenticator authenticator,
      int drainSeconds) {
    this.vertx = vertx;
    this.listeners = List.copyOf(listeners);
    this.deployment = deployment;
    this.authenticator = authenticator;
    this.drainSeconds = drainSeconds;
    health
        .check("identity", authenticator::identityComplaint)
        .check("keys", authenticator::keysComplaint)
        .check("shutdown", () -> draining ? Optional.of("shutting down") : Optional.empty());
  }

  void management(Management started) {
    management = started;
  }

  /** The port requests are answered on (the one bound, when 0 was configured). */
  public int port() {
    return listeners.get(0).actualPort();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return management.port();
  }

  /** What readiness asks. */
  Health health() {
    return health;
  }

  /** Takes no more requests, lets those in flight finish, then releases everything. */
  public Future<Void> close() {
    draining = true;
    var drained = new ArrayList<Future<?>>();
    listeners.forEach(listener -> drained.add(listener.drain(drainSeconds)));
    return Future.join(drained)
        .transform(done -> vertx.undeploy(deployment))
        .transform(done -> vertx.executeBlocking(this::release, false))
        .compose(closing -> closing)
        .transform(done -> management == null ? Future.succeededFuture() : management.close());
  }

  private Future<Void> release() {
    return authenticator.close();
  }
}
