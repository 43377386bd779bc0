package dev.emporium.local;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.TopicLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All of Emporium with its demo marketplace: over the test's own databases and topics, or, with
 * {@code -Demporium.url}, one that was deployed and is empty ({@code deploy/kubernetes/try.sh}).
 */
final class OneMachine implements AutoCloseable {
  static final List<String> TOPICS = Environments.SERVICES;

  private final GatewayClient gateway;
  private final Map<String, String> demo;
  private final Function<String, List<TopicLog.Entry>> records;
  private final Function<String, Integer> managementPort;
  private final Runnable stop;

  private OneMachine(
      GatewayClient gateway,
      Map<String, String> demo,
      Function<String, List<TopicLog.Entry>> records,
      Function<String, Integer> managementPort,
      Runnable stop) {
    this.gateway = gateway;
    this.demo = demo;
    this.records = records;
    this.managementPort = managementPort;
    this.stop = stop;
  }

  static OneMachine start(Emporium emporium) {
    String url = System.getProperty("emporium.url");
    return url == null ? local(emporium) : deployed(url);
  }

  /**
   * {@code emporium.kafka} says where the topics are, {@code emporium.secrets} which file has the
   * operator's secret; management ports are ten above the others.
   */
  private static OneMachine deployed(String url) {
    Path file = Path.of(System.getProperty("emporium.secrets"));
    var client = GatewayClient.anonymous(url);
    var demo =
        new DemoMarketplace(client, new Secrets(file), file.resolveSibling("demo.json")).ensure();
    var log = new TopicLog(System.getProperty("emporium.kafka"));
    int first = java.net.URI.create(url).getPort() + 10;
    return new OneMachine(
        client,
        demo,
        topic -> log.records("emporium." + topic),
        service -> first + 1 + Environments.SERVICES.indexOf(service),
        log::close);
  }

  private static OneMachine local(Emporium emporium) {
    try {
      Path folder = Files.createTempDirectory("emporium-e2e");
      var secrets = new Secrets(folder.resolve("secrets.properties"));
      var environments =
          new Environments(
              emporium.postgres(),
              emporium.kafka(),
              emporium.topics().prefix(),
              "127.0.0.1",
              0,
              secrets);
      var platform = Platform.start(environments, null, name -> {});
      var demo =
          new DemoMarketplace(platform.client(), secrets, folder.resolve("demo.json")).ensure();
      return new OneMachine(
          platform.client(),
          demo,
          emporium::records,
          platform::managementPort,
          () -> stop(emporium, environments, platform, folder));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void stop(
      Emporium emporium, Environments environments, Platform platform, Path folder) {
    platform.close();
    Environments.SERVICES.forEach(s -> emporium.postgres().dropDatabase(environments.database(s)));
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  GatewayClient gateway() {
    return gateway;
  }

  Map<String, String> demo() {
    return demo;
  }

  /** Where a service answers health and metrics; {@code gateway} is one too. */
  int managementPort(String service) {
    return managementPort.apply(service);
  }

  /** Every record of the four topics, in each topic's order. */
  Map<String, List<TopicLog.Entry>> events() {
    var all = new LinkedHashMap<String, List<TopicLog.Entry>>();
    TOPICS.forEach(topic -> all.put(topic, records.apply(topic)));
    return all;
  }

  /** What the consumers could not handle. */
  List<String> deadLetters() {
    var dead = new ArrayList<String>();
    TOPICS.forEach(
        topic ->
            records
                .apply(topic + ".dead")
                .forEach(e -> dead.add(topic + " " + e.headers() + e.value())));
    return dead;
  }

  @Override
  public void close() {
    stop.run();
  }
}
