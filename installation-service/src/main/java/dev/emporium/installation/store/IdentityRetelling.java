package dev.emporium.installation.store;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.event.Credentials;
import dev.emporium.installation.event.IdentityRecords;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Puts everything the gateway must know into the outbox again, from what is true now: credentials
 * that are not tokens, revocations that still matter, clocks.
 */
public final class IdentityRetelling {
  private final Database database;
  private final ClientStore clients;
  private final GrantStore grants;

  public IdentityRetelling(Database database, ClientStore clients, GrantStore grants) {
    this.database = database;
    this.clients = clients;
    this.grants = grants;
  }

  private record Due(UUID grant, Instant until) {}

  /** All marketplaces, one after the other, each in a transaction of its own. */
  public Future<Void> tell() {
    return Marketplaces.all(database)
        .compose(
            all -> Steps.each(all, marketplace -> database.inMarketplace(marketplace, this::tell)))
        .mapEmpty();
  }

  private Future<Void> tell(Tx tx) {
    return clients
        .withCredentials(tx)
        .compose(all -> Steps.each(all, it -> credential(tx, it)))
        .compose(done -> due(tx))
        .compose(all -> Steps.each(all, it -> IdentityRecords.revoked(tx, it.grant(), it.until())))
        .compose(done -> new MarketplaceStore().offset(tx))
        .compose(
            ahead ->
                ahead == 0
                    ? Future.succeededFuture()
                    : IdentityRecords.clock(tx, tx.marketplace(), ahead));
  }

  private Future<Void> credential(Tx tx, ClientStore.Registered it) {
    return grants
        .ofClient(tx, it.client().clientId())
        .compose(
            grant -> {
              if (grant.isEmpty()) {
                return Future.succeededFuture();
              }
              UUID id = grant.get().grantId();
              var claims = Credentials.claims(tx.marketplace(), it.client(), grant.get());
              return it.client().kind() == Client.Kind.API_KEY
                  ? IdentityRecords.apiKey(tx, id, it.secretHash(), claims)
                  : IdentityRecords.basic(tx, id, it.client().clientId(), it.secretHash(), claims);
            });
  }

  private static Future<List<Due>> due(Tx tx) {
    return tx.list(
        "select grant_id, until from revocation_due where marketplace_id = $1 order by grant_id",
        row -> new Due(row.getUUID("grant_id"), row.getOffsetDateTime("until").toInstant()),
        tx.marketplace());
  }
}
