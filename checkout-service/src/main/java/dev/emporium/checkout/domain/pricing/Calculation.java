package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;

/**
 * One multiplication of a line: a tiered price has one for each tier, a flat price exactly one.
 *
 * @param quantity how many are paid for at this price
 * @param unitPrice the price of one
 * @param total quantity times price, rounded to the currency's digits
 */
public record Calculation(BigDecimal quantity, Money unitPrice, Money total) {
  /** Multiplies and rounds. */
  public static Calculation of(BigDecimal quantity, Money unitPrice) {
    return new Calculation(quantity, unitPrice, unitPrice.times(quantity).rounded());
  }
}
