package dev.emporium.bench;

import dev.emporium.embedded.EmbeddedKafka;
import dev.emporium.embedded.EmbeddedPostgres;
import dev.emporium.local.DemoMarketplace;
import dev.emporium.local.Environments;
import dev.emporium.local.GatewayClient;
import dev.emporium.local.Secrets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * {@code House <folder> <port>}: durable PostgreSQL, Kafka, the four services and the gateway, each
 * in a process of its own, with a marketplace to load; {@code <folder>/house.json} appears when all
 * of it stands. Ends with SIGTERM.
 */
public final class House {
  private static final int REST_SECONDS =
      Integer.parseInt(System.getenv().getOrDefault("BENCH_REST", "15"));
  private final Path folder;
  private final int port;
  private final Path java;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Map<String, Program> programs = new LinkedHashMap<>();
  private final JsonObject report = new JsonObject();
  private Map<String, Integer> ports;

  private House(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    String home = System.getenv().getOrDefault("BENCH_JAVA_HOME", System.getProperty("java.home"));
    this.java = Path.of(home, "bin", "java");
  }

  public static void main(String[] arguments) throws Exception {
    var house = new House(Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]));
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  house.stop();
                  stopped.countDown();
                }));
    try {
      house.start();
    } catch (RuntimeException failed) {
      failed.printStackTrace();
      System.exit(1);
    }
    stopped.await();
  }

  private void start() throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve("house.json"));
    var postgres =
        EmbeddedPostgres.start(
            folder.resolve("postgres"), port + 90, EmbeddedPostgres.Durability.DURABLE);
    running.push(postgres);
    Set<Long> database = children();
    var kafka = EmbeddedKafka.start(folder.resolve("kafka"), port + 91);
    running.push(kafka);
    Set<Long> broker = children();
    broker.removeAll(database);
    var secrets = new Secrets(folder.resolve("secrets.properties"));
    var environments =
        new Environments(
            postgres.server(), kafka.bootstrapServers(), "emporium", "127.0.0.1", port, secrets);
    environments.prepare();
    ports =
        Environments.SERVICES.stream()
            .collect(Collectors.toMap(s -> s, s -> port + 1 + Environments.SERVICES.indexOf(s)));
    String url = "http://127.0.0.1:" + port;
    report.put("first_start_ms", startAll(environments, url));
    stopAll();
    report.put("start_ms", startAll(environments, url));
    var demo =
        new DemoMarketplace(GatewayClient.anonymous(url), secrets, folder.resolve("demo.json"))
            .ensure();
    rest();
    var residents = new Residents(GatewayClient.anonymous(url), demo, folder).ensure();
    var pids = new JsonObject().put("database", one(database)).put("broker", one(broker));
    programs.forEach((name, program) -> pids.put(name, program.pid()));
    report
        .put("url", url)
        .put("pids", pids)
        .put(
            "postgres",
            new JsonObject().put("port", postgres.port()).put("password", postgres.password()))
        .put("kafka", kafka.bootstrapServers())
        .put("demo", new JsonObject(new LinkedHashMap<>(demo)))
        .put("residents", residents);
    running.push(new Watch(port + 92, postgres.server(), kafka.bootstrapServers()));
    report.put("watch", "http://127.0.0.1:" + (port + 92));
    Secrets.writePrivately(folder.resolve("house.json"), report.encodePrettily());
  }

  /** One after the other, so that none disturbs another; returns milliseconds until ready. */
  private JsonObject startAll(Environments environments, String url) {
    var millis = new JsonObject();
    for (String service : Environments.SERVICES) {
      var variables = environments.service(service, url);
      variables.put("ACCESS_TOKEN_SECONDS", "86400");
      millis.put(service, run(service, variables));
    }
    var variables = environments.gateway(ports, url);
    variables.putAll(
        Map.of(
            "RATE_LIMIT_DEFAULT",
            "off",
            "RATE_LIMIT_ANONYMOUS",
            "off",
            "ACCESS_LOG",
            "false",
            "HIGHLEVEL_BURST_LIMIT",
            "100000000",
            "HIGHLEVEL_DAILY_LIMIT",
            "1000000000"));
    var rig = System.getenv("BENCH_RIG_KEYS");
    if (rig != null) {
      variables.put(
          "ROUTES",
          "GET /api/item=http://127.0.0.1:"
              + System.getenv().getOrDefault("UPSTREAM_PORT", "18081"));
      variables.put(
          "TRUSTED_ISSUERS",
          "[{\"issuer\":\"https://issuer.peer.local\",\"audience\":\"marketplace\",\"keyFile\":\""
              + rig
              + "/jwks.json\"}]");
    }
    return millis.put("gateway", run("gateway", variables));
  }

  private long run(String name, Map<String, String> variables) {
    var program = Program.start(name, java, folder, variables);
    programs.put(name, program);
    running.push(program);
    System.out.println(name + " is ready after " + program.readyMillis() + " ms");
    return program.readyMillis();
  }

  private void stopAll() {
    for (int i = 0; i < programs.size(); i++) {
      quietly(running.pop());
    }
    programs.clear();
  }

  /** Memory after a rest: what an idle process holds. */
  private void rest() {
    try {
      Thread.sleep(REST_SECONDS * 1000L);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    var memory = new JsonObject();
    programs.forEach(
        (name, program) -> memory.put(name, Math.round(program.residentMebibytes() * 10) / 10.0));
    report.put("resident_mib", memory);
  }

  private void stop() {
    while (!running.isEmpty()) {
      quietly(running.pop());
    }
  }

  private static void quietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception gone) {
      System.err.println(gone);
    }
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .map(ProcessHandle::pid)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Long one(Set<Long> pids) {
    return List.copyOf(pids).get(0);
  }
}
