package dev.emporium.installation.store;

import dev.emporium.installation.domain.Connection;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;

/**
 * External connections. Their credentials are sealed under {@code SECRETS_KEY} before they rest.
 */
public final class ConnectionStore {
  private final SecretBox secrets;

  public ConnectionStore(SecretBox secrets) {
    this.secrets = secrets;
  }

  /** The connection a location has under this account id, locked. */
  public Future<Optional<Connection>> forUpdate(
      Tx tx, UUID appId, UUID companyId, String accountId) {
    return tx.one(
        """
        select * from external_connection
        where marketplace_id = $1 and app_id = $2 and company_id = $3 and account_id = $4
        for update
        """,
        ConnectionStore::read,
        tx.marketplace(),
        appId,
        companyId,
        accountId);
  }

  /**
   * Writes a connection, new or over the one with its id; a new default takes the place of the old.
   *
   * @param credentials never kept in the clear
   */
  public Future<Connection> put(Tx tx, Connection it, JsonObject credentials) {
    return makeRoom(tx, it)
        .compose(
            done ->
                tx.execute(
                    """
                    insert into external_connection (connection_id, marketplace_id, app_id, company_id,
                      app_version_id, account_id, type, sealed, expires_at, scopes, display_name,
                      is_default, created_at, updated_at, version)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 1)
                    on conflict (connection_id) do update
                      set app_version_id = excluded.app_version_id, type = excluded.type,
                        sealed = excluded.sealed, expires_at = excluded.expires_at,
                        scopes = excluded.scopes, display_name = excluded.display_name,
                        is_default = excluded.is_default, updated_at = excluded.updated_at,
                        version = external_connection.version + 1
                    """,
                    it.connectionId(),
                    tx.marketplace(),
                    it.appId(),
                    it.companyId(),
                    it.appVersionId(),
                    it.accountId(),
                    it.type(),
                    Buffer.buffer(
                        secrets.seal(
                            credentials.toBuffer().getBytes(), context(it.connectionId()))),
                    it.expires(),
                    new JsonArray(it.scopes()),
                    it.displayName(),
                    it.isDefault(),
                    it.updatedAt()))
        .map(it);
  }

  private static Future<Integer> makeRoom(Tx tx, Connection it) {
    return it.isDefault()
        ? tx.execute(
            """
            update external_connection set is_default = false, version = version + 1
            where marketplace_id = $1 and app_id = $2 and company_id = $3 and is_default
              and connection_id <> $4
            """,
            tx.marketplace(),
            it.appId(),
            it.companyId(),
            it.connectionId())
        : Future.succeededFuture(0);
  }

  /** A connection's credentials, in the clear: for the token refresher, never for a reply. */
  public Future<Optional<JsonObject>> credentials(Tx tx, UUID connectionId) {
    return tx.one(
        "select sealed from external_connection where marketplace_id = $1 and connection_id = $2",
        row ->
            new JsonObject(
                Buffer.buffer(
                    secrets.open(row.getBuffer("sealed").getBytes(), context(connectionId)))),
        tx.marketplace(),
        connectionId);
  }

  private static String context(UUID connectionId) {
    return "connection/" + connectionId;
  }

  private static Connection read(Row row) {
    var expires = row.getOffsetDateTime("expires_at");
    return new Connection(
        row.getUUID("connection_id"),
        row.getUUID("app_id"),
        row.getUUID("company_id"),
        row.getString("app_version_id"),
        row.getString("account_id"),
        row.getString("type"),
        expires == null ? null : expires.toInstant(),
        row.getJsonArray("scopes").stream().map(String::valueOf).toList(),
        row.getString("display_name"),
        row.getBoolean("is_default"),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
