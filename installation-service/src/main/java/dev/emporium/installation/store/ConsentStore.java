package dev.emporium.installation.store;

import dev.emporium.installation.domain.Secrets;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Authorization requests between their page and the decision; gone once decided. */
public final class ConsentStore {

  /**
   * A request that waits for its user.
   *
   * @param request the authorization request's parameters
   * @param userId who signed in, or null
   * @param attempts failed sign-ins
   */
  public record Pending(String clientId, JsonObject request, UUID userId, int attempts) {}

  /**
   * Remembers a request.
   *
   * @param handle secret in the page's form
   * @param browser secret in the browser's cookie
   */
  public Future<Void> create(Tx tx, String handle, String browser, Pending it, Instant expires) {
    return tx.execute(
            """
            insert into consent (consent_hash, marketplace_id, browser_hash, client_id, request,
              user_id, attempts, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            Secrets.hash(handle),
            tx.marketplace(),
            Secrets.hash(browser),
            it.clientId(),
            it.request(),
            it.userId(),
            it.attempts(),
            expires)
        .mapEmpty();
  }

  /** The request of this page in this browser, if it has not expired. */
  public Future<Optional<Pending>> find(Tx tx, String handle, String browser, Instant now) {
    return tx.one(
        """
        select * from consent
         where marketplace_id = $1 and consent_hash = $2 and browser_hash = $3 and expires_at > $4
        """,
        ConsentStore::read,
        tx.marketplace(),
        Secrets.hash(handle),
        Secrets.hash(browser),
        now);
  }

  /** Takes the request away; of two decisions at the same moment only one gets it. */
  public Future<Optional<Pending>> take(Tx tx, String handle, String browser, Instant now) {
    return tx.one(
        """
        delete from consent
         where marketplace_id = $1 and consent_hash = $2 and browser_hash = $3 and expires_at > $4
        returning *
        """,
        ConsentStore::read,
        tx.marketplace(),
        Secrets.hash(handle),
        Secrets.hash(browser),
        now);
  }

  /** One more failed sign-in. */
  public Future<Void> failed(Tx tx, String handle) {
    return tx.execute(
            """
            update consent set attempts = attempts + 1
             where marketplace_id = $1 and consent_hash = $2
            """,
            tx.marketplace(),
            Secrets.hash(handle))
        .mapEmpty();
  }

  private static Pending read(Row row) {
    return new Pending(
        row.getString("client_id"),
        row.getJsonObject("request"),
        row.getUUID("user_id"),
        row.getInteger("attempts"));
  }
}
