package dev.emporium.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks PostgreSQL's programs from the class path, once a folder. */
final class PostgresPrograms {
  private PostgresPrograms() {}

  /** Returns the folder that has {@code bin/postgres}. */
  static Path unpack(Path target) {
    Path done = target.resolve("unpacked");
    if (Files.exists(done)) {
      return target;
    }
    String archive = "/postgres-%s-%s.txz".formatted(system(), machine());
    try (InputStream packed = PostgresPrograms.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new EmbeddedException(
            "There is no embedded PostgreSQL for this machine (%s is not on the class path)."
                .formatted(archive));
      }
      try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          write(target, entry, tar);
        }
      }
      Files.writeString(done, archive);
      return target;
    } catch (IOException failed) {
      throw new EmbeddedException(
          "PostgreSQL cannot be unpacked into %s: %s.".formatted(target, failed), failed);
    }
  }

  private static void write(Path target, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("entry outside the folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
    if ((entry.getMode() & 0100) != 0) {
      Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      mode.add(PosixFilePermission.OWNER_EXECUTE);
      mode.add(PosixFilePermission.GROUP_EXECUTE);
      mode.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(path, mode);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
  }

  private static String machine() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> name;
    };
  }
}
