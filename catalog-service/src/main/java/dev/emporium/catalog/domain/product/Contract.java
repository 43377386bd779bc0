package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What a subscription of a plan is bound to (appdirect.txt:4377-4399, 4923-4938).
 *
 * @param renewal AUTO_RENEW, MONTH_TO_MONTH or EXPIRE
 * @param fee for ending it early, or null
 */
public record Contract(
    Term minimum,
    String renewal,
    Fee fee,
    Term feeGrace,
    Term cancellation,
    Term endGrace,
    boolean blockSwitchToShorterContract,
    boolean blockContractUpgrades,
    boolean blockContractDowngrades,
    boolean keepContractDateOnPlanChange,
    boolean alignWithParentCycleStartDate) {
  private static final int MAX = 3650;

  /**
   * A length of time.
   *
   * @param length null where the unit says it all
   * @param unit DAY, MONTHLY, YEARLY, NONE or INFINITY
   */
  public record Term(Integer length, String unit) {
    /** No time at all. */
    public static final Term NONE = new Term(null, "NONE");

    /** For ever. */
    public static final Term INFINITY = new Term(null, "INFINITY");
  }

  /**
   * The termination fee.
   *
   * @param type FIXED or PERCENTAGE of what the rest of the contract would cost
   * @param amount of FIXED, by currency
   * @param percentage of PERCENTAGE, 0 to 100
   */
  public record Fee(
      String type, Map<String, BigDecimal> amount, BigDecimal percentage, String description) {}

  /**
   * The contract, checked.
   *
   * @throws Failure INVALID naming the column
   */
  public Contract checked() {
    length("contractLength", minimum, true);
    length("terminationFeeGracePeriod", feeGrace, false);
    length("cancellationPeriodLimit", cancellation, false);
    length("endOfContractGracePeriod", endGrace, false);
    return fee == null ? this : withFee(checked(fee));
  }

  private static Fee checked(Fee fee) {
    if ("FIXED".equals(fee.type())) {
      if (fee.amount().isEmpty()) {
        throw Failure.invalid("terminationFee", "A FIXED fee needs amounts such as USD:400");
      }
      return new Fee("FIXED", Amounts.of("terminationFee", fee.amount()), null, fee.description());
    }
    if (fee.percentage() == null
        || fee.percentage().signum() < 0
        || fee.percentage().compareTo(BigDecimal.valueOf(100)) > 0) {
      throw Failure.invalid("terminationFeePercentage", "A PERCENTAGE fee is 0 to 100");
    }
    return new Fee("PERCENTAGE", Map.of(), Amounts.plain(fee.percentage()), fee.description());
  }

  private Contract withFee(Fee other) {
    return new Contract(
        minimum,
        renewal,
        other,
        feeGrace,
        cancellation,
        endGrace,
        blockSwitchToShorterContract,
        blockContractUpgrades,
        blockContractDowngrades,
        keepContractDateOnPlanChange,
        alignWithParentCycleStartDate);
  }

  private static void length(String column, Term term, boolean needed) {
    boolean open = "NONE".equals(term.unit()) || "INFINITY".equals(term.unit());
    if (open && (needed || term.length() != null)) {
      throw Failure.invalid(column, "This unit has no length");
    }
    if (!open && (term.length() == null || term.length() < 1 || term.length() > MAX)) {
      throw Failure.invalid(column, "This length is a whole number from 1 to " + MAX);
    }
  }
}
