package dev.emporium.checkout.domain.pricing;

/**
 * A fee with its line and who receives what of it.
 *
 * @param parts add up to the line's total
 */
public record PricedFee(Fee fee, Line line, RevenueShare.Parts parts) {}
