package dev.emporium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.store.Constraint;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EmporiumTest
class DatabaseTest {
  private static final String INSERT =
      "insert into note (marketplace_id, id, text) values ($1, $2, $3)";
  private static TestService service;

  @BeforeAll
  static void start(Emporium emporium) {
    service = emporium.start("sample", SampleService::wire);
  }

  private static Future<UUID> write(UUID marketplace, String text) {
    return service.database().inMarketplace(marketplace, tx -> SampleService.write(tx, text));
  }

  private static Future<List<String>> texts(Tx tx) {
    return tx.list("select text from note order by text", row -> row.getString("text"));
  }

  @Test
  void aStatementWithoutAWhereSeesAndChangesOneMarketplaceOnly() {
    UUID mine = service.marketplace();
    UUID theirs = service.marketplace();
    Emporium.await(write(mine, "mine"));
    Emporium.await(write(theirs, "theirs"));
    var database = service.database();
    assertThat(Emporium.await(database.read(mine, DatabaseTest::texts))).containsExactly("mine");
    assertThat(Emporium.await(database.system(DatabaseTest::texts))).isEmpty();
    int updated =
        Emporium.await(
            database.inMarketplace(mine, tx -> tx.execute("update note set text = text || '!'")));
    assertThat(updated).isEqualTo(1);
    int deleted =
        Emporium.await(database.inMarketplace(mine, tx -> tx.execute("delete from note")));
    assertThat(deleted).isEqualTo(1);
    assertThat(Emporium.await(database.read(theirs, DatabaseTest::texts)))
        .containsExactly("theirs");
    var smuggle =
        database.inMarketplace(mine, tx -> tx.execute(INSERT, theirs, Ids.uuid7(), "smuggled"));
    assertThatThrownBy(() -> Emporium.await(smuggle))
        .isInstanceOf(PgException.class)
        .hasMessageContaining("row-level security");
  }

  @Test
  void failedWorkLeavesNothing() {
    UUID marketplace = service.marketplace();
    var failing =
        service
            .database()
            .inMarketplace(
                marketplace,
                tx ->
                    SampleService.write(tx, "gone")
                        .compose(id -> Future.failedFuture(new IllegalStateException("no"))));
    assertThatThrownBy(() -> Emporium.await(failing)).hasMessage("no");
    assertThat(service.rows("select 1 from note where marketplace_id = ?", marketplace)).isEmpty();
    assertThat(service.rows("select 1 from kit.outbox where marketplace_id = ?", marketplace))
        .isEmpty();
    assertThat(
            service.rows(
                "select 1 from kit.aggregate_sequence where marketplace_id = ?", marketplace))
        .isEmpty();
  }

  @Test
  void aSwallowedDatabaseErrorDoesNotPassForACommit() {
    UUID marketplace = service.marketplace();
    var swallowed =
        service
            .database()
            .inMarketplace(
                marketplace,
                tx ->
                    SampleService.write(tx, "lost")
                        .compose(id -> tx.execute("select nonsense").otherwise(0)));
    assertThatThrownBy(() -> Emporium.await(swallowed)).isInstanceOf(PgException.class);
  }

  @Test
  void aTransactionThatHasEndedTakesNoStatements() {
    UUID marketplace = service.marketplace();
    var leaked = new java.util.concurrent.atomic.AtomicReference<Tx>();
    Emporium.await(
        service
            .database()
            .inMarketplace(
                marketplace,
                tx -> {
                  leaked.set(tx);
                  return tx.execute("select 1");
                }));
    assertThatThrownBy(() -> Emporium.await(leaked.get().execute("select 1")))
        .hasMessageContaining("has ended");
  }

  @Test
  void aReaderCannotWriteAndAViolatedConstraintHasAName() {
    UUID marketplace = service.marketplace();
    var writing =
        service
            .database()
            .read(marketplace, tx -> tx.execute(INSERT, marketplace, Ids.uuid7(), "x"));
    assertThatThrownBy(() -> Emporium.await(writing)).hasMessageContaining("read-only");
    Emporium.await(write(marketplace, "twice"));
    assertThatThrownBy(() -> Emporium.await(write(marketplace, "twice")))
        .matches(failure -> Constraint.violated(failure, "note_text"))
        .matches(failure -> !Constraint.violated(failure, "note_pkey"));
  }

  @Test
  void batchesAndTypesGoInAsTheyAre() {
    UUID marketplace = service.marketplace();
    Instant time = Instant.parse("2026-02-03T04:05:06.789Z");
    var read =
        service
            .database()
            .inMarketplace(
                marketplace,
                tx ->
                    tx.batch(
                            INSERT,
                            List.of(
                                new Object[] {marketplace, Ids.uuid7(), "a"},
                                new Object[] {marketplace, Ids.uuid7(), "b"}))
                        .compose(done -> texts(tx))
                        .compose(
                            texts ->
                                tx.one(
                                        "select $1::timestamptz as at, $2::text as nothing",
                                        row -> row.getOffsetDateTime("at").toInstant(),
                                        time,
                                        null)
                                    .map(at -> texts + " " + at.orElseThrow())));
    assertThat(Emporium.await(read)).isEqualTo("[a, b] 2026-02-03T04:05:06.789Z");
  }

  @Test
  void deadlocksAreRunAgain() {
    UUID marketplace = service.marketplace();
    UUID one = Emporium.await(write(marketplace, "one"));
    UUID two = Emporium.await(write(marketplace, "two"));
    var meeting = new Meeting();
    Emporium.await(
        Future.all(touch(marketplace, one, two, meeting), touch(marketplace, two, one, meeting)));
    assertThat(meeting.runs.get()).isGreaterThan(2);
    assertThat(Emporium.await(service.database().read(marketplace, DatabaseTest::texts)))
        .containsExactly("one++", "two++");
  }

  /** Each transaction waits here until the other one has locked its first row. */
  private static final class Meeting {
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger come = new AtomicInteger();
    private final Promise<Void> both = Promise.promise();

    Future<Void> come() {
      if (come.incrementAndGet() == 2) {
        both.complete();
      }
      return both.future();
    }
  }

  private static Future<Integer> touch(UUID marketplace, UUID first, UUID second, Meeting meeting) {
    String update = "update note set text = text || '+' where id = $1";
    return service
        .database()
        .inMarketplace(
            marketplace,
            tx -> {
              meeting.runs.incrementAndGet();
              return tx.execute(update, first)
                  .compose(done -> meeting.come())
                  .compose(done -> tx.execute(update, second));
            });
  }

  @Test
  void timeIsTheMarketplacesOwn() {
    long day = Duration.ofDays(1).toMillis();
    UUID ahead = service.marketplace("EUR", day);
    assertThat(ahead(ahead)).isBetween(day - 5000, day + 5000);
    assertThat(Emporium.await(service.database().read(ahead, Marketplaces::currency)))
        .isEqualTo("EUR");
    Emporium.await(
        service
            .database()
            .inMarketplace(ahead, tx -> Marketplaces.put(tx, ahead, "EUR", 3 * day, 7)));
    Emporium.eventually(() -> assertThat(ahead(ahead)).isBetween(3 * day - 5000, 3 * day + 5000));
    Emporium.await(
        service.database().inMarketplace(ahead, tx -> Marketplaces.put(tx, ahead, "EUR", 0, 6)));
    assertThat(ahead(ahead)).as("older news is ignored").isGreaterThan(2 * day);
    assertThat(Emporium.await(Marketplaces.all(service.database()))).contains(ahead);
  }

  private static long ahead(UUID marketplace) {
    Instant now =
        Emporium.await(
            service.database().read(marketplace, tx -> Future.succeededFuture(tx.now())));
    return now.toEpochMilli() - System.currentTimeMillis();
  }

  @Test
  void marketplacesAreLearntFromInstallation(Emporium emporium) {
    UUID marketplace = Ids.uuid7();
    var learnt = service.signals().await(Marketplaces.SIGNAL + marketplace, Duration.ofSeconds(20));
    emporium.publish(
        "installation",
        marketplace,
        "marketplace.created",
        "marketplace/" + marketplace,
        new io.vertx.core.json.JsonObject()
            .put("marketplaceId", marketplace.toString())
            .put("currency", "JPY")
            .put("clockOffsetMillis", 5));
    assertThat(Emporium.await(learnt)).isTrue();
    assertThat(
            service.rows(
                "select currency, clock_offset_millis from kit.marketplace where marketplace_id = ?",
                marketplace))
        .containsExactly(java.util.Map.of("currency", "JPY", "clock_offset_millis", 5L));
  }

  @Test
  void signalsWakeWhenTheTransactionCommits(Emporium emporium) {
    UUID marketplace = service.marketplace();
    var waiting = service.signals().await("thing/1", Duration.ofSeconds(10));
    var other = service.signals().await("thing/2", Duration.ofMillis(300));
    Emporium.await(service.database().inMarketplace(marketplace, tx -> tx.signal("thing/1")));
    assertThat(Emporium.await(waiting)).isTrue();
    assertThat(Emporium.await(other)).isFalse();
    var rolledBack = service.signals().await("thing/3", Duration.ofMillis(300));
    service
        .database()
        .inMarketplace(
            marketplace,
            tx -> tx.signal("thing/3").compose(done -> Future.failedFuture("rolled back")));
    assertThat(Emporium.await(rolledBack)).isFalse();
  }
}
