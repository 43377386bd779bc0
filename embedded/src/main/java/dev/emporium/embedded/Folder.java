package dev.emporium.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder that one process at a time may use, with room on its disk. */
final class Folder implements AutoCloseable {
  private static final long NEEDED_BYTES = 300L << 20;

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private Folder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /** Makes and locks the folder. Throws {@link EmbeddedException} when used already, or full. */
  static Folder take(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      long free = Files.getFileStore(path).getUsableSpace();
      if (free < NEEDED_BYTES) {
        throw new EmbeddedException(
            "The disk of %s is full: %d MB free, %d MB needed."
                .formatted(path, free >> 20, NEEDED_BYTES >> 20));
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new EmbeddedException("The folder %s is in use by another process.".formatted(path));
      }
      Predecessor.awaitEnd(path);
      return new Folder(path, channel, lock);
    } catch (IOException failed) {
      throw new EmbeddedException(
          "The folder %s cannot be used: %s.".formatted(path, failed), failed);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException thisProcess) {
      return null;
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** What a log file ends with, to be shown when its process failed. */
  static String tail(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      String end =
          lines.skip(Math.max(0, Files.size(log) / 100 - 40)).collect(Collectors.joining("\n"));
      return end.length() > 3000 ? end.substring(end.length() - 3000) : end;
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return "(" + unreadable.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException alreadyGone) {
      throw new EmbeddedException("The lock of " + path + " could not be released.", alreadyGone);
    }
  }
}
