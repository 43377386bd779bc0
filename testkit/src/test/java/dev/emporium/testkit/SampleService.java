package dev.emporium.testkit;

import dev.emporium.kit.event.Event;
import dev.emporium.kit.event.IdentityRecord;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A service with one table, which keeps notes and takes notes of events. */
final class SampleService {
  /** How often the handler of {@code note.broken} was called. */
  static final AtomicInteger BROKEN_CALLS = new AtomicInteger();

  /** Open while a slow request is being worked on. */
  static final CountDownLatch SLOW_BEGAN = new CountDownLatch(1);

  private final Vertx vertx;
  private final Database database;

  private SampleService(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.database = database;
  }

  static void wire(Wiring wiring) {
    var service = new SampleService(wiring.vertx(), wiring.database());
    wiring.contract(
        "contract/sample.yaml",
        table -> table.on("createNote", service::createNote).on("listNotes", service::listNotes));
    wiring.consume("other", "note.*", service::heard);
  }

  private Future<Reply> createNote(Call call) {
    String text = call.body().getString("text");
    return pause(text)
        .compose(go -> database.inMarketplace(call.marketplace(), tx -> write(tx, text)))
        .map(id -> Reply.created(new JsonObject().put("id", id.toString()).put("text", text)));
  }

  private Future<Void> pause(String text) {
    if (!text.equals("slow")) {
      return Future.succeededFuture();
    }
    SLOW_BEGAN.countDown();
    return vertx.timer(500, TimeUnit.MILLISECONDS).mapEmpty();
  }

  private Future<Reply> listNotes(Call call) {
    return database
        .read(
            call.marketplace(),
            tx ->
                tx.list(
                    "select text from note order by text",
                    row -> new JsonObject().put("text", row.getString("text"))))
        .map(notes -> Reply.ok(new JsonArray(notes)));
  }

  private Future<?> heard(Tx tx, Received event) {
    String text = event.data().getString("text");
    return switch (event.type()) {
      case "note.refused" -> throw Failure.conflict("no such note");
      case "note.broken" -> {
        BROKEN_CALLS.incrementAndGet();
        yield Future.failedFuture(new IllegalStateException("always breaks"));
      }
      case "note.identity" ->
          event.data().getBoolean("gone", false)
              ? IdentityRecord.remove(tx, "credential/" + text)
              : IdentityRecord.put(tx, "credential/" + text, event.data());
      default -> write(tx, text).compose(id -> tx.signal("note/" + text));
    };
  }

  /** Inserts a note and appends its event. */
  static Future<UUID> write(Tx tx, String text) {
    UUID id = Ids.uuid7();
    return tx.execute(
            "insert into note (marketplace_id, id, text) values ($1, $2, $3)",
            tx.marketplace(),
            id,
            text)
        .compose(
            done ->
                tx.append(
                    new Event(
                        "note.written", "note", id.toString(), new JsonObject().put("text", text))))
        .map(id);
  }
}
