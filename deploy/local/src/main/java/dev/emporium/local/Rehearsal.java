package dev.emporium.local;

import dev.emporium.billing.BillingService;
import dev.emporium.catalog.CatalogService;
import dev.emporium.checkout.CheckoutService;
import dev.emporium.embedded.EmbeddedKafka;
import dev.emporium.embedded.EmbeddedPostgres;
import dev.emporium.gateway.GatewayService;
import dev.emporium.installation.InstallationService;
import dev.emporium.kit.service.ServiceHost;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts one process as its image will, over a PostgreSQL and a Kafka of its own, until it is
 * ready, so that the JVM writes down the classes and profiles of a start: later starts read them
 * instead of class files. Images run it while they are built.
 */
public final class Rehearsal {
  private static final Map<String, Class<?>> MAIN =
      Map.of(
          "catalog", CatalogService.class,
          "checkout", CheckoutService.class,
          "billing", BillingService.class,
          "installation", InstallationService.class,
          "gateway", GatewayService.class);

  /** The first Java that writes such a file in one run. */
  private static final int FEATURE = 25;

  private static final long BOUND_NANOS = TimeUnit.MINUTES.toNanos(5);

  private Rehearsal() {}

  /**
   * @param arguments the process ({@code gateway} or a service's short name), the file with its
   *     JVM's arguments, the file to write (left empty by a Java before 25)
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path cache = Path.of(arguments[2]);
    if (Runtime.version().feature() < FEATURE) {
      Files.createFile(cache);
      System.out.println("Java " + FEATURE + " is needed to prepare starts; nothing is prepared");
      System.exit(0);
    }
    Path folder = Files.createTempDirectory("rehearsal");
    try (var postgres =
            EmbeddedPostgres.start(
                folder.resolve("postgres"), 0, EmbeddedPostgres.Durability.FAST);
        var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
      var environments =
          new Environments(
              postgres.server(),
              kafka.bootstrapServers(),
              "rehearsal",
              "127.0.0.1",
              0,
              new Secrets(folder.resolve("secrets.properties")));
      environments.prepare();
      start(arguments[0], Path.of(arguments[1]), cache, environment(arguments[0], environments));
      System.out.println(cache + " has " + Files.size(cache) + " bytes");
    } catch (RuntimeException failed) {
      failed.printStackTrace();
      System.exit(1);
    }
    // the issuer of a gateway's rehearsal has threads that go on
    System.exit(0);
  }

  /** The gateway is ready when it has the keys of an issuer. */
  private static Map<String, String> environment(String name, Environments environments) {
    String url = "http://rehearsal.invalid";
    if (!name.equals("gateway")) {
      return environments.service(name, url);
    }
    var issuer = environments.service("installation", url);
    int port =
        ServiceHost.start(Vertx.vertx(), "installation", issuer, InstallationService::wire)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .port();
    var ports = new HashMap<String, Integer>();
    // the others are called by no rehearsal
    Environments.SERVICES.forEach(service -> ports.put(service, port));
    return environments.gateway(ports, url);
  }

  private static void start(
      String name, Path jvmArguments, Path cache, Map<String, String> environment)
      throws IOException, InterruptedException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:AOTCacheOutput=" + cache,
            "@" + jvmArguments,
            MAIN.get(name).getName());
    var variables = new HashMap<>(environment);
    variables.put("HTTP_PORT", String.valueOf(freePort()));
    variables.put("MANAGEMENT_PORT", String.valueOf(freePort()));
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(variables);
    long end = System.nanoTime() + BOUND_NANOS;
    Process process = builder.start();
    String management = "http://127.0.0.1:" + variables.get("MANAGEMENT_PORT");
    while (status(management + "/health/ready") != 200) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not become ready");
      }
      Thread.sleep(50);
    }
    status(management + "/metrics");
    status("http://127.0.0.1:" + variables.get("HTTP_PORT") + "/");
    process.destroy();
    // the file is written at the end
    if (!process.waitFor(5, TimeUnit.MINUTES) || !Files.exists(cache)) {
      process.destroyForcibly();
      throw new IllegalStateException(name + " left no " + cache);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int status(String url) {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      return connection.getResponseCode();
    } catch (IOException notYet) {
      return 0;
    }
  }
}
