package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a cost costs in one currency.
 *
 * @param amount of a flat price or of one unit, up to ten decimals; 0 where ranges say it
 * @param wholesale what the marketplace pays for it, or null when it is not known
 * @param ranges for prices that depend on the quantity, ascending; otherwise empty
 */
public record Price(BigDecimal amount, BigDecimal wholesale, List<PriceRange> ranges) {
  public Price {
    ranges = List.copyOf(ranges);
  }

  /** A price without ranges. */
  public static Price of(BigDecimal amount) {
    return new Price(amount, null, List.of());
  }

  /** A price of ranges only. */
  public static Price of(List<PriceRange> ranges) {
    return new Price(BigDecimal.ZERO, null, ranges);
  }

  /** What one unit costs where the quantity does not matter. */
  public BigDecimal unitAmount() {
    return amount.signum() == 0 && !ranges.isEmpty() ? ranges.get(0).price() : amount;
  }

  /** With this much more on every amount. */
  public Price plus(BigDecimal more) {
    return new Price(
        amount.add(more),
        wholesale,
        ranges.stream()
            .map(
                each -> new PriceRange(each.min(), each.max(), each.price().add(more), each.flat()))
            .toList());
  }

  /** True when nothing is charged whatever the quantity. */
  public boolean isZero() {
    return amount.signum() == 0
        && ranges.stream()
            .allMatch(each -> each.price().signum() == 0 && each.flat().signum() == 0);
  }

  /** The price of the range that {@code quantity} falls into; beyond the last it is the last's. */
  PriceRange rangeOf(BigDecimal quantity) {
    if (ranges.isEmpty()) {
      return new PriceRange(BigDecimal.ZERO, null, amount);
    }
    return ranges.stream()
        .filter(each -> each.reaches(quantity))
        .findFirst()
        .orElse(ranges.get(ranges.size() - 1));
  }
}
