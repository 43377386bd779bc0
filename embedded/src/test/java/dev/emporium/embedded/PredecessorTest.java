package dev.emporium.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredecessorTest {
  @TempDir Path folder;

  @Test
  void aServerThatIsStillStoppingIsWaitedFor() throws Exception {
    Process stopping = new ProcessBuilder("cat").start();
    Predecessor.remember(folder, stopping.toHandle());
    var waiting = CompletableFuture.runAsync(this::await);
    assertThat(waiting).isNotDone();
    stopping.getOutputStream().close();
    waiting.get(10, TimeUnit.SECONDS);
    assertThat(stopping.isAlive()).isFalse();
  }

  @Test
  void aProcessThatOnlyGotItsIdIsNot() throws Exception {
    Files.writeString(
        folder.resolve("child"), ProcessHandle.current().pid() + " 1970-01-01T00:00:00Z");
    await();
    Files.writeString(folder.resolve("child"), "nonsense");
    await();
    assertThat(folder.resolve("child")).exists();
  }

  private void await() {
    try {
      Predecessor.awaitEnd(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
