package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Rejection;
import java.util.Optional;
import java.util.UUID;

/**
 * How far an opportunity has come.
 *
 * @param sale the purchase that was placed last and was not rejected
 * @param rejection why the last purchase did not happen
 */
public record Progress(
    OpportunityStatus status, Optional<Sale> sale, Optional<Rejection> rejection) {
  /** As it begins. */
  public static final Progress OPEN =
      new Progress(OpportunityStatus.OPEN, Optional.empty(), Optional.empty());

  /**
   * A purchase of an opportunity.
   *
   * @param number counts the marketplace's opportunity purchases, at least six digits
   * @param quoteId the quote at whose prices it was sold, or null
   */
  public record Sale(UUID purchaseId, String number, UUID quoteId) {}

  Progress to(OpportunityStatus next) {
    return new Progress(next, sale, rejection);
  }

  /** True when it waits for exactly this purchase. */
  boolean awaits(UUID purchase) {
    return status == OpportunityStatus.PROCESSING
        && sale.filter(placed -> placed.purchaseId().equals(purchase)).isPresent();
  }
}
