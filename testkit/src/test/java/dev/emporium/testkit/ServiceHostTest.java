package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.service.ServiceHost;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class ServiceHostTest {
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("sample", SampleService::wire);
  }

  private static TestClient user(UUID marketplace) {
    return service.as(Principals.appdirect(marketplace, null, null, "ROLE_USER"));
  }

  @Test
  void aRequestChangesATableAndPublishesItsEventInItsTrace(Emporium emporium) {
    UUID marketplace = service.marketplace();
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var replay = ContractReplay.of("contract/sample.yaml");
    var answer =
        replay.check(
            "createNote",
            user(marketplace)
                .with("traceparent", trace)
                .post("/admin/v1/notes", replay.requestObject("createNote")));
    assertThat(answer.status()).isEqualTo(201);
    String id = answer.json().getString("id");
    Received event = emporium.awaitEvent("sample", e -> e.subject().equals("note/" + id));
    assertThat(event.type()).isEqualTo("note.written");
    assertThat(event.source()).isEqualTo("/sample");
    assertThat(event.sequence()).isEqualTo(1);
    assertThat(event.marketplace()).isEqualTo(marketplace);
    assertThat(event.data()).isEqualTo(new JsonObject().put("text", "hello"));
    assertThat(emporium.records("sample"))
        .filteredOn(record -> record.key().equals(id))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.headers()).containsEntry("traceparent", trace);
              assertThat(record.json().getString("traceparent")).isEqualTo(trace);
              assertThat(record.json().getString("specversion")).isEqualTo("1.0");
            });
    assertThat(replay.brokenExamples()).isEmpty();
  }

  @Test
  void anotherMarketplaceSeesNothing() {
    UUID mine = service.marketplace();
    UUID theirs = service.marketplace();
    user(mine).post("/admin/v1/notes", new JsonObject().put("text", "mine"));
    assertThat(user(mine).get("/admin/v1/notes").array()).hasSize(1);
    assertThat(user(theirs).get("/admin/v1/notes").array()).isEmpty();
  }

  @Test
  void theSameIdempotencyKeyDoesItOnce() {
    UUID marketplace = service.marketplace();
    var client = user(marketplace).with("Idempotency-Key", "k1");
    var first = client.post("/admin/v1/notes", new JsonObject().put("text", "once"));
    var second = client.post("/admin/v1/notes", new JsonObject().put("text", "once"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Idempotent-Replayed")).contains("true");
    var other = client.post("/admin/v1/notes", new JsonObject().put("text", "twice"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(user(marketplace).get("/admin/v1/notes").array()).hasSize(1);
  }

  /** The owner of the marketplaces hears of them from nobody. */
  @Test
  void aServiceThatConsumesNothingBecomesReady(Emporium emporium) {
    var quiet = emporium.start("installation", wiring -> {});
    JsonObject ready =
        TestClient.of("http://127.0.0.1:" + quiet.managementPort()).get("/health/ready").json();
    assertThat(ready.getString("status")).isEqualTo("up");
    assertThat(ready.getJsonObject("checks").getString("consumers")).isEqualTo("up");
  }

  @Test
  void healthAndMetricsStandOnTheManagementPort() {
    var management = TestClient.of("http://127.0.0.1:" + service.managementPort());
    assertThat(management.get("/health/live").json().getString("status")).isEqualTo("up");
    JsonObject ready = management.get("/health/ready").json();
    assertThat(ready.getJsonObject("checks").getMap())
        .containsOnly(
            Map.entry("service", "up"),
            Map.entry("database", "up"),
            Map.entry("kafka", "up"),
            Map.entry("outbox", "up"),
            Map.entry("consumers", "up"));
    user(service.marketplace()).get("/admin/v1/notes");
    assertThat(management.get("/metrics").text())
        .contains("emporium_http_requests_seconds_count{method=\"GET\",status=\"200\"}")
        .contains("emporium_outbox_oldest_seconds")
        .contains("jvm_memory_used_bytes");
    assertThat(management.get("/nothing").status()).isEqualTo(404);
  }

  @Test
  void everyMistakeOfTheSettingsIsToldAtOnce(Emporium emporium) {
    var start =
        ServiceHost.start(
            emporium.vertx(),
            "sample",
            Map.of(
                "DATABASE_URL", "mysql://x",
                "HTTP_PORT", "many",
                "INTERNAL_KEYS", "short:YWJj",
                "KAFKA_PROPERTIES", "nonsense"),
            wiring -> {
              wiring.settings().text("OWN_SECRET");
              wiring.contract("contract/sample.yaml", table -> {});
            });
    assertThatThrownBy(() -> Emporium.await(start))
        .hasMessage(
            "sample cannot start: HTTP_PORT is not a whole number;"
                + " DATABASE_URL is not of the form postgresql://host:port/name;"
                + " DATABASE_USER is required; KAFKA_BOOTSTRAP_SERVERS is required;"
                + " KAFKA_PROPERTIES is not of the form k=v;k=v;"
                + " INTERNAL_KEYS is not id:base64[,id:base64…] of 32 bytes or more each;"
                + " OWN_SECRET is required");
  }

  @Test
  void operationsAndHandlersMustMatch(Emporium emporium) {
    var start =
        ServiceHost.start(
            emporium.vertx(),
            "sample",
            emporium.environment("sample"),
            wiring ->
                wiring.contract(
                    "contract/sample.yaml", table -> table.on("unknown", call -> null)));
    assertThatThrownBy(() -> Emporium.await(start))
        .hasMessageContaining("operation createNote has no handler")
        .hasMessageContaining("operation listNotes has no handler")
        .hasMessageContaining("handler unknown has no operation");
  }

  @Test
  void aRequestInHandIsFinishedBeforeTheServiceStops() throws Exception {
    UUID marketplace = service.marketplace();
    var answer =
        CompletableFuture.supplyAsync(
            () -> user(marketplace).post("/admin/v1/notes", new JsonObject().put("text", "slow")));
    SampleService.SLOW_BEGAN.await();
    service.restart();
    assertThat(answer.get().status()).isEqualTo(201);
    assertThat(user(marketplace).get("/admin/v1/notes").array()).hasSize(1);
  }

  @Test
  void itConsumesAcrossARestart(Emporium emporium) {
    UUID marketplace = service.marketplace();
    emporium.publish(
        "other", marketplace, "note.heard", "note/r1", new JsonObject().put("text", "before"));
    Emporium.eventually(
        () -> assertThat(user(marketplace).get("/admin/v1/notes").array()).hasSize(1));
    service.restart();
    emporium.publish(
        "other", marketplace, "note.heard", "note/r2", new JsonObject().put("text", "behind"));
    Emporium.eventually(
        () -> assertThat(user(marketplace).get("/admin/v1/notes").array()).hasSize(2));
  }
}
