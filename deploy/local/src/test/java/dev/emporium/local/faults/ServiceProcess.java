package dev.emporium.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One service or the gateway as a JVM of its own, told everything by its environment; can be killed
 * and started again.
 */
final class ServiceProcess {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final List<String> JVM =
      List.of(
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Dvertx.disableDnsResolver=true");

  private final String name;
  private final String main;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;

  ServiceProcess(String name, String main, Map<String, String> environment, Path folder) {
    this.name = name;
    this.main = main;
    this.environment = environment;
    this.log = folder.resolve(name + ".log");
  }

  void start() {
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            main));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      process = builder.start();
      // a test run that is broken off leaves nothing behind
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " survives SIGKILL");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void awaitReady() {
    Await.until(
        Duration.ofMinutes(2),
        this + " is ready",
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(
                name + " ended with " + process.exitValue() + ", see " + log);
          }
          return readiness().startsWith("200");
        });
  }

  /** Status and body of {@code /health/ready}; {@code 000} when nobody answers. */
  String readiness() {
    var address =
        URI.create("http://127.0.0.1:" + environment.get("MANAGEMENT_PORT") + "/health/ready");
    try {
      var answer =
          HTTP.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException refused) {
      return "000 " + refused;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  String variable(String variable) {
    return environment.get(variable);
  }

  @Override
  public String toString() {
    return name;
  }
}
