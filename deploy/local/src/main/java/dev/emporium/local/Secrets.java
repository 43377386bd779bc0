package dev.emporium.local;

import dev.emporium.embedded.EmbeddedException;
import dev.emporium.kit.value.Ids;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What this machine's marketplace keeps to itself: keys and passwords, made once, file mode 600.
 */
public final class Secrets {
  private final Path file;
  private final Map<String, String> values = new TreeMap<>();

  public Secrets(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      var properties = new Properties();
      try {
        properties.load(new StringReader(Files.readString(file)));
      } catch (IOException unreadable) {
        throw new EmbeddedException(
            file + " cannot be read: " + unreadable.getMessage() + ".", unreadable);
      }
      properties
          .stringPropertyNames()
          .forEach(name -> values.put(name, properties.getProperty(name)));
    }
  }

  /** A password of 43 letters and digits. */
  String password(String name) {
    return get(name, () -> Ids.alphanumeric(43));
  }

  /** A key of 32 bytes, base64. */
  String key(String name) {
    return get(
        name,
        () -> {
          byte[] key = new byte[32];
          new SecureRandom().nextBytes(key);
          return Base64.getEncoder().encodeToString(key);
        });
  }

  private String get(String name, Supplier<String> make) {
    String known = values.get(name);
    if (known == null) {
      known = make.get();
      values.put(name, known);
      var text = new StringBuilder();
      values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
      writePrivately(file, text.toString());
    }
    return known;
  }

  /** Writes a whole file that only its owner may read, at once or not at all. */
  public static void writePrivately(Path file, String text) {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
