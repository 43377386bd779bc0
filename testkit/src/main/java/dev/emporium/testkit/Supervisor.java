package dev.emporium.testkit;

import dev.emporium.embedded.EmbeddedMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The process that the shared embedded servers belong to; see {@link SharedInfrastructure}. */
final class Supervisor {
  private static final long LOOK_MILLIS = 1000;
  private static final int PATIENCE = 4;

  private Supervisor() {}

  /** {@code <folder> <state file>}. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path state = Path.of(arguments[1]);
    var watch = new Thread(() -> watch(folder.resolve("clients"), state), "clients");
    watch.setDaemon(true);
    watch.start();
    EmbeddedMain.main(new String[] {folder.toString(), state.toString()});
  }

  private static void watch(Path clients, Path state) {
    int lonely = 0;
    try {
      while (lonely < PATIENCE) {
        Thread.sleep(LOOK_MILLIS);
        lonely = living(clients) == 0 ? lonely + 1 : 0;
      }
      Files.deleteIfExists(state);
    } catch (IOException gone) {
      // somebody has cleaned target/ away: nobody can find these servers any more
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  private static long living(Path clients) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(clients)) {
      all = files.toList();
    }
    long count = 0;
    for (Path client : all) {
      long pid = Long.parseLong(client.getFileName().toString());
      if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
        count++;
      } else {
        Files.deleteIfExists(client);
      }
    }
    return count;
  }
}
