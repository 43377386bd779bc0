package dev.emporium.installation.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** The facts OpenChannel has an event type for. */
public final class EventLog {
  /**
   * One fact.
   *
   * @param eventId 24 hex digits
   * @param type OpenChannel's word, such as {@code app.installed}
   * @param data the payload of the event it came from
   */
  public record Entry(String eventId, String type, Instant occurredAt, JsonObject data) {}

  private final WebhookQueue queue = new WebhookQueue();

  /** Records a fact once, and queues it for the endpoints that want it. */
  public Future<Void> record(Tx tx, Entry entry) {
    return tx.execute(
            """
            insert into platform_event (marketplace_id, event_id, event_type, occurred_at, data)
            values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """,
            tx.marketplace(),
            entry.eventId(),
            entry.type(),
            entry.occurredAt(),
            entry.data())
        .compose(made -> made == 0 ? Future.succeededFuture() : queue.fanOut(tx, entry));
  }

  public Future<Optional<Entry>> find(Tx tx, String eventId) {
    return tx.one(
        """
        select event_id, event_type, occurred_at, data from platform_event
        where marketplace_id = $1 and event_id = $2
        """,
        row ->
            new Entry(
                row.getString("event_id"),
                row.getString("event_type"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getJsonObject("data")),
        tx.marketplace(),
        eventId);
  }
}
