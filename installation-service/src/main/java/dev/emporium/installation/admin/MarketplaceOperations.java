package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Client;
import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.domain.Secrets;
import dev.emporium.installation.event.Credentials;
import dev.emporium.installation.event.IdentityRecords;
import dev.emporium.installation.store.ClientStore;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.SigningKeys;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** What only the platform's operator does: marketplaces, the signing keys. */
public final class MarketplaceOperations {
  private final Database database;
  private final MarketplaceStore marketplaces;
  private final ClientStore clients;
  private final SigningKeys keys;

  public MarketplaceOperations(
      Database database, MarketplaceStore marketplaces, ClientStore clients, SigningKeys keys) {
    this.database = database;
    this.marketplaces = marketplaces;
    this.clients = clients;
    this.keys = keys;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("createMarketplace", this::createMarketplace)
        .on("listMarketplaces", this::listMarketplaces)
        .on("rotateSigningKey", this::rotateSigningKey);
  }

  private Future<Reply> createMarketplace(Call call) {
    JsonObject body = call.body();
    var it =
        Marketplace.create(
            body.getString("name"),
            body.getString("currency"),
            body.getString("partner"),
            body.getBoolean("sandbox", false));
    String secret = Secrets.random();
    return database
        .inMarketplace(
            it.marketplaceId(),
            tx -> marketplaces.create(tx, it).compose(done -> openChannel(tx, it, secret)))
        .map(done -> Reply.created(AdminJson.marketplace(it).put("openchannelSecret", secret)));
  }

  /** A marketplace's OpenChannel credentials: its id and a secret. */
  private Future<Void> openChannel(Tx tx, Marketplace it, String secret) {
    var client =
        new Client(
            it.openchannelId(),
            "openchannel",
            Client.Kind.BASIC,
            it.name(),
            null,
            null,
            null,
            Set.of("OPENCHANNEL_ADMIN"),
            Set.of(),
            List.of(),
            true,
            true,
            tx.now());
    String hash = Secrets.hash(secret);
    return clients
        .create(tx, client, hash)
        .compose(
            grant ->
                IdentityRecords.basic(
                    tx,
                    grant.grantId(),
                    it.openchannelId(),
                    hash,
                    Credentials.claims(it.marketplaceId(), client, grant)));
  }

  private Future<Reply> listMarketplaces(Call call) {
    return database
        .system(marketplaces::all)
        .map(
            all ->
                Reply.ok(
                    new JsonObject()
                        .put(
                            "marketplaces",
                            new JsonArray(all.stream().map(AdminJson::marketplace).toList()))));
  }

  private Future<Reply> rotateSigningKey(Call call) {
    return keys.rotate().map(kid -> Reply.created(new JsonObject().put("kid", kid)));
  }
}
