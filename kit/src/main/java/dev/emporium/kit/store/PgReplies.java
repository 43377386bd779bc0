package dev.emporium.kit.store;

import dev.emporium.kit.http.IdempotencyStore;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.UUID;

/** Remembered replies in {@code kit.idempotency}, for 24 hours. */
public final class PgReplies implements IdempotencyStore {
  private static final UUID NOBODY = new UUID(0, 0);
  private static final Claim CLAIMED = new Claim(State.CLAIMED, null);

  // a claim without a reply is given up after a minute: who held it has died
  private static final String CLAIM =
      """
      insert into kit.idempotency as i (marketplace_id, client, key, operation, fingerprint)
      values ($1, $2, $3, $4, $5)
      on conflict (marketplace_id, client, key) do update
        set operation = excluded.operation, fingerprint = excluded.fingerprint,
          claimed_at = clock_timestamp(), status = null, headers = null, content_type = null, body = null
        where i.claimed_at < clock_timestamp() - interval '24 hours'
          or (i.status is null and i.claimed_at < clock_timestamp() - interval '1 minute')
      """;
  private static final String FIND =
      """
      select operation, fingerprint, status, headers, content_type, body from kit.idempotency
      where marketplace_id = $1 and client = $2 and key = $3
      """;

  private final Database database;

  public PgReplies(Database database) {
    this.database = database;
  }

  @Override
  public Future<Claim> claim(Use use) {
    return database.system(
        tx ->
            tx.execute(
                    CLAIM, tenant(use), use.client(), use.key(), use.operation(), use.fingerprint())
                .compose(
                    claimed ->
                        claimed == 1
                            ? Future.succeededFuture(CLAIMED)
                            : tx.one(
                                    FIND,
                                    row -> found(use, row),
                                    tenant(use),
                                    use.client(),
                                    use.key())
                                .map(found -> found.orElse(new Claim(State.IN_PROGRESS, null)))));
  }

  @Override
  public Future<Void> remember(Use use, Reply reply) {
    var headers = new JsonObject();
    reply.headers().forEach(headers::put);
    return database.system(
        tx ->
            tx.execute(
                    """
                    update kit.idempotency set status = $4, headers = $5, content_type = $6, body = $7
                    where marketplace_id = $1 and client = $2 and key = $3
                    """,
                    tenant(use),
                    use.client(),
                    use.key(),
                    reply.status(),
                    headers,
                    reply.contentType(),
                    reply.body())
                .mapEmpty());
  }

  @Override
  public Future<Void> release(Use use) {
    return database.system(
        tx ->
            tx.execute(
                    """
                    delete from kit.idempotency
                    where marketplace_id = $1 and client = $2 and key = $3 and status is null
                    """,
                    tenant(use),
                    use.client(),
                    use.key())
                .mapEmpty());
  }

  private static Claim found(Use use, Row row) {
    if (!row.getString("operation").equals(use.operation())
        || !row.getString("fingerprint").equals(use.fingerprint())) {
      return new Claim(State.MISMATCH, null);
    }
    if (row.getInteger("status") == null) {
      return new Claim(State.IN_PROGRESS, null);
    }
    var headers = new LinkedHashMap<String, String>();
    row.getJsonObject("headers")
        .forEach(e -> headers.put(e.getKey(), String.valueOf(e.getValue())));
    return new Claim(
        State.REPLIED,
        new Reply(
            row.getInteger("status"),
            headers,
            row.getString("content_type"),
            row.getBuffer("body")));
  }

  private static UUID tenant(Use use) {
    return use.marketplace() == null ? NOBODY : use.marketplace();
  }
}
