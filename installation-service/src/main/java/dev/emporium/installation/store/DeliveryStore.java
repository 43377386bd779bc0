package dev.emporium.installation.store;

import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The log of webhook deliveries and of every attempt. */
public final class DeliveryStore {
  /**
   * One event on its way to one endpoint.
   *
   * @param cause {@code event}, {@code resend} or {@code replay}
   * @param state {@code pending}, {@code delivered}, {@code failed} (given up) or {@code dropped}
   *     (the endpoint was disabled)
   * @param nextAttemptAt null once it has ended
   */
  public record Delivery(
      UUID deliveryId,
      String endpointId,
      String eventId,
      String eventType,
      String cause,
      String state,
      int attempts,
      Instant nextAttemptAt,
      Instant createdAt,
      Instant endedAt) {}

  /**
   * One attempt.
   *
   * @param status null when there was no answer
   * @param error why there was none; null when there was one
   * @param response the beginning of the answer's body
   */
  public record Attempt(
      int number, Instant at, int millis, Integer status, String error, String response) {}

  public Future<Optional<Delivery>> find(Tx tx, String endpointId, UUID deliveryId) {
    return tx.one(
        """
        select * from webhook_delivery
        where marketplace_id = $1 and endpoint_id = $2 and delivery_id = $3
        """,
        DeliveryStore::read,
        tx.marketplace(),
        endpointId,
        deliveryId);
  }

  /** A page of an endpoint's deliveries, the newest first; {@code state} null is any. */
  public Future<Page<Delivery>> page(
      Tx tx, String endpointId, String state, int pageNumber, int limit) {
    String matching =
        """
        from webhook_delivery
        where marketplace_id = $1 and endpoint_id = $2 and ($3::text is null or state = $3::text)
        """;
    return tx.one(
            "select count(*) " + matching,
            row -> row.getLong(0),
            tx.marketplace(),
            endpointId,
            state)
        .compose(
            total ->
                tx.list(
                        "select * "
                            + matching
                            + " order by created_at desc, delivery_id limit $4 offset $5",
                        DeliveryStore::read,
                        tx.marketplace(),
                        endpointId,
                        state,
                        (long) limit,
                        (long) (pageNumber - 1) * limit)
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }

  /** Every attempt of a delivery, in order. */
  public Future<List<Attempt>> attempts(Tx tx, UUID deliveryId) {
    return tx.list(
        """
        select * from webhook_attempt where marketplace_id = $1 and delivery_id = $2 order by number
        """,
        row ->
            new Attempt(
                row.getInteger("number"),
                Columns.instant(row, "at"),
                row.getInteger("millis"),
                row.getInteger("status"),
                row.getString("error"),
                row.getString("response")),
        tx.marketplace(),
        deliveryId);
  }

  /** A further delivery of the same event; answers its id. */
  public Future<UUID> again(Tx tx, Delivery it) {
    UUID id = Ids.uuid7();
    return tx.execute(
            """
            insert into webhook_delivery (delivery_id, marketplace_id, endpoint_id, event_id,
              event_type, cause, state, attempts, next_attempt_at, created_at)
            values ($1, $2, $3, $4, $5, 'resend', 'pending', 0, $6, $6)
            """,
            id,
            tx.marketplace(),
            it.endpointId(),
            it.eventId(),
            it.eventType(),
            tx.now())
        .map(id);
  }

  /**
   * Writes an attempt and what it means for its delivery.
   *
   * @param next when it is tried again; null when it has ended
   */
  public Future<Void> attempted(Tx tx, UUID deliveryId, Attempt it, String state, Instant next) {
    return tx.execute(
            """
            insert into webhook_attempt (delivery_id, number, marketplace_id, at, millis, status, error, response)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict do nothing
            """,
            deliveryId,
            it.number(),
            tx.marketplace(),
            it.at(),
            it.millis(),
            it.status(),
            it.error(),
            it.response())
        .compose(
            done ->
                tx.execute(
                    """
                    update webhook_delivery set attempts = $3, state = $4, next_attempt_at = $5,
                      ended_at = case when $5::timestamptz is null then $6::timestamptz end
                    where marketplace_id = $1 and delivery_id = $2 and state = 'pending'
                    """,
                    tx.marketplace(),
                    deliveryId,
                    it.number(),
                    state,
                    next,
                    tx.now()))
        .mapEmpty();
  }

  private static Delivery read(Row row) {
    return new Delivery(
        row.getUUID("delivery_id"),
        row.getString("endpoint_id"),
        row.getString("event_id"),
        row.getString("event_type"),
        row.getString("cause"),
        row.getString("state"),
        row.getInteger("attempts"),
        Columns.instant(row, "next_attempt_at"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "ended_at"));
  }
}
