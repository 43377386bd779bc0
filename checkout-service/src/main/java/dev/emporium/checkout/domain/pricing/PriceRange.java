package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;

/**
 * One range of a price that depends on the quantity. A range reaches from where the one before it
 * ends (0 for the first) up to and including its own {@code max}; so {@code 1-5, 5-10} and {@code
 * 1-5, 6-10} (appdirect.txt:8729-8741 has the first) are the same ranges.
 *
 * @param min as the catalog writes it; says nothing about where the range begins
 * @param max the last quantity of the range, or null for no end
 * @param price of one unit, or of the whole step in a stair-step price
 * @param flat added once when the range is reached; 0 for nothing
 */
public record PriceRange(BigDecimal min, BigDecimal max, BigDecimal price, BigDecimal flat) {
  public PriceRange {
    flat = flat == null ? BigDecimal.ZERO : flat;
  }

  /** A range without a flat part. */
  public PriceRange(BigDecimal min, BigDecimal max, BigDecimal price) {
    this(min, max, price, BigDecimal.ZERO);
  }

  boolean reaches(BigDecimal quantity) {
    return max == null || quantity.compareTo(max) <= 0;
  }
}
