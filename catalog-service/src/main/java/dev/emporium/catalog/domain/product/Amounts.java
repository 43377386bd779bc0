package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prices by ISO 4217 currency, in the order they were given. */
public final class Amounts {
  private static final int DECIMALS = 10;
  private static final BigDecimal MAX = new BigDecimal("1000000000000");

  private Amounts() {}

  /**
   * Checks prices and brings them to their shortest form.
   *
   * @throws Failure INVALID naming {@code field}: a currency that is none, a negative price, more
   *     than 10 decimals
   */
  public static Map<String, BigDecimal> of(String field, Map<String, BigDecimal> given) {
    var checked = new LinkedHashMap<String, BigDecimal>();
    given.forEach(
        (currency, amount) -> {
          if (!known(currency)) {
            throw Failure.invalid(field, "This is not an ISO 4217 currency: " + currency);
          }
          checked.put(currency, decimal(field, amount));
        });
    return java.util.Collections.unmodifiableMap(checked);
  }

  /**
   * A number that is not negative, in its shortest form.
   *
   * @throws Failure INVALID naming {@code field}
   */
  public static BigDecimal decimal(String field, BigDecimal number) {
    BigDecimal plain = plain(number);
    if (plain.signum() < 0 || plain.scale() > DECIMALS || plain.compareTo(MAX) > 0) {
      throw Failure.invalid(
          field, "This value is a number from 0 to " + MAX + " with at most 10 decimals");
    }
    return plain;
  }

  /** The same number without zeros at its end, so that equal numbers are equal. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static boolean known(String currency) {
    try {
      return Currency.getInstance(currency).getDefaultFractionDigits() >= 0;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}
