package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.uuid;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Ends carts that nobody will buy any more: those nobody has touched for long, and those of a user
 * who was removed. Carts whose purchase is on its way or done stay.
 */
public final class AbandonedCarts {
  private static final int BATCH = 100;

  private final Database database;
  private final CartStore carts;
  private final Duration kept;

  /**
   * @param kept how long an open cart is kept after it was touched last; zero or less for ever
   */
  public AbandonedCarts(Database database, CartStore carts, Duration kept) {
    this.database = database;
    this.carts = carts;
    this.kept = kept;
  }

  /** Looks through all marketplaces, each on its own clock. */
  public Future<?> run() {
    return kept.isZero() || kept.isNegative()
        ? Future.succeededFuture()
        : Marketplaces.drain(database, "end of abandoned carts", BATCH, this::end);
  }

  private Future<Integer> end(Tx tx) {
    return carts
        .idle(tx, tx.now().minus(kept), BATCH)
        .compose(found -> end(tx, found).map(found.size()));
  }

  /** {@code user.removed}: its open carts end. */
  public Future<?> userRemoved(Tx tx, Received event) {
    UUID user = uuid(event.data(), "userId");
    return carts.openOf(tx, user).compose(found -> end(tx, found));
  }

  private Future<?> end(Tx tx, List<Cart> found) {
    return Steps.each(
        found,
        cart -> carts.delete(tx, cart).compose(deleted -> tx.append(CartEvents.deleted(cart))));
  }
}
