package dev.emporium.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A child process in a session of its own (Ctrl-C in the terminal is not for it) that ends when its
 * standard input is closed, be it by {@link #close()} or by this process's death.
 */
final class Child implements AutoCloseable {
  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Child start(String name, List<String> command, Path directory, Path log) {
    var line = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      line.add("/usr/bin/setsid");
    }
    line.addAll(command);
    try {
      var builder =
          new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      Process started = builder.start();
      Predecessor.remember(log.getParent(), started.toHandle());
      return new Child(name, started, log);
    } catch (IOException failed) {
      throw new EmbeddedException("%s cannot be started: %s.".formatted(name, failed), failed);
    }
  }

  /** Waits until {@code ready} says so. Throws {@link EmbeddedException} with the log's end. */
  void awaitReady(Duration bound, BooleanSupplier ready) {
    long end = System.nanoTime() + bound.toNanos();
    try {
      while (!ready.getAsBoolean()) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw failure("ended at its start");
        }
        if (System.nanoTime() > end) {
          throw failure("did not become ready in " + bound.toSeconds() + " s");
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new EmbeddedException("Interrupted while starting " + name + ".", interrupted);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private EmbeddedException failure(String how) {
    close();
    String tail = Folder.tail(log);
    if (tail.contains("No space left on device")) {
      return new EmbeddedException("%s %s: the disk is full.".formatted(name, how));
    }
    if (tail.contains("ddress already in use")) {
      return new EmbeddedException("%s %s: its port is taken.".formatted(name, how));
    }
    return new EmbeddedException("%s %s; its log %s ends:%n%s".formatted(name, how, log, tail));
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (IOException alreadyClosed) {
      process.destroy();
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
