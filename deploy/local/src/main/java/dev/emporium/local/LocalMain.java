package dev.emporium.local;

import dev.emporium.embedded.EmbeddedException;
import dev.emporium.embedded.EmbeddedKafka;
import dev.emporium.embedded.EmbeddedPostgres;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code ./run}: starts everything on this machine and says how to use it. */
public final class LocalMain {
  private static final String HOST = "127.0.0.1";

  /** What {@code --fresh} leaves: files that this process has open, and how it was built. */
  private static final Set<String> KEPT = Set.of("run.lock", "build.log", "emporium.log");

  private static final PrintStream TERMINAL = System.out;

  private final Options options;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private LocalMain(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws InterruptedException {
    var options = Options.parse(Path.of(".local"), arguments);
    if (options.isEmpty()) {
      boolean help = List.of(arguments).contains("--help");
      (help ? System.out : System.err).print(Options.HELP);
      System.exit(help ? 0 : 2);
    }
    logToFile(options.get().folder());
    var main = new LocalMain(options.get());
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> main.stop(stopped), "stop"));
    try {
      main.start();
    } catch (RuntimeException failed) {
      System.err.println("emporium: " + sentence(failed));
      System.exit(1);
    }
    stopped.await();
  }

  /** The services log to standard output, as containers do; here that is a file. */
  private static void logToFile(Path folder) {
    try {
      Files.createDirectories(folder);
      var file = new FileOutputStream(folder.resolve("emporium.log").toFile(), true);
      System.setOut(new PrintStream(file, true, StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void start() {
    lock();
    checkPorts();
    if (options.fresh()) {
      forget();
    }
    var secrets = new Secrets(options.folder().resolve("secrets.properties"));
    say("Starting PostgreSQL 18 and Kafka 4");
    Path data = options.folder().toAbsolutePath();
    var postgres =
        EmbeddedPostgres.start(data.resolve("postgres"), 0, EmbeddedPostgres.Durability.DURABLE);
    running.push(postgres);
    var kafka = EmbeddedKafka.start(data.resolve("kafka"), options.port() + 100);
    running.push(kafka);
    var environments =
        new Environments(
            postgres.server(), kafka.bootstrapServers(), "emporium", HOST, options.port(), secrets);
    String url = "http://localhost:" + options.port();
    say("Starting the services");
    var platform = Platform.start(environments, url, name -> say("  " + name + " is up"));
    running.push(platform);
    say("Looking after the demo marketplace");
    var demo =
        new DemoMarketplace(platform.client(), secrets, options.folder().resolve("demo.json"));
    var variables = demo.ensure();
    variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    EnvironmentFile.write(options.folder().resolve("emporium.env"), url, variables);
    TERMINAL.println();
    TERMINAL.println("Emporium is ready at " + url);
    TERMINAL.println(EnvironmentFile.howToTry(url));
  }

  private void lock() {
    try {
      Files.createDirectories(options.folder());
      var channel =
          FileChannel.open(
              options.folder().resolve("run.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new EmbeddedException("Another ./run is using this folder already.");
      }
      running.push(channel);
    } catch (OverlappingFileLockException held) {
      throw new EmbeddedException("Another ./run is using this folder already.", held);
    } catch (IOException failed) {
      throw new EmbeddedException(
          "The folder .local cannot be used: " + failed.getMessage() + ".", failed);
    }
  }

  private void checkPorts() {
    for (int i = 0; i < 5; i++) {
      checkPort(options.port() + i);
      checkPort(options.port() + 1000 + i);
    }
  }

  private static void checkPort(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException taken) {
      throw new EmbeddedException(
          "Port " + port + " is taken; stop what uses it or choose another with --port.", taken);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void forget() {
    try (var entries = Files.walk(options.folder())) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        String name = entry.getFileName().toString();
        if (!entry.equals(options.folder()) && !KEPT.contains(name)) {
          Files.deleteIfExists(entry);
        }
      }
    } catch (IOException failed) {
      throw new EmbeddedException(
          "The data in .local cannot be removed: " + failed.getMessage() + ".", failed);
    }
  }

  private void stop(CountDownLatch stopped) {
    if (running.size() > 1) {
      TERMINAL.println("\nStopping");
    }
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception alreadyGone) {
        System.err.println("emporium: " + sentence(alreadyGone));
      }
    }
    stopped.countDown();
  }

  private static String sentence(Throwable failed) {
    String message = failed.getMessage() == null ? failed.toString() : failed.getMessage();
    return message.lines().findFirst().orElse(failed.toString());
  }

  private static void say(String what) {
    TERMINAL.println(what);
  }
}
