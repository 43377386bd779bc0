package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * What an app charges wallets by.
 *
 * @param isDynamic the caller names the price, within min and max; otherwise {@code fixedPrice}
 */
public record Meter(
    String meterId,
    String name,
    boolean isDynamic,
    BigDecimal fixedPrice,
    BigDecimal minPrice,
    BigDecimal maxPrice) {

  /**
   * The price per unit of a charge (highlevel.txt:25: optional).
   *
   * @param asked the caller's price per unit, or null
   */
  public BigDecimal price(BigDecimal asked) {
    if (!isDynamic) {
      if (asked != null && asked.compareTo(fixedPrice) != 0) {
        throw refused(
            "price", "price must be the meter's fixed price " + fixedPrice.toPlainString());
      }
      return fixedPrice;
    }
    if (asked == null) {
      throw refused("price", "price is required for a meter with a dynamic price");
    }
    if ((minPrice != null && asked.compareTo(minPrice) < 0)
        || (maxPrice != null && asked.compareTo(maxPrice) > 0)) {
      throw refused("price", "price must be from " + plain(minPrice) + " to " + plain(maxPrice));
    }
    return asked;
  }

  /** Units times price in the wallet's currency, HALF_UP; it must be worth its smallest unit. */
  public static Money amount(BigDecimal units, BigDecimal price, Currency currency) {
    if (units.signum() <= 0) {
      throw refused("units", "units must be more than 0");
    }
    Money amount = new Money(units.multiply(price), currency).rounded();
    if (amount.signum() <= 0) {
      throw refused("units", "the charge amounts to less than the currency's smallest unit");
    }
    return amount;
  }

  private static Failure refused(String field, String message) {
    return Failure.of(Kind.UNPROCESSABLE, field, message);
  }

  private static String plain(BigDecimal bound) {
    return bound == null ? "any" : bound.toPlainString();
  }
}
