package dev.emporium.installation.event;

import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;

/**
 * What other services ask for because somebody named it there first: a user, who is created on
 * first use (openchannel.txt:78), and the marketplace itself, for a projection that began after it
 * was made. Asking for what is there changes nothing.
 */
public final class Wanted {
  private final UserStore users;
  private final MarketplaceStore marketplaces;

  public Wanted(UserStore users, MarketplaceStore marketplaces) {
    this.users = users;
    this.marketplaces = marketplaces;
  }

  /** Subscribes to the questions. */
  public void consume(Wiring wiring) {
    wiring.consume("billing", "user.wanted", this::user);
    wiring.consume("catalog", "user.wanted", this::user);
    wiring.consume("catalog", "marketplace.wanted", this::marketplace);
  }

  private Future<?> user(Tx tx, Received event) {
    return users.openChannel(tx, event.data().getString("userId"), null);
  }

  /** Tells of it again. */
  private Future<?> marketplace(Tx tx, Received event) {
    return marketplaces
        .find(tx, tx.marketplace())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : marketplaces
                        .offset(tx)
                        .compose(
                            ahead ->
                                tx.append(
                                    AccountEvents.marketplace("updated", found.get(), ahead))));
  }
}
