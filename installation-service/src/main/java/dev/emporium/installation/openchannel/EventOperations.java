package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.domain.Ownership;
import dev.emporium.installation.store.EventLog;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.OwnershipStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/** OpenChannel's events, read back to be verified ({@code openchannel.txt:490}). */
public final class EventOperations {
  private final Database database;
  private final EventLog log;
  private final MarketplaceStore marketplaces;
  private final OwnershipStore ownerships;
  private final InstallationStore installations;

  public EventOperations(
      Database database,
      EventLog log,
      MarketplaceStore marketplaces,
      OwnershipStore ownerships,
      InstallationStore installations) {
    this.database = database;
    this.log = log;
    this.marketplaces = marketplaces;
    this.ownerships = ownerships;
    this.installations = installations;
  }

  public void bind(Operations ops) {
    ops.on("getEvent", this::getEvent).on("getEventPlural", this::getEvent);
  }

  Future<Reply> getEvent(Call call) {
    return database
        .read(
            call.marketplace(),
            tx ->
                log.find(tx, call.path("eventId"))
                    .map(
                        found ->
                            found.orElseThrow(() -> Failure.notFound("This event was not found")))
                    .compose(entry -> described(tx, entry)))
        .map(Reply::ok);
  }

  private Future<JsonObject> described(Tx tx, EventLog.Entry entry) {
    return marketplaces
        .find(tx, tx.marketplace())
        .map(marketplace -> marketplace.map(Marketplace::openchannelId).orElse(null))
        .compose(
            marketplace ->
                about(tx, entry)
                    .map(ownership -> EventJson.write(entry, marketplace, ownership.orElse(null))));
  }

  private Future<Optional<Ownership>> about(Tx tx, EventLog.Entry entry) {
    Optional<UUID> installation = EventJson.installation(entry);
    if (installation.isPresent()) {
      return ownerships.find(tx, installation.get());
    }
    Optional<UUID> subscription = EventJson.subscription(entry);
    return subscription.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : installations
            .bySubscription(tx, subscription.get())
            .compose(
                found ->
                    found.isEmpty()
                        ? Future.succeededFuture(Optional.<Ownership>empty())
                        : ownerships.find(tx, found.get().id()));
  }
}
