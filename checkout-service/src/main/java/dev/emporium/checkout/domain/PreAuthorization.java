package dev.emporium.checkout.domain;

import java.util.Optional;

/**
 * What became of the pre-authorization that a buyer's payment page got for a cart. Checkout itself
 * authorizes nothing: it keeps the id and knows how the cart's purchases ended.
 *
 * @param id the cart's {@code preAuthId}
 * @param message a sentence for the buyer, or null
 * @param code why it failed, or null
 */
public record PreAuthorization(String id, Status status, String message, String code) {

  /** Where it stands. */
  public enum Status {
    /** Kept for the purchase. */
    PENDING,
    /** The purchase is being processed. */
    PROCESSING,
    /** The purchase was paid. */
    COMPLETED,
    /** The last purchase was refused. */
    ERROR
  }

  /** The cart's; empty when it has none. */
  public static Optional<PreAuthorization> of(Cart cart) {
    String id = cart.contents().preAuthId();
    return id == null ? Optional.empty() : Optional.of(of(id, cart));
  }

  private static PreAuthorization of(String id, Cart cart) {
    Rejection why = cart.rejection();
    return switch (cart.status()) {
      case FINALIZING -> new PreAuthorization(id, Status.PROCESSING, null, null);
      case FINISHED -> new PreAuthorization(id, Status.COMPLETED, null, null);
      case ACTIVE ->
          why == null
              ? new PreAuthorization(id, Status.PENDING, null, null)
              : new PreAuthorization(id, Status.ERROR, why.message(), why.reason());
    };
  }
}
