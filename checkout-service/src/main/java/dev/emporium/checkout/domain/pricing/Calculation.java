package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * One multiplication of a line: a tiered price has one for each tier, a flat price exactly one.
 *
 * @param quantity how many are paid for at this price
 * @param unitPrice the price of one, with all its decimals
 * @param total quantity times price, rounded to the currency's digits
 */
public record Calculation(BigDecimal quantity, Money unitPrice, Money total) {
  /** Multiplies and rounds. */
  public static Calculation of(BigDecimal quantity, Money unitPrice) {
    return new Calculation(quantity, unitPrice, unitPrice.times(quantity).rounded());
  }

  static Calculation of(BigDecimal quantity, BigDecimal unitPrice, Currency currency) {
    return of(quantity, new Money(unitPrice, currency));
  }

  /** {@code 5 x 9.995 = 49.975, rounded to 49.98}. */
  public String explained() {
    BigDecimal exact = unitPrice.times(quantity).amount();
    String product = plain(quantity) + " x " + plain(unitPrice.amount()) + " = " + plain(exact);
    return exact.compareTo(total.amount()) == 0
        ? product
        : product + ", rounded to " + total.amount().toPlainString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
