package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.event.Event;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class OutboxTest {
  private static TestService first;
  private static TestService second;

  @BeforeAll
  static void startTwoReplicas(Emporium emporium) {
    first = emporium.start("sample", SampleService::wire);
    second = emporium.start("sample", SampleService::wire);
  }

  private static Future<Void> append(TestService service, UUID marketplace, String id, int number) {
    return service
        .database()
        .inMarketplace(
            marketplace,
            tx ->
                tx.append(
                    new Event("thing.changed", "thing", id, new JsonObject().put("n", number))));
  }

  /** The events of these aggregates, each id once, by subject in the topic's order. */
  private static Map<String, List<Long>> sequences(Emporium emporium, UUID marketplace) {
    var seen = new LinkedHashMap<String, Received>();
    emporium.events("sample").stream()
        .filter(event -> event.marketplace().equals(marketplace))
        .forEach(event -> seen.putIfAbsent(event.id(), event));
    return seen.values().stream()
        .collect(
            Collectors.groupingBy(
                Received::subject, Collectors.mapping(Received::sequence, Collectors.toList())));
  }

  @Test
  void everyAggregateCountsWithoutAGapAndStaysInOrderWhenRelaysTakeOver(Emporium emporium) {
    UUID marketplace = first.marketplace();
    var pending = new ArrayList<Future<?>>();
    for (int i = 0; i < 300; i++) {
      pending.add(append(i % 2 == 0 ? first : second, marketplace, "a" + i % 5, i));
      if (i == 150) {
        terminateRelays(emporium);
      }
    }
    Emporium.await(Future.all(pending));
    List<Long> sixty = LongStream.rangeClosed(1, 60).boxed().toList();
    Emporium.eventually(
        () ->
            assertThat(sequences(emporium, marketplace))
                .hasSize(5)
                .allSatisfy((subject, numbers) -> assertThat(numbers).isEqualTo(sixty)));
    Emporium.eventually(() -> assertThat(first.rows("select 1 from kit.outbox")).isEmpty());
  }

  @Test
  void whatWasPublishedButNotDeletedComesAgainWithTheSameId(Emporium emporium) throws SQLException {
    UUID marketplace = first.marketplace();
    String id = Ids.uuid7().toString();
    first.rows(
        """
        create function wait_for_test() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock(42); return old; end $$;
        create trigger wait before delete on kit.outbox for each row execute function wait_for_test();
        """);
    try (Connection gate = emporium.postgres().connect(emporium.database("sample"));
        var statement = gate.createStatement()) {
      statement.execute("select pg_advisory_lock(42)");
      Emporium.await(append(first, marketplace, id, 1));
      emporium.awaitEvent("sample", event -> event.aggregateId().equals(id));
      terminateRelays(emporium);
      Emporium.eventually(() -> assertThat(idsOf(emporium, id)).hasSize(2));
      statement.execute("select pg_advisory_unlock(42)");
      first.rows("drop trigger wait on kit.outbox");
    }
    assertThat(idsOf(emporium, id).stream().distinct()).hasSize(1);
    Emporium.eventually(() -> assertThat(first.rows("select 1 from kit.outbox")).isEmpty());
  }

  @Test
  void theOtherReplicaPublishesWhenTheFirstHasStopped(Emporium emporium) {
    UUID marketplace = first.marketplace();
    TestService third = emporium.start("sample", SampleService::wire);
    second.stop();
    first.stop();
    Emporium.await(append(third, marketplace, "late", 1));
    emporium.awaitEvent("sample", event -> event.aggregateId().equals("late"));
    first.restart();
    second.restart();
  }

  @Test
  void identityRecordsGoRawToTheCompactedTopic(Emporium emporium) {
    UUID marketplace = first.marketplace();
    JsonObject value = new JsonObject().put("text", "key-1").put("enabled", true);
    emporium.publish("other", marketplace, "note.identity", "note/i", value);
    emporium.publish(
        "other",
        marketplace,
        "note.identity",
        "note/i",
        new JsonObject().put("text", "key-1").put("gone", true));
    Emporium.eventually(
        () ->
            assertThat(emporium.records("identity"))
                .extracting(TopicLog.Entry::key, TopicLog.Entry::value)
                .containsExactly(
                    org.assertj.core.groups.Tuple.tuple("credential/key-1", value.encode()),
                    org.assertj.core.groups.Tuple.tuple("credential/key-1", null)));
  }

  private static List<String> idsOf(Emporium emporium, String aggregateId) {
    return emporium.events("sample").stream()
        .filter(event -> event.aggregateId().equals(aggregateId))
        .map(Received::id)
        .toList();
  }

  /** Cuts the connections that hold the relay's lock. */
  private static void terminateRelays(Emporium emporium) {
    try (Connection admin = emporium.postgres().connect(emporium.database("sample"));
        var statement =
            admin.prepareStatement(
                """
            select pg_terminate_backend(l.pid) from pg_locks l
            join pg_database d on d.oid = l.database
            where l.locktype = 'advisory' and l.granted and d.datname = ? and l.pid <> pg_backend_pid()
              and (l.classid::bigint << 32 | l.objid::bigint) = 4027531190531
            """)) {
      statement.setString(1, emporium.database("sample"));
      statement.execute();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
