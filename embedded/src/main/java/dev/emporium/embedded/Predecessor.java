package dev.emporium.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server process that used a folder last. When the process that started it was killed, it is
 * still writing its data; whoever starts the next one waits for it. Kept in the file {@code child}:
 * process id and when that process started, since ids are used again.
 */
final class Predecessor {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private Predecessor() {}

  static void remember(Path folder, ProcessHandle process) throws IOException {
    Files.writeString(folder.resolve("child"), identity(process));
  }

  /** Waits for its end, bounded. Throws {@link EmbeddedException} when it does not end. */
  static void awaitEnd(Path folder) throws IOException {
    Path file = folder.resolve("child");
    Optional<ProcessHandle> alive =
        Files.exists(file) ? find(Files.readString(file)) : Optional.empty();
    if (alive.isEmpty()) {
      return;
    }
    try {
      alive.get().onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("Interrupted while waiting for an earlier server.", interrupted);
    } catch (ExecutionException | TimeoutException stillThere) {
      throw new EmbeddedException(
          "The server of an earlier start (process %d) still uses %s."
              .formatted(alive.get().pid(), folder),
          stillThere);
    }
  }

  private static Optional<ProcessHandle> find(String identity) {
    String pid = identity.split(" ", 2)[0];
    return pid.matches("[0-9]{1,18}")
        ? ProcessHandle.of(Long.parseLong(pid)).filter(it -> identity(it).equals(identity))
        : Optional.empty();
  }

  private static String identity(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
  }
}
