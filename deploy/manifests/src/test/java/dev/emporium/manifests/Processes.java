package dev.emporium.manifests;

import dev.emporium.billing.BillingService;
import dev.emporium.catalog.CatalogService;
import dev.emporium.checkout.CheckoutService;
import dev.emporium.gateway.GatewayService;
import dev.emporium.installation.InstallationService;
import dev.emporium.kit.service.ServiceHost;
import dev.emporium.kit.service.Settings;
import dev.emporium.kit.service.Wiring;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What each of our processes reads from its environment, by asking it. */
final class Processes implements AutoCloseable {
  static final List<String> NAMES =
      List.of("gateway", "catalog", "checkout", "billing", "installation");
  private static final Map<String, Consumer<Wiring>> SERVICES =
      Map.of(
          "catalog", CatalogService::wire,
          "checkout", CheckoutService::wire,
          "billing", BillingService::wire,
          "installation", InstallationService::wire);

  private final Vertx vertx = Vertx.vertx();

  Settings variables(String process, Map<String, String> environment) {
    return process.equals("gateway")
        ? GatewayService.variables(environment)
        : ServiceHost.variables(vertx, process, environment, SERVICES.get(process));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
