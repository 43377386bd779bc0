package dev.emporium.installation.store;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.event.AccountEvents;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Clients. A new one appends {@code client.created}; a removed one {@code tokens.revoked}. */
public final class ClientStore {
  private final GrantStore grants;

  public ClientStore(GrantStore grants) {
    this.grants = grants;
  }

  /**
   * A client with the hash of its secret.
   *
   * @param secretHash null for a public client
   */
  public record Registered(Client client, String secretHash) {}

  /**
   * Where a client id leads.
   *
   * @param marketplace null for the operator's client
   */
  public record Home(UUID marketplace) {}

  /** The platform operator's client. */
  public record OperatorClient(String clientId, UUID grantId, String secretHash) {}

  /** Adds a client with its standing grant. */
  public Future<Grant> create(Tx tx, Client it, String secretHash) {
    return tx.execute(
            "insert into client_directory (client_id, marketplace_id) values ($1, $2)",
            it.clientId(),
            tx.marketplace())
        .compose(
            rows ->
                tx.execute(
                    """
                    insert into client (client_id, marketplace_id, dialect, kind, name, app_id,
                      company_id, user_id, roles, scopes, redirect_uris, secret_hash, enabled,
                      created_at, version)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, true, $13, 1)
                    """,
                    it.clientId(),
                    tx.marketplace(),
                    it.dialect(),
                    it.kind().name(),
                    it.name(),
                    it.appId(),
                    it.companyId(),
                    it.userId(),
                    Columns.texts(it.roles()),
                    Columns.texts(it.scopes()),
                    it.redirectUris().toArray(String[]::new),
                    secretHash,
                    it.createdAt()))
        .compose(rows -> grants.create(tx, Grant.ofClient(it)))
        .compose(grant -> tx.append(AccountEvents.clientCreated(it)).map(grant));
  }

  /** A client that has not been removed. */
  public Future<Optional<Registered>> find(Tx tx, String clientId) {
    return tx.one(
        "select * from client where marketplace_id = $1 and client_id = $2 and enabled",
        row -> new Registered(read(row), row.getString("secret_hash")),
        tx.marketplace(),
        clientId);
  }

  /** The clients that call with a credential of their own instead of tokens. */
  public Future<List<Registered>> withCredentials(Tx tx) {
    return tx.list(
        """
        select * from client
         where marketplace_id = $1 and enabled and kind in ('BASIC', 'API_KEY')
         order by created_at, client_id
        """,
        row -> new Registered(read(row), row.getString("secret_hash")),
        tx.marketplace());
  }

  /** A page of the clients that have not been removed, the oldest first; page from 0. */
  public Future<Page<Client>> list(Tx tx, int page, int size) {
    return tx.list(
            """
            select * from client where marketplace_id = $1 and enabled
             order by created_at, client_id limit $2 offset $3
            """,
            ClientStore::read,
            tx.marketplace(),
            size,
            (long) page * size)
        .compose(
            rows ->
                tx.one(
                        "select count(*) n from client where marketplace_id = $1 and enabled",
                        row -> row.getLong("n"),
                        tx.marketplace())
                    .map(total -> new Page<>(rows, total.orElse(0L))));
  }

  /** Removes a client and kills everything that was granted to it. */
  public Future<Void> remove(Tx tx, String clientId) {
    return tx.execute(
            """
            update client set enabled = false, version = version + 1
             where marketplace_id = $1 and client_id = $2 and enabled
            """,
            tx.marketplace(),
            clientId)
        .compose(rows -> grants.revokeClient(tx, clientId));
  }

  /** Which marketplace a client belongs to; works in a transaction of any or no marketplace. */
  public Future<Optional<Home>> home(Tx tx, String clientId) {
    return tx.one(
        "select marketplace_id from client_directory where client_id = $1",
        row -> new Home(row.getUUID("marketplace_id")),
        clientId);
  }

  /** The operator's client of this id. */
  public Future<Optional<OperatorClient>> operator(Tx tx, String clientId) {
    return tx.one(
        "select * from operator_client where client_id = $1",
        row ->
            new OperatorClient(
                row.getString("client_id"), row.getUUID("grant_id"), row.getString("secret_hash")),
        clientId);
  }

  /** Makes the operator's client, or gives it a new secret when it is another one. */
  public Future<Void> bootstrapOperator(Tx tx, String clientId, String secretHash, Instant now) {
    return tx.execute(
            """
            insert into client_directory (client_id, marketplace_id) values ($1, null)
            on conflict do nothing
            """,
            clientId)
        .compose(
            rows ->
                tx.execute(
                    """
                    insert into operator_client (client_id, grant_id, secret_hash, created_at)
                    values ($1, $2, $3, $4)
                    on conflict (client_id) do update set secret_hash = excluded.secret_hash
                    """,
                    clientId,
                    Ids.uuid7(),
                    secretHash,
                    now))
        .mapEmpty();
  }

  private static Client read(Row row) {
    return new Client(
        row.getString("client_id"),
        row.getString("dialect"),
        Client.Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getUUID("app_id"),
        row.getUUID("company_id"),
        row.getUUID("user_id"),
        Columns.texts(row, "roles"),
        Columns.texts(row, "scopes"),
        Arrays.asList(row.getArrayOfStrings("redirect_uris")),
        row.getString("secret_hash") != null,
        row.getBoolean("enabled"),
        Columns.instant(row, "created_at"));
  }
}
