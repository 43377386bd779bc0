package dev.emporium.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One Kafka broker (KRaft, its own controller) in a JVM of its own: {@code data/}, {@code
 * libraries/}, {@code server.properties} and {@code kafka.log} in its folder. Listens on the
 * loopback interface only. Topics are made by their owners, never by a first use.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(90);

  private final Folder folder;
  private final Child child;
  private final int port;

  private EmbeddedKafka(Folder folder, Child child, int port) {
    this.folder = folder;
    this.child = child;
    this.port = port;
  }

  /**
   * Starts over what the folder holds, or empty.
   *
   * @param port 0 takes any free one
   * @throws EmbeddedException in one sentence: port taken, disk full, folder in use, failed start
   */
  public static EmbeddedKafka start(Path directory, int port) {
    Folder folder = Folder.take(directory);
    try {
      int chosen = Port.choose("Kafka", port);
      int controller = Port.choose("Kafka's controller", 0);
      Path properties = folder.resolve("server.properties");
      Files.writeString(properties, properties(folder.resolve("data"), chosen, controller));
      Path log = folder.resolve("kafka.log");
      Child child =
          Child.start(
              "Kafka",
              command(BrokerJars.classPath(folder.resolve("libraries")), properties),
              properties.getParent(),
              log);
      child.awaitReady(START_BOUND, () -> Port.answers(chosen));
      return new EmbeddedKafka(folder, child, chosen);
    } catch (IOException failed) {
      folder.close();
      throw new EmbeddedException("Kafka's folder cannot be used: " + failed + ".", failed);
    } catch (RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  public int port() {
    return port;
  }

  /** {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  /** A clean shutdown of the broker. */
  @Override
  public void close() {
    child.close();
    folder.close();
  }

  private static List<String> command(String classPath, Path properties) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-Xms64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=" + Integer.getInteger("emporium.embedded.kafka.tier", 1),
        "-Xshare:auto",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "-cp",
        classPath,
        "dev.emporium.embedded.broker.BrokerMain",
        properties.toString());
  }

  private static String properties(Path data, int port, int controller) {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=BROKER://127.0.0.1:%1$d
        listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=BROKER
        log.dirs=%3$s
        auto.create.topics.enable=false
        num.partitions=4
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000
        log.retention.hours=168
        log.segment.bytes=67108864
        log.index.size.max.bytes=1048576
        log.cleaner.dedupe.buffer.size=4194304
        num.network.threads=2
        num.io.threads=4
        num.recovery.threads.per.data.dir=1
        background.threads=2
        """
        .formatted(port, controller, data.toString().replace("\\", "/"));
  }
}
