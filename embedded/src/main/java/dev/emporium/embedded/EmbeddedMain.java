package dev.emporium.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;

/**
 * Runs both for whoever needs them, until SIGTERM: {@code EmbeddedMain <folder> <env file>}. The
 * file, in shell syntax, appears when both are ready. Tuned for tests: a crash may lose data.
 */
public final class EmbeddedMain {
  private EmbeddedMain() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path environment = Path.of(arguments[1]);
    var postgres =
        EmbeddedPostgres.start(folder.resolve("postgres"), 0, EmbeddedPostgres.Durability.FAST);
    var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  kafka.close();
                  postgres.close();
                }));
    write(
        environment,
        """
        export EMPORIUM_TEST_POSTGRES=%s
        export EMPORIUM_TEST_KAFKA=%s
        """
            .formatted(postgres.server().uri(), kafka.bootstrapServers()));
    new CountDownLatch(1).await();
  }

  private static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
