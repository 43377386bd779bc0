package dev.emporium.installation.store;

import dev.emporium.installation.domain.Webhook;
import dev.emporium.installation.event.WebhookEvents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Webhook endpoints; their secrets are encrypted. Changes append {@code webhook.*}. */
public final class WebhookStore {
  private final SecretBox box;

  public WebhookStore(SecretBox box) {
    this.box = box;
  }

  /** An endpoint with the secrets that are live, the newest first. */
  public record Keyed(Webhook webhook, List<byte[]> secrets) {}

  /** Adds an endpoint. */
  public Future<Void> create(Tx tx, Webhook it, byte[] secret) {
    return tx.execute(
            """
            insert into webhook (endpoint_id, marketplace_id, url, description, event_types, enabled,
              secret, rate_per_second, concurrency, created_at, updated_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1)
            """,
            it.endpointId(),
            tx.marketplace(),
            it.url(),
            it.description(),
            Columns.texts(it.eventTypes()),
            it.enabled(),
            sealed(it.endpointId(), secret),
            it.ratePerSecond(),
            it.concurrency(),
            it.createdAt())
        .compose(done -> lane(tx, it))
        .compose(done -> tx.append(WebhookEvents.of("created", it, null)));
  }

  /** Writes a changed endpoint; 409 when somebody else changed it since it was read. */
  public Future<Webhook> update(Tx tx, Webhook it, String verb, String reason) {
    return tx.execute(
            """
            update webhook set url = $3, description = $4, event_types = $5, enabled = $6,
              disabled_reason = $7, rate_per_second = $8, concurrency = $9, failing_since = $10,
              updated_at = $11, version = version + 1
            where marketplace_id = $1 and endpoint_id = $2 and version = $12
            """,
            tx.marketplace(),
            it.endpointId(),
            it.url(),
            it.description(),
            Columns.texts(it.eventTypes()),
            it.enabled() && reason == null,
            reason == null ? it.disabledReason() : reason,
            it.ratePerSecond(),
            it.concurrency(),
            it.failingSince(),
            tx.now(),
            it.version())
        .compose(Columns::changedOne)
        .compose(done -> it.enabled() && reason == null ? lane(tx, it) : stop(tx, it.endpointId()))
        .compose(done -> tx.append(WebhookEvents.of(verb, it, reason)))
        .compose(done -> find(tx, it.endpointId()))
        .map(Optional::orElseThrow);
  }

  /** Gives the endpoint another secret; the one before stays live for a while. */
  public Future<Void> rotate(Tx tx, Webhook it, byte[] secret, Duration overlap) {
    return tx.execute(
            """
            update webhook set old_secret = secret, old_secret_until = $4, secret = $3,
              updated_at = $5, version = version + 1
            where marketplace_id = $1 and endpoint_id = $2 and version = $6
            """,
            tx.marketplace(),
            it.endpointId(),
            sealed(it.endpointId(), secret),
            tx.now().plus(overlap),
            tx.now(),
            it.version())
        .compose(Columns::changedOne)
        .compose(done -> tx.append(WebhookEvents.of("updated", it, null)));
  }

  /** Notes that attempts fail, or (null) that one succeeded. */
  public Future<Void> failing(Tx tx, String endpointId, Instant since) {
    return tx.execute(
            """
            update webhook
            set failing_since = case when $3::timestamptz is null then null
              else coalesce(failing_since, $3::timestamptz) end
            where marketplace_id = $1 and endpoint_id = $2
              and (failing_since is null) <> ($3::timestamptz is null)
            """,
            tx.marketplace(),
            endpointId,
            since)
        .mapEmpty();
  }

  /** Removes an endpoint with its log. */
  public Future<Void> remove(Tx tx, Webhook it) {
    return stop(tx, it.endpointId())
        .compose(
            done ->
                tx.execute(
                    "delete from webhook where marketplace_id = $1 and endpoint_id = $2",
                    tx.marketplace(),
                    it.endpointId()))
        .compose(done -> tx.append(WebhookEvents.of("removed", it, null)));
  }

  public Future<Optional<Webhook>> find(Tx tx, String endpointId) {
    return tx.one(
        "select * from webhook where marketplace_id = $1 and endpoint_id = $2",
        WebhookStore::read,
        tx.marketplace(),
        endpointId);
  }

  /** The endpoint, locked; 404 when there is none. */
  public Future<Webhook> forUpdate(Tx tx, String endpointId) {
    return tx.one(
            "select * from webhook where marketplace_id = $1 and endpoint_id = $2 for update",
            WebhookStore::read,
            tx.marketplace(),
            endpointId)
        .map(found -> found.orElseThrow(WebhookStore::none));
  }

  /** The endpoint with its live secrets. */
  public Future<Optional<Keyed>> keyed(Tx tx, String endpointId) {
    return tx.one(
        "select * from webhook where marketplace_id = $1 and endpoint_id = $2",
        row -> {
          var secrets = new ArrayList<byte[]>();
          secrets.add(open(row, "secret"));
          Instant until = Columns.instant(row, "old_secret_until");
          if (until != null && until.isAfter(tx.now())) {
            secrets.add(open(row, "old_secret"));
          }
          return new Keyed(read(row), List.copyOf(secrets));
        },
        tx.marketplace(),
        endpointId);
  }

  /** All of the marketplace, the oldest first. */
  public Future<List<Webhook>> all(Tx tx) {
    return tx.list(
        "select * from webhook where marketplace_id = $1 order by created_at, endpoint_id",
        WebhookStore::read,
        tx.marketplace());
  }

  /** 404. */
  public static Failure none() {
    return Failure.notFound("The webhook was not found");
  }

  private static Future<Void> lane(Tx tx, Webhook it) {
    return tx.execute(
            """
            insert into webhook_lane (endpoint_id, marketplace_id, rate_per_second, concurrency, next_slot)
            values ($1, $2, $3, $4, 'epoch')
            on conflict (endpoint_id) do update
              set rate_per_second = excluded.rate_per_second, concurrency = excluded.concurrency
            """,
            it.endpointId(),
            tx.marketplace(),
            it.ratePerSecond(),
            it.concurrency())
        .mapEmpty();
  }

  private static Future<Void> stop(Tx tx, String endpointId) {
    return tx.execute("delete from webhook_queue where endpoint_id = $1", endpointId)
        .compose(
            done ->
                tx.execute(
                    """
                    update webhook_delivery set state = 'dropped', ended_at = $3, next_attempt_at = null
                    where marketplace_id = $1 and endpoint_id = $2 and state = 'pending'
                    """,
                    tx.marketplace(),
                    endpointId,
                    tx.now()))
        .compose(done -> tx.execute("delete from webhook_lane where endpoint_id = $1", endpointId))
        .mapEmpty();
  }

  private Buffer sealed(String endpointId, byte[] secret) {
    return Buffer.buffer(box.seal(secret, "webhook/" + endpointId));
  }

  private byte[] open(Row row, String column) {
    return box.open(row.getBuffer(column).getBytes(), "webhook/" + row.getString("endpoint_id"));
  }

  private static Webhook read(Row row) {
    return new Webhook(
        row.getString("endpoint_id"),
        row.getString("url"),
        row.getString("description"),
        Columns.texts(row, "event_types"),
        row.getBoolean("enabled"),
        row.getString("disabled_reason"),
        row.getInteger("rate_per_second"),
        row.getInteger("concurrency"),
        Columns.instant(row, "failing_since"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"),
        row.getLong("version"));
  }
}
