package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Purchase;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** What every sale does alike, whatever was finalized: carts and opportunities. */
public final class Sales {
  private final DiscountStore discounts;

  public Sales(DiscountStore discounts) {
    this.discounts = discounts;
  }

  /**
   * Redeems the discounts, all or none, and tells billing with {@code purchase.placed}, which
   * counts in the sequence of the cart or opportunity. In the transaction that finalizes it. Fails
   * with CONFLICT ({@code DISCOUNT_NOT_AVAILABLE}) when a discount would be redeemed too often.
   */
  public Future<Void> place(Tx tx, Purchase purchase) {
    var event =
        new Event(
            "purchase.placed",
            purchase.origin().kind(),
            purchase.origin().id(),
            PurchaseJson.write(purchase));
    return discounts
        .redeem(tx, purchase.purchaseId(), purchase.priced().redemptions())
        .compose(redeemed -> tx.append(event))
        .mapEmpty();
  }

  /** {@code purchase.rejected}: its redemptions are free again, whoever sold it. */
  public Future<?> rejected(Tx tx, Received event) {
    return discounts.release(tx, UUID.fromString(event.data().getString("purchaseId")));
  }
}
