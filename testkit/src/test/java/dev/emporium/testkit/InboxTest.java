package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class InboxTest {
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("sample", SampleService::wire);
  }

  private static Received publish(Emporium emporium, UUID marketplace, String type, String text) {
    return emporium.publish(
        "other", marketplace, type, "note/same", new JsonObject().put("text", text));
  }

  private static List<String> texts(UUID marketplace) {
    return service
        .rows("select text from note where marketplace_id = ? order by text", marketplace)
        .stream()
        .map(row -> (String) row.get("text"))
        .toList();
  }

  private static List<TopicLog.Entry> dead(Emporium emporium, UUID marketplace) {
    return emporium.records("other.dead").stream()
        .filter(entry -> entry.value().contains(marketplace.toString()))
        .toList();
  }

  @Test
  void aRepeatedEventHasOneEffect(Emporium emporium) {
    UUID marketplace = service.marketplace();
    Received event = publish(emporium, marketplace, "note.heard", "once");
    emporium.publish("other", event);
    emporium.publish("other", event);
    publish(emporium, marketplace, "note.heard", "then");
    Emporium.eventually(() -> assertThat(texts(marketplace)).containsExactly("once", "then"));
    assertThat(dead(emporium, marketplace)).isEmpty();
  }

  @Test
  void aRefusedEventIsBuriedAtOnceAndTheNextIsHandled(Emporium emporium) {
    UUID marketplace = service.marketplace();
    publish(emporium, marketplace, "note.refused", "no");
    publish(emporium, marketplace, "note.heard", "next");
    Emporium.eventually(() -> assertThat(texts(marketplace)).containsExactly("next"));
    assertThat(dead(emporium, marketplace))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.key()).isEqualTo("same");
              assertThat(entry.json().getString("type")).isEqualTo("note.refused");
              assertThat(entry.headers())
                  .containsEntry("dead-reason", "no such note")
                  .containsEntry("dead-consumer", "sample")
                  .containsEntry("dead-attempts", "1")
                  .containsKeys("dead-class", "dead-origin");
            });
  }

  @Test
  void aBrokenHandlerIsTriedFiveTimes(Emporium emporium) {
    UUID marketplace = service.marketplace();
    int before = SampleService.BROKEN_CALLS.get();
    publish(emporium, marketplace, "note.broken", "x");
    // by itself: what comes in one poll with others is tried with them first
    Emporium.eventually(() -> assertThat(SampleService.BROKEN_CALLS.get()).isGreaterThan(before));
    publish(emporium, marketplace, "note.heard", "after");
    Emporium.eventually(() -> assertThat(texts(marketplace)).containsExactly("after"));
    assertThat(SampleService.BROKEN_CALLS.get() - before).isEqualTo(5);
    assertThat(dead(emporium, marketplace))
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.headers()).containsEntry("dead-reason", "always breaks"));
    assertThat(service.rows("select 1 from kit.inbox where event_id = ?", Ids.uuid7().toString()))
        .isEmpty();
  }

  @Test
  void garbageIsBuriedAndUnwantedTypesArePassedOver(Emporium emporium) {
    UUID marketplace = service.marketplace();
    String garbage = "not an event of " + marketplace;
    emporium.publishRaw("other", "same", garbage);
    publish(emporium, marketplace, "letter.sent", "unwanted");
    publish(emporium, marketplace, "note.heard", "wanted");
    Emporium.eventually(() -> assertThat(texts(marketplace)).containsExactly("wanted"));
    assertThat(dead(emporium, marketplace))
        .singleElement()
        .satisfies(entry -> assertThat(entry.value()).isEqualTo(garbage));
  }

  @Test
  void aLostDatabaseIsWaitedFor(Emporium emporium) {
    UUID marketplace = service.marketplace();
    String role = emporium.database("sample");
    var management = TestClient.of("http://127.0.0.1:" + service.managementPort());
    service.rows("alter role " + role + " connection limit 0");
    service.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role + "'");
    publish(emporium, marketplace, "note.heard", "patience");
    Emporium.eventually(() -> assertThat(management.get("/health/ready").status()).isEqualTo(503));
    service.rows("alter role " + role + " connection limit -1");
    Emporium.eventually(() -> assertThat(texts(marketplace)).containsExactly("patience"));
    Emporium.eventually(() -> assertThat(management.get("/health/ready").status()).isEqualTo(200));
    assertThat(dead(emporium, marketplace)).isEmpty();
    emporium.awaitEvent("sample", event -> event.data().getString("text", "").equals("patience"));
  }

  @Test
  void whatComesTogetherIsHandledOnceAndOneRefusalSpoilsNothing(Emporium emporium) {
    UUID marketplace = service.marketplace();
    UUID neighbour = service.marketplace();
    String role = emporium.database("sample");
    service.rows("alter role " + role + " connection limit 0");
    service.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role + "'");
    // the first is held back, so that the others of its partition come in one poll
    publish(emporium, marketplace, "note.heard", "00");
    Received twice = publish(emporium, marketplace, "note.heard", "01");
    emporium.publish("other", twice);
    for (int i = 2; i < 20; i++) {
      publish(emporium, marketplace, i == 9 ? "note.refused" : "note.heard", "%02d".formatted(i));
      publish(emporium, neighbour, "note.heard", "%02d".formatted(i));
    }
    service.rows("alter role " + role + " connection limit -1");
    Emporium.eventually(() -> assertThat(texts(marketplace)).hasSize(19));
    assertThat(texts(marketplace)).doesNotContain("09").doesNotHaveDuplicates();
    Emporium.eventually(() -> assertThat(texts(neighbour)).hasSize(18));
    assertThat(dead(emporium, marketplace)).hasSize(1);
    assertThat(dead(emporium, neighbour)).isEmpty();
  }
}
