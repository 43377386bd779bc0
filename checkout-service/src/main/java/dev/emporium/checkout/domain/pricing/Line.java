package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;

/**
 * What one cost of one item amounts to.
 *
 * @param description a sentence for the invoice
 * @param calculations never empty; the line's total is their sum
 */
public record Line(Cost cost, String description, List<Calculation> calculations) {
  public Line {
    calculations = List.copyOf(calculations);
  }

  /** The sum of the calculations, in the currency's digits. */
  public Money total() {
    return calculations.stream().map(Calculation::total).reduce(Money::plus).orElseThrow();
  }
}
