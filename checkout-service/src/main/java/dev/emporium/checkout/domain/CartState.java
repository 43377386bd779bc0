package dev.emporium.checkout.domain;

import java.util.UUID;

/**
 * How far a cart has come.
 *
 * @param locked waits to be approved; may be while ACTIVE only
 * @param purchaseId the purchase that was placed last, or null
 * @param rejection why the last purchase failed, or null
 */
public record CartState(CartStatus status, boolean locked, UUID purchaseId, Rejection rejection) {
  /** A new cart's. */
  public static final CartState OPEN = new CartState(CartStatus.ACTIVE, false, null, null);

  /** Waiting to be approved, or not any more. */
  public CartState locked(boolean now) {
    return new CartState(status, now, purchaseId, rejection);
  }

  CartState in(CartStatus next, UUID purchase, Rejection why) {
    return new CartState(next, locked, purchase, why);
  }

  boolean awaits(UUID purchase) {
    return status == CartStatus.FINALIZING && purchase.equals(purchaseId);
  }
}
