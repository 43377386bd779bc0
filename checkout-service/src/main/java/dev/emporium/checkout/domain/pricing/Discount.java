package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a discount takes off, frozen as it was applied. A percentage is of the price without other
 * discounts; a fixed amount comes off the recurring costs of each cycle and, where those are less,
 * off the one-time costs. No discount makes a price negative: several together take off what there
 * is, in the order they are given.
 *
 * @param discountId uuid
 * @param number the vendor's number, or null
 * @param code what customers type, or null
 * @param percentage of the price, at most two decimals, or null for a fixed amount
 * @param amount the fixed amount, or null; of each unit when {@code unit} is given
 * @param currency of the fixed amount, or null for a percentage
 * @param billingCycles how many cycles a recurring cost is discounted, or null for all
 * @param minUnits fewer units are not discounted; null for no limit
 * @param maxUnits no more units than these are discounted; null for no limit
 * @param unit the unit that is discounted and that the limits count, or null for all costs
 * @param appId the only app it is for, or null
 * @param editionId the only edition it is for, or null
 * @param planId the only plan it is for, or null
 */
public record Discount(
    String discountId,
    Long number,
    String code,
    String description,
    BigDecimal percentage,
    BigDecimal amount,
    String currency,
    Integer billingCycles,
    BigDecimal minUnits,
    BigDecimal maxUnits,
    String unit,
    String appId,
    String editionId,
    String planId) {

  /** True when it is a part of the price, false when it is an amount. */
  public boolean isPercentage() {
    return percentage != null;
  }

  /** True in the n-th cycle, counted from 1. */
  boolean runsIn(int cycle) {
    return billingCycles == null || billingCycles == 0 || cycle <= billingCycles;
  }

  /**
   * Why it cannot be used for an item; empty when it can.
   *
   * @param currency what the item is sold in
   */
  public Optional<String> refusal(PlanTerms terms, List<Unit> units, String currency) {
    if (!isFor(appId, terms.appId())
        || !isFor(editionId, terms.editionId())
        || !isFor(planId, terms.planId())) {
      return Optional.of("is not for " + terms.appName());
    }
    if (!isPercentage() && this.currency != null && !this.currency.equals(currency)) {
      return Optional.of("is an amount of " + this.currency);
    }
    if (unit != null && !terms.prices(unit)) {
      return Optional.of("is for " + unit + ", which " + terms.appName() + " has no price by");
    }
    if (minUnits != null && bought(terms, units).compareTo(minUnits) < 0) {
      return Optional.of(
          "is for at least " + minUnits.stripTrailingZeros().toPlainString() + " units");
    }
    return Optional.empty();
  }

  /** How many units its limits count: of its unit, or the most of any unit that has a price. */
  BigDecimal bought(PlanTerms terms, List<Unit> units) {
    if (unit != null) {
      return terms.quantity(unit, units);
    }
    return terms.costs().stream()
        .filter(Cost::isPerUnit)
        .map(cost -> terms.quantity(cost.unit(), units))
        .reduce(BigDecimal::max)
        .orElse(BigDecimal.ONE);
  }

  private static boolean isFor(String only, String what) {
    return only == null || Objects.equals(only, what);
  }
}
