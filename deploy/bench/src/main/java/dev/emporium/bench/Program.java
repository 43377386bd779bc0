package dev.emporium.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of the house in a JVM of its own. */
final class Program implements AutoCloseable {
  private final String name;
  private final Process process;
  private final long readyMillis;

  private Program(String name, Process process, long readyMillis) {
    this.name = name;
    this.process = process;
    this.readyMillis = readyMillis;
  }

  /**
   * Starts and waits until readiness says yes.
   *
   * @param folder of its log and its class data archive, which the JVM writes at its end and later
   *     starts use
   */
  static Program start(String name, Path java, Path folder, Map<String, String> environment) {
    var command = new ArrayList<String>(List.of(java.toString()));
    command.addAll(Settings.jvm(name));
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + folder.resolve(name + ".jsa"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Settings.main(name)));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    try {
      Process process = builder.start();
      String url = "http://127.0.0.1:" + environment.get("MANAGEMENT_PORT") + "/health/ready";
      while (!answers(url)) {
        if (!process.isAlive() || System.nanoTime() - begun > 60e9) {
          process.destroy();
          throw new IllegalStateException(
              name + " did not become ready; see " + folder.resolve(name + ".log"));
        }
        Thread.sleep(10);
      }
      return new Program(name, process, (System.nanoTime() - begun) / 1_000_000);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** From the fork to the first 200 of readiness. */
  long readyMillis() {
    return readyMillis;
  }

  /** Resident memory in MiB. */
  double residentMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024.0;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(45, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(String url) throws IOException {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(200);
      connection.setReadTimeout(1000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
