package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.PricedCart;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/**
 * A finalized sale on its way to billing, with everything frozen.
 *
 * @param seller the agent who sold it for somebody else; empty when the buyer bought it
 * @param paymentInstrumentId what pays for it, or null when nothing is known that could
 */
public record Purchase(
    UUID purchaseId,
    Origin origin,
    Parties parties,
    Optional<Party> seller,
    Currency currency,
    PricedCart priced,
    String paymentInstrumentId,
    Instant placedAt) {

  /**
   * What was finalized.
   *
   * @param kind {@code cart} or {@code opportunity}: the aggregate whose event the purchase is
   * @param id of the cart or opportunity
   * @param quoteId the approved quote it was sold by, or null
   */
  public record Origin(String kind, String id, String quoteId) {
    /** From a shopping cart. */
    public static Origin cart(String id) {
      return new Origin("cart", id, null);
    }

    /** From an opportunity; {@code quoteId} may be null. */
    public static Origin opportunity(String id, String quoteId) {
      return new Origin("opportunity", id, quoteId);
    }
  }
}
