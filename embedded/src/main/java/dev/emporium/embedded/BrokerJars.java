package dev.emporium.embedded;

import dev.emporium.embedded.broker.BrokerMain;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;

/** The broker's class path: its jars travel inside the kafka-broker jar and are unpacked once. */
final class BrokerJars {
  private static final String INSIDE = "kafka-libs/";

  private BrokerJars() {}

  /** A class path for {@link BrokerMain}; {@code target} is used when there is a jar to unpack. */
  static String classPath(Path target) {
    try {
      Path home =
          Path.of(BrokerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jars = Files.isDirectory(home) ? home.resolve(INSIDE) : unpack(home, target);
      return jars.resolve("*") + File.pathSeparator + home;
    } catch (IOException | URISyntaxException failed) {
      throw new EmbeddedException(
          "Kafka's libraries cannot be unpacked into %s: %s.".formatted(target, failed), failed);
    }
  }

  private static Path unpack(Path jar, Path target) throws IOException {
    Path done = target.resolve("unpacked");
    String stamp = Files.size(jar) + " " + Files.getLastModifiedTime(jar);
    if (Files.exists(done) && Files.readString(done).equals(stamp)) {
      return target;
    }
    Files.createDirectories(target);
    try (var archive = new JarFile(jar.toFile())) {
      for (var entry : archive.stream().filter(e -> e.getName().startsWith(INSIDE)).toList()) {
        if (!entry.isDirectory()) {
          Path name = Path.of(entry.getName()).getFileName();
          try (var content = archive.getInputStream(entry)) {
            Files.copy(content, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
    Files.writeString(done, stamp);
    return target;
  }
}
