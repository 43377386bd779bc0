package dev.emporium.installation.openchannel;

import dev.emporium.installation.store.EventLog;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;

/** OpenChannel's events, read back to be verified ({@code openchannel.txt:490}). */
public final class EventOperations {
  private final Database database;
  private final EventLog log;
  private final EventDocuments documents;

  public EventOperations(Database database, EventLog log, EventDocuments documents) {
    this.database = database;
    this.log = log;
    this.documents = documents;
  }

  public void bind(Operations ops) {
    ops.on("getEvent", this::getEvent).on("getEventPlural", this::getEvent);
  }

  Future<Reply> getEvent(Call call) {
    return database
        .read(
            call.marketplace(),
            tx ->
                log.find(tx, call.path("eventId"))
                    .map(
                        found ->
                            found.orElseThrow(() -> Failure.notFound("This event was not found")))
                    .compose(entry -> documents.of(tx, entry)))
        .map(Reply::ok);
  }
}
