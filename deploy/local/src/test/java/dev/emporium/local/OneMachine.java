package dev.emporium.local;

import dev.emporium.testkit.Emporium;
import dev.emporium.testkit.TopicLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All of Emporium with its demo marketplace, over the test's own databases and topics. */
final class OneMachine implements AutoCloseable {
  static final List<String> TOPICS = Environments.SERVICES;

  private final Emporium emporium;
  private final Environments environments;
  private final Platform platform;
  private final Path folder;
  private final Map<String, String> demo;

  private OneMachine(
      Emporium emporium, Environments environments, Platform platform, Path folder, Map<String, String> demo) {
    this.emporium = emporium;
    this.environments = environments;
    this.platform = platform;
    this.folder = folder;
    this.demo = demo;
  }

  static OneMachine start(Emporium emporium) {
    try {
      Path folder = Files.createTempDirectory("emporium-e2e");
      var secrets = new Secrets(folder.resolve("secrets.properties"));
      var environments =
          new Environments(
              emporium.postgres(), emporium.kafka(), emporium.topics().prefix(), "127.0.0.1", 0, secrets);
      var platform = Platform.start(environments, null, name -> {});
      var demo = new DemoMarketplace(platform.client(), secrets, folder.resolve("demo.json")).ensure();
      return new OneMachine(emporium, environments, platform, folder, demo);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  GatewayClient gateway() {
    return platform.client();
  }

  Map<String, String> demo() {
    return demo;
  }

  Platform platform() {
    return platform;
  }

  /** Every record of the four topics, in each topic's order. */
  Map<String, List<TopicLog.Entry>> events() {
    var all = new java.util.LinkedHashMap<String, List<TopicLog.Entry>>();
    TOPICS.forEach(topic -> all.put(topic, emporium.records(topic)));
    return all;
  }

  /** What the consumers could not handle. */
  List<String> deadLetters() {
    var dead = new ArrayList<String>();
    TOPICS.forEach(topic -> emporium.records(topic + ".dead").forEach(e -> dead.add(topic + " " + e.headers() + e.value())));
    return dead;
  }


  @Override
  public void close() {
    platform.close();
    Environments.SERVICES.forEach(s -> emporium.postgres().dropDatabase(environments.database(s)));
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
