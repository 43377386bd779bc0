package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * A tax on everything.
 *
 * @param percent of the price before tax: 8.875 is 8.875 %
 */
public record TaxRate(String description, BigDecimal percent) {
  /** No tax, which is all this marketplace knows so far. */
  public static final TaxRate NONE = new TaxRate("", BigDecimal.ZERO);

  /** The tax of these lines, each rounded by itself. */
  Money on(List<Line> lines, Money zero) {
    return lines.stream()
        .map(line -> line.total().times(percent.movePointLeft(2)).rounded())
        .reduce(zero, Money::plus);
  }
}
