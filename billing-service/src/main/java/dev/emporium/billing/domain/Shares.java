package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How an amount is divided, in the currency's smallest unit; the three always add up to it.
 *
 * @param fee what processing cost
 * @param marketplace the marketplace's commission
 * @param developer what the app's developer receives
 */
public record Shares(long fee, long marketplace, long developer) {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);

  /** Who bears the processing fee (openchannel.txt:6115-6120). */
  public enum FeePayer {
    MARKETPLACE,
    DEVELOPER;

    /** From the catalog's word; anything but {@code developer} is the default, the marketplace. */
    public static FeePayer of(String word) {
      return "developer".equals(word) ? DEVELOPER : MARKETPLACE;
    }
  }

  /**
   * What a caller says of the shares; null is to be worked out (openchannel.txt:4962-4971).
   *
   * @param fee 0 when null
   */
  public record Asked(Long fee, Long marketplace, Long developer) {
    /** Nothing is said. */
    public static final Asked NOTHING = new Asked(null, null, null);
  }

  /** The sum of the three. */
  public long amount() {
    return fee + marketplace + developer;
  }

  /**
   * Divides an amount. The commission is rounded HALF_UP to the smallest unit; the fee is taken out
   * of the fee payer's part and, beyond it, out of the other's. A share that is named is taken as
   * it is and the other is the rest.
   *
   * @param amount more than 0, in the smallest unit
   * @param commission hundredths of a percent, 0 to 10000: 3050 is 30.5 %
   * @throws Failure INVALID naming the field, when a share is negative or they do not add up
   */
  public static Shares of(long amount, Asked asked, int commission, FeePayer payer) {
    long fee = asked.fee() == null ? 0 : asked.fee();
    require(fee >= 0 && fee <= amount, "feeAmount", "must be from 0 to the amount");
    long rest = amount - fee;
    if (asked.marketplace() != null && asked.developer() != null) {
      long marketplace = share(asked.marketplace(), rest, "marketplaceAmount");
      require(
          marketplace + share(asked.developer(), rest, "developerAmount") == rest,
          "developerAmount",
          "feeAmount, marketplaceAmount and developerAmount must add up to amount");
      return new Shares(fee, marketplace, asked.developer());
    }
    if (asked.marketplace() != null) {
      long marketplace = share(asked.marketplace(), rest, "marketplaceAmount");
      return new Shares(fee, marketplace, rest - marketplace);
    }
    if (asked.developer() != null) {
      long developer = share(asked.developer(), rest, "developerAmount");
      return new Shares(fee, rest - developer, developer);
    }
    long due = commission(amount, commission);
    long marketplace = payer == FeePayer.MARKETPLACE ? Math.max(0, due - fee) : Math.min(due, rest);
    return new Shares(fee, marketplace, rest - marketplace);
  }

  private static long commission(long amount, int commission) {
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.valueOf(commission))
        .divide(WHOLE, 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static long share(long asked, long rest, String field) {
    require(asked >= 0 && asked <= rest, field, "must be from 0 to what the amount leaves");
    return asked;
  }

  private static void require(boolean holds, String field, String message) {
    if (!holds) {
      throw Failure.invalid(field, message);
    }
  }
}
