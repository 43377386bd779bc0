package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.embedded.EmbeddedKafka;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of its own, because this one goes away. */
@EmporiumTest
class BrokerLossTest {
  @TempDir Path folder;

  @Test
  void eventsWaitForTheBrokerAndNothingIsLost(Emporium emporium) {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
    int port = kafka.port();
    TestService service =
        emporium.start(
            "sample",
            SampleService::wire,
            Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()));
    try {
      UUID marketplace = service.marketplace();
      var management = TestClient.of("http://127.0.0.1:" + service.managementPort());
      var client = service.as(Principals.appdirect(marketplace, null, null, "ROLE_USER"));
      kafka.close();
      assertThat(client.post("/admin/v1/notes", new JsonObject().put("text", "meanwhile")).status())
          .isEqualTo(201);
      Emporium.eventually(
          () ->
              assertThat(
                      management
                          .get("/health/ready")
                          .json()
                          .getJsonObject("checks")
                          .getString("kafka"))
                  .startsWith("down"));
      assertThat(service.rows("select 1 from kit.outbox")).hasSize(1);
      kafka = EmbeddedKafka.start(folder, port);
      Emporium.eventually(() -> assertThat(service.rows("select 1 from kit.outbox")).isEmpty());
      Emporium.eventually(
          () -> assertThat(management.get("/health/ready").status()).isEqualTo(200));
      try (var log = new TopicLog(kafka.bootstrapServers())) {
        String topic = emporium.topics().of("sample");
        assertThat(log.events(topic))
            .extracting(e -> e.data().getString("text"))
            .containsExactly("meanwhile");
        log.write(
            emporium.topics().of("other"),
            "n",
            """
            {"id":"1","source":"/other","type":"note.heard","marketplace":"%s","subject":"note/n",
             "sequence":1,"time":"2026-01-01T00:00:00Z","data":{"text":"afterwards"}}
            """
                .formatted(marketplace));
        Emporium.eventually(() -> assertThat(client.get("/admin/v1/notes").array()).hasSize(2));
      }
    } finally {
      service.stop();
      kafka.close();
    }
  }
}
