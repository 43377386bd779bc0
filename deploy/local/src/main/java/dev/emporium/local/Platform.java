package dev.emporium.local;

import dev.emporium.billing.BillingService;
import dev.emporium.catalog.CatalogService;
import dev.emporium.checkout.CheckoutService;
import dev.emporium.gateway.Gateway;
import dev.emporium.gateway.GatewayService;
import dev.emporium.installation.InstallationService;
import dev.emporium.kit.service.ServiceHost;
import dev.emporium.kit.service.Wiring;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The four services and the gateway in one process, wired as their own main classes wire them. */
public final class Platform implements AutoCloseable {
  private static final Map<String, Consumer<Wiring>> WIRING =
      Map.of(
          "catalog", CatalogService::wire,
          "checkout", CheckoutService::wire,
          "billing", BillingService::wire,
          "installation", InstallationService::wire);

  private final Vertx vertx;
  private final Map<String, ServiceHost> services = new LinkedHashMap<>();
  private Gateway gateway;
  private String url;

  private Platform(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Starts everything; returns when all of it is up.
   *
   * @param url what the gateway is called at, or null to take its address and port
   * @param progress told the name of each part that is up
   */
  static Platform start(Environments environments, String url, Consumer<String> progress) {
    environments.prepare();
    var platform = new Platform(Vertx.vertx());
    try {
      platform.url = url;
      platform.startServices(environments, url == null ? "http://emporium.local" : url, progress);
      return platform;
    } catch (RuntimeException failed) {
      platform.close();
      throw failed;
    }
  }

  private void startServices(Environments environments, String issuer, Consumer<String> progress) {
    var starting = new ArrayList<Future<?>>();
    for (String name : Environments.SERVICES) {
      starting.add(
          ServiceHost.start(vertx, name, environments.service(name, issuer), WIRING.get(name))
              .onSuccess(
                  host -> {
                    synchronized (services) {
                      services.put(name, host);
                    }
                    progress.accept(name);
                  }));
    }
    await(Future.all(starting));
    var ports = new LinkedHashMap<String, Integer>();
    services.forEach((name, host) -> ports.put(name, host.port()));
    gateway = await(GatewayService.start(vertx, environments.gateway(ports, issuer)));
    progress.accept("gateway");
    if (url == null) {
      url = "http://" + environments.host() + ":" + gateway.port();
    }
  }

  public String url() {
    return url;
  }

  /** A client of the gateway without credentials. */
  public GatewayClient client() {
    return GatewayClient.anonymous(url);
  }

  /** Where a service answers health and metrics; {@code gateway} is one too. */
  public int managementPort(String service) {
    return service.equals("gateway")
        ? gateway.managementPort()
        : services.get(service).managementPort();
  }

  /** Drains the gateway first, then the services, all at once. */
  @Override
  public void close() {
    var closing = new ArrayList<Future<?>>();
    if (gateway != null) {
      quietly(gateway.close());
    }
    services.values().forEach(host -> closing.add(host.close()));
    quietly(Future.join(List.copyOf(closing)));
    quietly(vertx.close());
  }

  private static void quietly(Future<?> closing) {
    try {
      await(closing);
    } catch (RuntimeException alreadyGone) {
      // What cannot be closed any more needs no closing.
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException failed) {
      throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new IllegalStateException("not up within two minutes", late);
    }
  }
}
