package dev.emporium.installation.store;

import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.installation.event.IdentityRecords;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Grants: what tokens, API keys and credentials stand on. A revoked grant appends {@code
 * tokens.revoked} and tells the gateway, so that its tokens are refused at once.
 */
public final class GrantStore {
  private final Duration accessTokens;
  private final Clock clock;

  /**
   * @param accessTokens how long an access token lives: a revocation is told that much longer
   * @param clock the machine's: the gateway compares with its own, not with a marketplace's
   */
  public GrantStore(Duration accessTokens, Clock clock) {
    this.accessTokens = accessTokens;
    this.clock = clock;
  }

  /** Adds a grant. */
  public Future<Grant> create(Tx tx, Grant it) {
    return tx.execute(
            """
            insert into access_grant (grant_id, marketplace_id, client_id, kind, app_id,
              installation_id, user_id, company_id, location_id, scopes, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            it.grantId(),
            tx.marketplace(),
            it.clientId(),
            it.kind().name(),
            it.appId(),
            it.installationId(),
            it.userId(),
            it.companyId(),
            it.locationId(),
            Columns.texts(it.scopes()),
            it.createdAt())
        .map(it);
  }

  /** By its id (the principal's {@code gid}). */
  public Future<Optional<Grant>> find(Tx tx, UUID grantId) {
    return tx.one(
        "select * from access_grant where marketplace_id = $1 and grant_id = $2",
        GrantStore::read,
        tx.marketplace(),
        grantId);
  }

  /** The live standing grant of a client that needs nobody's consent. */
  public Future<Optional<Grant>> ofClient(Tx tx, String clientId) {
    return tx.one(
        """
        select * from access_grant
         where marketplace_id = $1 and client_id = $2 and kind = 'CREDENTIAL' and revoked_at is null
        """,
        GrantStore::read,
        tx.marketplace(),
        clientId);
  }

  /** Kills every token family and credential of the client. */
  public Future<Void> revokeClient(Tx tx, String clientId) {
    return live(tx, "client_id", clientId).compose(all -> revoke(tx, all));
  }

  /** Kills one token family or credential; does nothing when it is dead already. */
  public Future<Void> revoke(Tx tx, UUID grantId) {
    return live(tx, "grant_id", grantId).compose(all -> revoke(tx, all));
  }

  private Future<Void> revoke(Tx tx, List<Grant> all) {
    return Steps.each(all, grant -> revoke(tx, grant)).mapEmpty();
  }

  private Future<Void> revoke(Tx tx, Grant it) {
    Instant until = clock.instant().plus(accessTokens).plusSeconds(60);
    return tx.execute(
            """
            update access_grant set revoked_at = $3
             where marketplace_id = $1 and grant_id = $2 and revoked_at is null
            """,
            tx.marketplace(),
            it.grantId(),
            clock.instant())
        .compose(
            rows ->
                tx.execute(
                    """
                    insert into revocation_due (grant_id, marketplace_id, until)
                    values ($1, $2, $3) on conflict do nothing
                    """,
                    it.grantId(),
                    tx.marketplace(),
                    until))
        .compose(rows -> tx.append(AccountEvents.tokensRevoked(it)))
        .compose(done -> IdentityRecords.revoked(tx, it.grantId(), until))
        .compose(
            done ->
                it.kind() == Grant.Kind.CREDENTIAL
                    ? IdentityRecords.credentialGone(tx, it.grantId())
                    : Future.succeededFuture());
  }

  private static Future<List<Grant>> live(Tx tx, String column, Object value) {
    return tx.list(
        "select * from access_grant where marketplace_id = $1 and revoked_at is null and "
            + column
            + " = $2 order by created_at, grant_id for update",
        GrantStore::read,
        tx.marketplace(),
        value);
  }

  private static Grant read(Row row) {
    return new Grant(
        row.getUUID("grant_id"),
        row.getString("client_id"),
        Grant.Kind.valueOf(row.getString("kind")),
        row.getUUID("app_id"),
        row.getUUID("installation_id"),
        row.getUUID("user_id"),
        row.getUUID("company_id"),
        row.getUUID("location_id"),
        Columns.texts(row, "scopes"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "revoked_at"));
  }
}
