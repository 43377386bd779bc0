package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;

/**
 * How much a company may spend. Amounts are in the marketplace's currency; null means the
 * marketplace's default holds.
 */
public record PurchaseLimits(
    boolean thirtyDaysExempt,
    BigDecimal thirtyDaysOverride,
    boolean dailyExempt,
    BigDecimal dailyOverride) {
  private static final int MAX_PRECISION = 15;

  public PurchaseLimits {
    check("thirtyDaysPurchaseLimitOverrideAmt", thirtyDaysOverride);
    check("dailyPurchaseLimitOverrideAmt", dailyOverride);
  }

  private static void check(String field, BigDecimal amount) {
    if (amount == null) {
      return;
    }
    if (amount.signum() < 0) {
      throw Failure.invalid(field, field + " must not be negative");
    }
    if (amount.stripTrailingZeros().scale() > 4
        || amount.precision() - amount.scale() > MAX_PRECISION) {
      throw Failure.invalid(field, field + " is not an amount of money");
    }
  }
}
