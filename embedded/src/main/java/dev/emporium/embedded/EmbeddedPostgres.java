package dev.emporium.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of its own folder: {@code data/}, {@code programs/}, {@code postgres.log} and
 * the superuser's password in {@code password}. Listens on the loopback interface only. Works for
 * root as well, who gets a user namespace because PostgreSQL refuses uid 0.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  /** The superuser. */
  public static final String USER = "postgres";

  /** How careful the server is with data. */
  public enum Durability {
    /** PostgreSQL's own settings: what was committed survives a power cut. */
    DURABLE,
    /** For tests: a crash of the machine may lose everything. */
    FAST
  }

  private static final Duration START_BOUND = Duration.ofSeconds(60);
  // ends PostgreSQL (fast shutdown) when the stream that only the parent holds open ends
  private static final String TIED_TO_STDIN =
      """
      exec 3<&0
      "$@" </dev/null 3<&- & server=$!
      ( cat <&3 >/dev/null; kill -INT $server 2>/dev/null ) & watch=$!
      wait $server; code=$?
      kill $watch 2>/dev/null
      exit $code
      """;

  private final Folder folder;
  private final Child child;
  private final int port;
  private final String password;

  private EmbeddedPostgres(Folder folder, Child child, int port, String password) {
    this.folder = folder;
    this.child = child;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts over what the folder holds, or empty.
   *
   * @param port 0 takes any free one
   * @throws EmbeddedException in one sentence: port taken, disk full, folder in use, failed start
   */
  public static EmbeddedPostgres start(Path directory, int port, Durability durability) {
    Folder folder = Folder.take(directory);
    try {
      int chosen = Port.choose("PostgreSQL", port);
      Path programs = PostgresPrograms.unpack(folder.resolve("programs"));
      String password = password(folder);
      Path data = folder.resolve("data");
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialise(folder, programs, data);
      }
      Child child =
          Child.start(
              "PostgreSQL",
              command(programs, data, chosen, durability),
              programs,
              folder.resolve("postgres.log"));
      var server = new EmbeddedPostgres(folder, child, chosen, password);
      child.awaitReady(START_BOUND, server::accepts);
      return server;
    } catch (RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  public int port() {
    return port;
  }

  /** The superuser's password. */
  public String password() {
    return password;
  }

  /** {@code postgresql://postgres:password@127.0.0.1:port}, for {@link PostgresServer}. */
  public PostgresServer server() {
    return new PostgresServer("127.0.0.1", port, USER, password);
  }

  public boolean isAlive() {
    return child.isAlive();
  }

  /** Ends sessions, writes everything, stops. */
  @Override
  public void close() {
    child.close();
    folder.close();
  }

  private boolean accepts() {
    if (!Port.answers(port)) {
      return false;
    }
    try (Connection open =
        DriverManager.getConnection(server().jdbcUrl("postgres"), USER, password)) {
      return open.isValid(2);
    } catch (SQLException startingUp) {
      return false;
    }
  }

  private static String password(Folder folder) {
    Path file = folder.resolve("password");
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException failed) {
      throw new EmbeddedException("%s cannot be written: %s.".formatted(file, failed), failed);
    }
  }

  private static void initialise(Folder folder, Path programs, Path data) {
    var command = new ArrayList<>(asOrdinaryUser());
    command.addAll(
        List.of(
            programs.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + folder.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    Path log = folder.resolve("initdb.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new EmbeddedException("PostgreSQL's folder cannot be made: " + Folder.tail(log));
      }
    } catch (IOException failed) {
      throw new EmbeddedException("PostgreSQL's folder cannot be made: " + failed + ".", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("Interrupted while making PostgreSQL's folder.", interrupted);
    }
  }

  private static List<String> command(Path programs, Path data, int port, Durability durability) {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", TIED_TO_STDIN, "postgres"));
    command.addAll(asOrdinaryUser());
    command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
    var settings =
        new ArrayList<>(
            List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=400",
                "shared_buffers=128MB",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m [%p] %d ",
                "log_min_error_statement=panic"));
    if (durability == Durability.FAST) {
      settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
    }
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  private static List<String> asOrdinaryUser() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }
}
