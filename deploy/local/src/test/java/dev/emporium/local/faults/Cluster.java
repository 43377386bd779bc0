package dev.emporium.local.faults;

import dev.emporium.embedded.EmbeddedKafka;
import dev.emporium.embedded.EmbeddedPostgres;
import dev.emporium.embedded.PostgresServer;
import dev.emporium.local.DemoMarketplace;
import dev.emporium.local.Environments;
import dev.emporium.local.GatewayClient;
import dev.emporium.local.Secrets;
import dev.emporium.local.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Emporium as it is deployed: each service and the gateway a process of its own, PostgreSQL and
 * Kafka of its own, Stripe played by {@link FakeStripe}. Everything can be stopped and started
 * again at its old address.
 */
final class Cluster implements AutoCloseable {
  static final String PREFIX = "faults";

  private static final Map<String, String> MAINS =
      Map.of(
          "catalog", "dev.emporium.catalog.CatalogService",
          "checkout", "dev.emporium.checkout.CheckoutService",
          "billing", "dev.emporium.billing.BillingService",
          "installation", "dev.emporium.installation.InstallationService",
          "gateway", "dev.emporium.gateway.GatewayService");

  private final Path folder;
  private final FakeStripe stripe = new FakeStripe();
  private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
  private final Environments environments;
  private final Records records;
  private final String url;
  private final Map<String, String> demo;
  private EmbeddedPostgres postgres;
  private EmbeddedKafka kafka;

  private Cluster(Path folder) {
    this.folder = folder;
    int base = freePorts();
    postgres =
        EmbeddedPostgres.start(
            folder.resolve("postgres"), base + 20, EmbeddedPostgres.Durability.FAST);
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), base + 21);
    var secrets = new Secrets(folder.resolve("secrets.properties"));
    environments =
        new Environments(
            postgres.server(), kafka.bootstrapServers(), PREFIX, "127.0.0.1", base, secrets);
    environments.prepare();
    url = "http://127.0.0.1:" + base;
    var ports = new LinkedHashMap<String, Integer>();
    for (String service : Environments.SERVICES) {
      var variables = environments.service(service, url);
      ports.put(service, Integer.valueOf(variables.get("HTTP_PORT")));
      add(service, variables);
    }
    add("gateway", environments.gateway(ports, url));
    processes.values().forEach(ServiceProcess::start);
    processes.values().forEach(ServiceProcess::awaitReady);
    records = new Records(kafka.bootstrapServers());
    demo =
        new DemoMarketplace(GatewayClient.anonymous(url), secrets, folder.resolve("demo.json"))
            .ensure();
  }

  static Cluster start() {
    try {
      return new Cluster(Files.createTempDirectory("emporium-faults"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void add(String name, Map<String, String> variables) {
    if (name.equals("billing")) {
      variables.put("PAYMENT_GATEWAY", "stripe");
      variables.put("STRIPE_SECRET_KEY", "sk_test_faults");
      variables.put("STRIPE_API_BASE", stripe.url());
    }
    variables.put("LOG_LEVEL", "info");
    processes.put(name, new ServiceProcess(name, MAINS.get(name), variables, folder));
  }

  /**
   * Below the ports that outgoing connections take, so that a stopped server finds its own free
   * again.
   */
  private static int freePorts() {
    for (int base = 20_000 + (int) (ProcessHandle.current().pid() % 90) * 100;
        base < 31_000;
        base += 30) {
      if (areFree(base)) {
        return base;
      }
    }
    throw new IllegalStateException("no free ports");
  }

  private static boolean areFree(int base) {
    for (int port : new int[] {0, 1, 2, 3, 4, 20, 21, 1000, 1001, 1002, 1003, 1004}) {
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), base + port));
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }

  GatewayClient gateway() {
    return GatewayClient.anonymous(url);
  }

  Map<String, String> demo() {
    return demo;
  }

  Story story() {
    return new Story(gateway(), demo);
  }

  FakeStripe stripe() {
    return stripe;
  }

  Records records() {
    return records;
  }

  ServiceProcess process(String name) {
    return processes.get(name);
  }

  /** A service's database, its tables read by a superuser whom row-level security does not bind. */
  Rows rows(String service) {
    return new Rows("jdbc:" + process(service).variable("DATABASE_URL"), postgres.server());
  }

  void stopKafka() {
    kafka.close();
  }

  void startKafka() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafka.port());
  }

  void stopPostgres() {
    postgres.close();
  }

  void startPostgres() {
    postgres =
        EmbeddedPostgres.start(
            folder.resolve("postgres"), postgres.port(), EmbeddedPostgres.Durability.FAST);
  }

  /** Kills the services; the gateway, PostgreSQL and Kafka go on. */
  void killServices() {
    Environments.SERVICES.forEach(service -> process(service).kill());
  }

  void startServices() {
    Environments.SERVICES.forEach(service -> process(service).start());
    awaitReady();
  }

  PostgresServer postgres() {
    return postgres.server();
  }

  /** A service's database, by its name. */
  String database(String service) {
    return process(service).variable("DATABASE_USER");
  }

  void awaitReady() {
    processes.values().forEach(ServiceProcess::awaitReady);
  }

  @Override
  public void close() {
    records.close();
    processes.values().forEach(ServiceProcess::kill);
    stripe.close();
    kafka.close();
    postgres.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
