package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;

/**
 * What may be bought of a unit, and how a contract binds it.
 *
 * @param unit such as USER; null for a cost without units
 * @param dependency the unit whose quantity this one follows, or null
 * @param increment quantities are its multiples
 * @param pricePerIncrement whether the price is that of one increment
 * @param decimals whether fractions may be bought
 * @param included in the price: only what is above it is priced
 * @param max null for no bound
 */
public record UnitRule(
    String unit,
    String dependency,
    BigDecimal increment,
    boolean pricePerIncrement,
    boolean decimals,
    BigDecimal included,
    BigDecimal min,
    BigDecimal max,
    boolean blockIncrease,
    boolean blockDecrease,
    boolean blockOriginalDecrease) {
  /** Of a cost without units. */
  public static final UnitRule NONE =
      new UnitRule(
          null,
          null,
          BigDecimal.ONE,
          false,
          false,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          null,
          false,
          false,
          false);

  /**
   * The rule with its numbers checked.
   *
   * @throws Failure INVALID naming the column
   */
  public UnitRule checked() {
    if (unit == null) {
      return NONE;
    }
    BigDecimal step = Amounts.decimal("increment", increment);
    if (step.signum() == 0) {
      throw Failure.invalid("increment", "An increment is greater than 0");
    }
    BigDecimal least = whole("minUnits", min, step);
    BigDecimal most = max == null ? null : whole("maxUnits", max, step);
    if (most != null && most.compareTo(least) < 0) {
      throw Failure.invalid("maxUnits", "maxUnits must not be less than minUnits");
    }
    if (!decimals && step.scale() > 0) {
      throw Failure.invalid("increment", "Without decimals the increment is a whole number");
    }
    return new UnitRule(
        unit,
        dependency,
        step,
        pricePerIncrement,
        decimals,
        Amounts.decimal("included", included),
        least,
        most,
        blockIncrease,
        blockDecrease,
        blockOriginalDecrease);
  }

  private BigDecimal whole(String column, BigDecimal number, BigDecimal step) {
    BigDecimal checked = Amounts.decimal(column, number);
    if (!decimals && checked.scale() > 0) {
      throw Failure.invalid(column, "Without decimals this is a whole number");
    }
    if (checked.remainder(step).signum() != 0) {
      throw Failure.invalid(column, "This is a multiple of the increment");
    }
    return checked;
  }

  /** Whether the contract forbids a change of this unit. */
  public boolean binds() {
    return blockIncrease || blockDecrease || blockOriginalDecrease;
  }
}
