package dev.emporium.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Embedded servers that the test JVMs of one Maven run share. They belong to a detached {@link
 * Supervisor} under the root's {@code target/}, which ends when every Maven run that joined has.
 */
final class SharedInfrastructure {
  private static final long START_SECONDS = 120;

  private SharedInfrastructure() {}

  /** Finds the running servers or starts them; returns the variables of their state file. */
  static Map<String, String> join() {
    Path folder = root().resolve("target").resolve("test-infrastructure");
    try {
      Files.createDirectories(folder.resolve("clients"));
      try (var channel =
              FileChannel.open(
                  folder.resolve("join.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock of " + folder + " was lost");
        }
        Files.writeString(folder.resolve("clients").resolve(String.valueOf(client())), "");
        Path state = folder.resolve("state.env");
        Optional<Map<String, String>> known = alive(state);
        return known.isPresent() ? known.get() : launch(folder, state);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Optional<Map<String, String>> alive(Path state) throws IOException {
    if (!Files.exists(state)) {
      return Optional.empty();
    }
    Map<String, String> variables = read(state);
    URI postgres =
        URI.create(variables.getOrDefault("EMPORIUM_TEST_POSTGRES", "none://localhost:1"));
    URI kafka =
        URI.create("kafka://" + variables.getOrDefault("EMPORIUM_TEST_KAFKA", "localhost:1"));
    boolean answer = answers(postgres) && answers(kafka);
    return answer ? Optional.of(variables) : Optional.empty();
  }

  private static boolean answers(URI address) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 1000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static Map<String, String> launch(Path folder, Path state) throws IOException {
    Files.deleteIfExists(state);
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Supervisor.class.getName(),
            folder.toString(),
            state.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(folder.resolve("supervisor.log").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try {
      while (!Files.exists(state)) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          process.destroy();
          throw new IOException(
              "no embedded servers: " + Files.readString(folder.resolve("supervisor.log")));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    return read(state);
  }

  private static Map<String, String> read(Path state) throws IOException {
    var variables = new HashMap<String, String>();
    for (String line : Files.readAllLines(state)) {
      String[] parts = line.replaceFirst("^export ", "").split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }

  /** The Maven process above this fork; this process itself when there is none (an IDE). */
  private static long client() {
    ProcessHandle here = ProcessHandle.current();
    if (System.getProperty("surefire.test.class.path") == null
        && System.getProperty("surefire.real.class.path") == null) {
      return here.pid();
    }
    Optional<ProcessHandle> above = here.parent();
    while (above.isPresent()) {
      if (above.get().info().command().orElse("").endsWith("java")) {
        return above.get().pid();
      }
      above = above.get().parent();
    }
    return here.pid();
  }

  private static Path root() {
    String root = System.getProperty("emporium.root");
    return root == null ? Path.of("").toAbsolutePath() : Path.of(root);
  }
}
