package dev.emporium.installation.highlevel;

import dev.emporium.installation.domain.Connection;
import dev.emporium.installation.domain.ExternalAuth;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.event.InstallationEvents;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.ConnectionStore;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.identity.Principal;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** HighLevel's External Auth Migration ({@code highlevel.txt:102-127}). */
public final class ConnectionsOperations {
  private final Database database;
  private final ConnectionStore connections;
  private final OfferStore offers;
  private final CompanyStore companies;
  private final InstallationStore installations;

  public ConnectionsOperations(
      Database database,
      ConnectionStore connections,
      OfferStore offers,
      CompanyStore companies,
      InstallationStore installations) {
    this.database = database;
    this.connections = connections;
    this.offers = offers;
    this.companies = companies;
    this.installations = installations;
  }

  public void bind(Operations ops) {
    ops.on("migrateExternalAuthConnection", this::migrateExternalAuthConnection);
  }

  Future<Reply> migrateExternalAuthConnection(Call call) {
    Principal who = call.principal();
    JsonObject body = call.body();
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                Account.app(tx, offers, who, body.getString("appId"))
                    .compose(
                        app ->
                            Account.of(tx, companies, who)
                                .compose(account -> migrated(tx, app, account, body))))
        .map(it -> Reply.created(ConnectionsJson.migrated(it)));
  }

  private Future<Connection> migrated(Tx tx, Offer app, Account account, JsonObject body) {
    if (account.location() == null
        || !account.location().highlevelId().equals(body.getString("locationId"))) {
      throw Failure.forbidden("The token does not have access to this location");
    }
    ExternalAuth.Given given = ConnectionsJson.given(body, tx.now());
    requireConfigured(app, body).require(given);
    var location = account.location().companyId();
    String accountId = body.getString("accountId");
    return installations
        .lock(tx, app.appId(), location)
        .compose(locked -> connections.forUpdate(tx, app.appId(), location, accountId))
        .map(
            known ->
                ConnectionsJson.connection(
                    known.map(Connection::connectionId).orElseGet(Ids::uuid7),
                    app.appId(),
                    location,
                    body,
                    given,
                    tx.now()))
        .compose(it -> connections.put(tx, it, ConnectionsJson.credentials(given)))
        .compose(it -> tx.append(InstallationEvents.migrated(it)).map(it));
  }

  private static ExternalAuth requireConfigured(Offer app, JsonObject body) {
    if (app.externalAuth() == null) {
      throw Failure.invalid("appId", "The app has no external authentication");
    }
    if (!body.getString("appVersionId").equals(app.appVersionId())) {
      throw Failure.invalid("appVersionId", "appVersionId is not the app's live version");
    }
    return app.externalAuth();
  }
}
