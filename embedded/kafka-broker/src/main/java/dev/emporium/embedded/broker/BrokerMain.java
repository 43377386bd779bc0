package dev.emporium.embedded.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A KRaft broker and controller in one process. Formats its storage when that is new. Ends when its
 * standard input does, so that it never outlives the process that started it.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /** The only argument is the path of {@code server.properties}. */
  public static void main(String[] arguments) throws Exception {
    var watch = new Thread(() -> endWith(System.in), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    format(Path.of(arguments[0]));
    kafka.Kafka.main(arguments);
  }

  private static void format(Path file) throws Exception {
    var properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    }
    String directory = properties.getProperty("log.dirs");
    if (Files.exists(Path.of(directory, "meta.properties"))) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(System.out, true, StandardCharsets.UTF_8))
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
        .setControllerListenerName(properties.getProperty("controller.listener.names"))
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setMetadataLogDirectory(directory)
        .addDirectory(directory)
        .setIgnoreFormatted(true)
        .run();
  }

  private static void endWith(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // whatever is written is no command: only the end of the stream means something
      }
    } catch (IOException gone) {
      // the same as its end
    }
    System.exit(0);
  }
}
