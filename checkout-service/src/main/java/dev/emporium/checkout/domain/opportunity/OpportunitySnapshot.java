package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.pricing.PricedCart;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/**
 * An opportunity as it was offered at one moment: what a quote's version keeps, so that what is
 * approved is what is sold. Price lists, custom prices, contracts, discounts and fees are inside
 * and frozen; nothing outside changes what it costs.
 *
 * @param opportunityVersion the opportunity's version it was taken from
 */
public record OpportunitySnapshot(
    UUID opportunityId,
    long opportunityVersion,
    People people,
    Currency currency,
    Heading heading,
    Deal deal) {

  /** The opportunity as it is now. */
  public static OpportunitySnapshot of(Opportunity opportunity) {
    return new OpportunitySnapshot(
        opportunity.id(),
        opportunity.version(),
        opportunity.people(),
        opportunity.currency(),
        opportunity.heading(),
        opportunity.deal());
  }

  /**
   * What it costs. Amounts are the same on every day; dates follow it.
   *
   * @param day of the sale, or of the look
   */
  public PricedCart priced(LocalDate day) {
    return OpportunityPricing.of(deal, currency, people, day);
  }
}
