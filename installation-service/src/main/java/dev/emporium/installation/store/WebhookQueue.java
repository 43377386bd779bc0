package dev.emporium.installation.store;

import dev.emporium.installation.domain.Pace;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is to be delivered, and when. A dispatcher takes deliveries by leases, so that several may
 * work beside each other and what a dead one held is taken up again. Each endpoint has a lane of
 * its own: a slow one fills its lane and no other.
 */
public final class WebhookQueue {
  /** What {@link dev.emporium.kit.store.Signals} wakes when something has become due. */
  public static final String SIGNAL = "webhooks";

  private static final int LANES = 100;

  /** Events a transaction queues at most, so that a replay of years holds nothing up. */
  private static final int REPLAYED_AT_ONCE = 5_000;

  /**
   * How far a replay came.
   *
   * @param at when the last event queued occurred
   * @param over whether there are no more
   */
  public record Replayed(long count, Instant at, String eventId, boolean over) {
    /** Nothing is queued yet of what occurred from here on. */
    public static Replayed start(Instant from) {
      return new Replayed(0, from, "", false);
    }

    private Replayed ended() {
      return new Replayed(count, at, eventId, true);
    }
  }

  /** A delivery in hand. */
  public record Taken(UUID deliveryId, String endpointId, UUID marketplace) {}

  private record Lane(
      String endpointId, UUID marketplace, int concurrency, Pace pace, Instant at, Instant now) {}

  /** Makes deliveries of an event to every enabled endpoint that wants its type. */
  public Future<Void> fanOut(Tx tx, EventLog.Entry entry) {
    return tx.execute(
            """
            with made as (
              insert into webhook_delivery (delivery_id, marketplace_id, endpoint_id, event_id,
                event_type, cause, state, attempts, next_attempt_at, created_at)
              select gen_random_uuid(), w.marketplace_id, w.endpoint_id, $2, $3, 'event', 'pending', 0,
                $4, $4
              from webhook w
              where w.marketplace_id = $1 and w.enabled
                and (cardinality(w.event_types) = 0 or $3 = any(w.event_types))
              returning delivery_id, endpoint_id)
            insert into webhook_queue (delivery_id, endpoint_id, due_at, leased_until)
            select delivery_id, endpoint_id, $4, 'epoch' from made
            """,
            tx.marketplace(),
            entry.eventId(),
            entry.type(),
            tx.now())
        .compose(made -> made == 0 ? Future.succeededFuture() : tx.signal(SIGNAL));
  }

  /**
   * Makes deliveries of the next past events to one endpoint, in the order they occurred.
   *
   * @param last where the page before ended; {@link Replayed#start} for the first
   */
  public Future<Replayed> replay(
      Tx tx, String endpointId, Replayed last, Instant to, String[] types) {
    return tx.one(
            """
            with page as (
              select e.event_id, e.event_type, e.occurred_at,
                row_number() over (order by e.occurred_at, e.event_id) as n
              from platform_event e
              where e.marketplace_id = $1 and e.occurred_at >= $3 and e.occurred_at < $4
                and (e.occurred_at > $3 or e.event_id > $7)
                and (cardinality($5::text[]) = 0 or e.event_type = any($5::text[]))
              order by e.occurred_at, e.event_id limit $8),
            made as (
              insert into webhook_delivery (delivery_id, marketplace_id, endpoint_id, event_id,
                event_type, cause, state, attempts, next_attempt_at, created_at)
              select gen_random_uuid(), $1, $2, event_id, event_type, 'replay', 'pending', 0,
                $6::timestamptz + n * interval '1 microsecond', $6
              from page
              returning delivery_id, next_attempt_at),
            queued as (
              insert into webhook_queue (delivery_id, endpoint_id, due_at, leased_until)
              select delivery_id, $2, next_attempt_at, 'epoch' from made)
            select n as made, occurred_at, event_id from page order by n desc limit 1
            """,
            row ->
                new Replayed(
                    last.count() + row.getLong("made"),
                    Columns.instant(row, "occurred_at"),
                    row.getString("event_id"),
                    row.getLong("made") < REPLAYED_AT_ONCE),
            tx.marketplace(),
            endpointId,
            last.at(),
            to,
            types,
            tx.now(),
            last.eventId(),
            (long) REPLAYED_AT_ONCE)
        .map(found -> found.orElse(last.ended()))
        .compose(made -> tx.signal(SIGNAL).map(made));
  }

  /** Queues one more delivery of an event to an endpoint. */
  public Future<Void> enqueue(Tx tx, UUID deliveryId, String endpointId) {
    return tx.execute(
            """
            insert into webhook_queue (delivery_id, endpoint_id, due_at, leased_until)
            values ($1, $2, $3, 'epoch')
            """,
            deliveryId,
            endpointId,
            tx.now())
        .compose(done -> tx.signal(SIGNAL));
  }

  /** Gives a delivery back, to be taken again then. */
  public Future<Void> postpone(Tx tx, UUID deliveryId, Instant due) {
    return tx.execute(
            "update webhook_queue set due_at = $2, leased_until = 'epoch' where delivery_id = $1",
            deliveryId,
            due)
        .mapEmpty();
  }

  /** Forgets a delivery: it has ended. */
  public Future<Void> done(Tx tx, UUID deliveryId) {
    return tx.execute("delete from webhook_queue where delivery_id = $1", deliveryId).mapEmpty();
  }

  /** Takes what is due, within each lane's pace and width. */
  public Future<List<Taken>> take(Database database) {
    return database.system(
        tx ->
            tx.list(
                    """
                    select l.*, clock_timestamp() as at,
                      clock_timestamp() + make_interval(secs => coalesce(m.clock_offset_millis, 0) / 1000.0) as now
                    from webhook_lane l left join kit.marketplace m on m.marketplace_id = l.marketplace_id
                    where l.next_slot <= clock_timestamp() and exists (
                      select 1 from webhook_queue q
                      where q.endpoint_id = l.endpoint_id and q.leased_until <= clock_timestamp()
                        and q.due_at <= clock_timestamp()
                          + make_interval(secs => coalesce(m.clock_offset_millis, 0) / 1000.0))
                    order by l.next_slot, l.endpoint_id limit $1
                    for update of l skip locked
                    """,
                    WebhookQueue::lane,
                    LANES)
                .compose(lanes -> take(tx, lanes)));
  }

  private static Future<List<Taken>> take(Tx tx, List<Lane> lanes) {
    return Steps.each(lanes, lane -> take(tx, lane))
        .map(taken -> taken.stream().flatMap(List::stream).toList());
  }

  private static Future<List<Taken>> take(Tx tx, Lane lane) {
    int allowed = lane.pace().allowed(lane.at());
    return tx.list(
            """
            with due as (
              select delivery_id from webhook_queue
              where endpoint_id = $1 and leased_until <= clock_timestamp() and due_at <= $2
              order by due_at, delivery_id
              limit greatest(0, least($4::int, $3::int - (
                select count(*) from webhook_queue f
                where f.endpoint_id = $1 and f.leased_until > clock_timestamp())))
              for update skip locked)
            update webhook_queue q set leased_until = clock_timestamp() + interval '60 seconds'
            from due where q.delivery_id = due.delivery_id
            returning q.delivery_id
            """,
            row -> new Taken(row.getUUID(0), lane.endpointId(), lane.marketplace()),
            lane.endpointId(),
            lane.now(),
            lane.concurrency(),
            allowed)
        .compose(
            taken ->
                taken.isEmpty()
                    ? Future.succeededFuture(taken)
                    : tx.execute(
                            "update webhook_lane set next_slot = $2 where endpoint_id = $1",
                            lane.endpointId(),
                            lane.pace().used(taken.size(), lane.at()).nextSlot())
                        .map(taken));
  }

  private static Lane lane(Row row) {
    return new Lane(
        row.getString("endpoint_id"),
        row.getUUID("marketplace_id"),
        row.getInteger("concurrency"),
        new Pace(row.getInteger("rate_per_second"), Columns.instant(row, "next_slot")),
        Columns.instant(row, "at"),
        Columns.instant(row, "now"));
  }
}
