package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.MarketUser;
import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.domain.Ownership;
import dev.emporium.installation.store.EventLog;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.MarketUserStore;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.OwnershipStore;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** OpenChannel's Event of an entry of the log: what webhooks deliver and what is read back. */
public final class EventDocuments {
  private final MarketplaceStore marketplaces;
  private final OwnershipStore ownerships;
  private final InstallationStore installations;
  private final MarketUserStore users;

  public EventDocuments(
      MarketplaceStore marketplaces,
      OwnershipStore ownerships,
      InstallationStore installations,
      MarketUserStore users) {
    this.marketplaces = marketplaces;
    this.ownerships = ownerships;
    this.installations = installations;
    this.users = users;
  }

  /** The types of events there are ({@code openchannel.txt:461-488}). */
  public static Set<String> types() {
    return EventJson.types();
  }

  /** The document. */
  public Future<JsonObject> of(Tx tx, EventLog.Entry entry) {
    return marketplaces
        .find(tx, tx.marketplace())
        .map(marketplace -> marketplace.map(Marketplace::openchannelId).orElse(null))
        .compose(
            marketplace ->
                about(tx, entry)
                    .compose(
                        ownership ->
                            user(tx, entry)
                                .map(
                                    user ->
                                        EventJson.write(
                                            entry,
                                            marketplace,
                                            ownership.orElse(null),
                                            user.map(UsersJson::user).orElse(null)))));
  }

  private Future<Optional<MarketUser>> user(Tx tx, EventLog.Entry entry) {
    Optional<UUID> user = EventJson.user(entry);
    return user.isEmpty() ? Future.succeededFuture(Optional.empty()) : users.find(tx, user.get());
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
