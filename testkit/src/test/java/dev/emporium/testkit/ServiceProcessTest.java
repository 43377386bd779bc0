package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service by its main method and environment alone. */
@EmporiumTest
class ServiceProcessTest {
  @TempDir Path folder;

  @Test
  void itStartsFromItsEnvironmentLogsJsonAndStopsOnSigterm(Emporium emporium) throws Exception {
    var environment = new HashMap<>(emporium.environment("sample"));
    int port = freePort();
    int management = freePort();
    environment.put("HTTP_PORT", String.valueOf(port));
    environment.put("MANAGEMENT_PORT", String.valueOf(management));
    environment.put("LOG_FORMAT", "json");
    // nobody listens there: traces are made all the same
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
    Path log = folder.resolve("log");
    Process process = launch(environment, log);
    try {
      var health = TestClient.of("http://127.0.0.1:" + management);
      Emporium.eventually(() -> assertThat(health.get("/health/ready").status()).isEqualTo(200));
      String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
      var seal =
          new dev.emporium.kit.identity.PrincipalSeal(
              Emporium.INTERNAL_KEYS, java.time.Clock.systemUTC());
      var answer =
          TestClient.of("http://127.0.0.1:" + port)
              .with(
                  "x-emporium-principal",
                  seal.seal(Principals.appdirect(UUID.randomUUID(), null, null, "ROLE_USER")))
              .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
              .post("/admin/v1/notes", new JsonObject().put("text", "from a process"));
      assertThat(answer.status()).isEqualTo(201);
      emporium.awaitEvent(
          "sample", event -> event.data().getString("text").equals("from a process"));
      assertThat(emporium.records("sample").get(0).headers().get("traceparent"))
          .as("one trace, a span of its own")
          .contains(trace)
          .doesNotContain("00f067aa0ba902b7");
      assertThat(health.get("/metrics").text()).contains("vertx_http_server_requests_total");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("128 + SIGTERM").isEqualTo(143);
    var lines = Files.readAllLines(log);
    assertThat(lines)
        .allSatisfy(line -> assertThat(new JsonObject(line).getString("level")).isNotNull());
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("sample answers on port " + port));
  }

  @Test
  void itEndsWithOneSentenceWhenItsEnvironmentIsIncomplete() throws Exception {
    Path log = folder.resolve("log");
    Process process = launch(Map.of("HTTP_PORT", "0"), log);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(log))
        .contains("DATABASE_URL is required; DATABASE_USER is required")
        .contains("INTERNAL_KEYS is required");
  }

  private static Process launch(Map<String, String> environment, Path log) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SampleMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
