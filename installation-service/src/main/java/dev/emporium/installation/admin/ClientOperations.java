package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Grant;
import dev.emporium.installation.domain.NewClient;
import dev.emporium.installation.domain.Offer;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.installation.event.Credentials;
import dev.emporium.installation.event.IdentityRecords;
import dev.emporium.installation.store.ClientStore;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.OfferStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The programs that may call a marketplace. A secret or key is shown once, when it is made. */
public final class ClientOperations {
  private static final Pattern OPENCHANNEL_ID = Pattern.compile("[0-9a-f]{24}");

  private final Database database;
  private final Arrivals arrivals;
  private final OfferStore offers;
  private final MarketplaceStore marketplaces;
  private final ClientStore clients;
  private final CompanyStore companies;
  private final MembershipStore memberships;

  public ClientOperations(
      Database database,
      Arrivals arrivals,
      OfferStore offers,
      MarketplaceStore marketplaces,
      ClientStore clients,
      CompanyStore companies,
      MembershipStore memberships) {
    this.database = database;
    this.arrivals = arrivals;
    this.offers = offers;
    this.marketplaces = marketplaces;
    this.clients = clients;
    this.companies = companies;
    this.memberships = memberships;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("createClient", this::createClient)
        .on("listClients", this::listClients)
        .on("deleteClient", this::deleteClient);
  }

  private Future<Reply> createClient(Call call) {
    UUID marketplace = Tenants.of(call);
    String secret = Secrets.random();
    return appId(marketplace, call.body().getString("appId"))
        .map(appId -> AdminJson.newClient(call, appId))
        .compose(wanted -> database.inMarketplace(marketplace, tx -> register(tx, wanted, secret)))
        .map(client -> Reply.created(withSecret(client, secret)));
  }

  private Future<Client> register(Tx tx, NewClient wanted, String secret) {
    Client client = wanted.register(tx.now());
    return checkReferences(tx, client)
        .compose(
            done -> clients.create(tx, client, client.confidential() ? Secrets.hash(secret) : null))
        .compose(grant -> publishKey(tx, client, grant, secret))
        .map(client);
  }

  /** An app by its UUID or, as OpenChannel and HighLevel call it, by its 24 hex digits. */
  private Future<UUID> appId(UUID marketplace, String named) {
    if (named == null || !OPENCHANNEL_ID.matcher(named).matches()) {
      return Future.succeededFuture(Tenants.uuid("appId", named));
    }
    return arrivals
        .present("app/" + named, () -> offer(marketplace, named))
        .map(
            found ->
                found.orElseThrow(() -> Failure.invalid("appId", "The app was not found")).appId());
  }

  private Future<Optional<Offer>> offer(UUID marketplace, String openchannelId) {
    return database.read(marketplace, tx -> offers.byOpenchannelId(tx, openchannelId));
  }

  private Future<Void> checkReferences(Tx tx, Client client) {
    return marketplaces
        .find(tx, tx.marketplace())
        .compose(
            marketplace -> {
              if (marketplace.isEmpty()) {
                throw Failure.invalid("marketplaceId", "The marketplace was not found");
              }
              return client.companyId() == null
                  ? Future.succeededFuture()
                  : companies
                      .find(tx, client.companyId())
                      .map(it -> need(it.isPresent(), "companyId"));
            })
        .compose(
            done ->
                client.userId() == null
                    ? Future.<Void>succeededFuture()
                    : memberships
                        .find(tx, client.companyId(), client.userId())
                        .map(it -> need(it.isPresent(), "userId")));
  }

  private static Void need(boolean found, String field) {
    if (!found) {
      throw Failure.invalid(field, field + " was not found");
    }
    return null;
  }

  private static Future<Void> publishKey(Tx tx, Client client, Grant grant, String key) {
    if (client.kind() != Client.Kind.API_KEY) {
      return Future.succeededFuture();
    }
    return IdentityRecords.apiKey(
        tx,
        grant.grantId(),
        Secrets.hash(key),
        Credentials.claims(tx.marketplace(), client, grant));
  }

  private static JsonObject withSecret(Client client, String secret) {
    JsonObject json = AdminJson.client(client);
    if (client.kind() == Client.Kind.API_KEY) {
      return json.put("apiKey", secret);
    }
    return client.confidential() ? json.put("clientSecret", secret) : json;
  }

  private Future<Reply> listClients(Call call) {
    int page = call.queryInt("page");
    int size = call.queryInt("size");
    return database
        .read(Tenants.of(call), tx -> clients.list(tx, page, size))
        .map(
            found ->
                Reply.ok(
                    new JsonObject()
                        .put(
                            "clients",
                            new JsonArray(found.rows().stream().map(AdminJson::client).toList()))
                        .put("page", page)
                        .put("size", size)
                        .put("total", found.total())));
  }

  private Future<Reply> deleteClient(Call call) {
    String id = call.path("clientId");
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                clients
                    .find(tx, id)
                    .compose(
                        found -> {
                          if (found.isEmpty()) {
                            throw Failure.notFound("The client was not found");
                          }
                          if (found.get().client().kind() == Client.Kind.BASIC) {
                            throw Failure.conflict(
                                "A marketplace's own OpenChannel credentials cannot be removed");
                          }
                          return clients.remove(tx, id);
                        }))
        .map(done -> Reply.noContent());
  }
}
