package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of a pricing plan with everything a purchase needs of it: what an item keeps once it
 * is priced, so that a later change in the catalog does not change what was sold. Ids are the
 * catalog's, as text.
 *
 * @param version counts what the catalog changed of this plan, from 1
 * @param editionNumber the vendor's number of the edition, or null when it is not known
 * @param editionName or null
 * @param type {@code free}, {@code single} or {@code recurring}
 * @param license {@code single} or {@code group}
 * @param trialDays days before a recurring cost is first charged; 0 for none
 * @param billingPeriod {@code daily}, {@code weekly}, {@code monthly}, {@code annually}, or null
 * @param billingPeriodUnit how many of those make a cycle, or null for one
 * @param commission hundredths of a percent: 3050 is 30.5 %
 * @param costs never empty
 * @param unitRules one for each unit that has rules
 * @param addOn whether it can only be bought beside another product
 * @param trialMonths calendar months of trial, which count instead of {@code trialDays}; 0 for a
 *     trial of days or none
 */
public record PlanTerms(
    String planId,
    int version,
    String planName,
    String appId,
    long applicationId,
    String appName,
    String editionId,
    Long editionNumber,
    String editionName,
    long paymentPlanNumber,
    String modelId,
    String type,
    String license,
    int trialDays,
    String billingPeriod,
    Integer billingPeriodUnit,
    int commission,
    List<Cost> costs,
    List<UnitRule> unitRules,
    ContractTerms contract,
    boolean addOn,
    int trialMonths) {
  public PlanTerms {
    costs = List.copyOf(costs);
    unitRules = List.copyOf(unitRules);
  }

  /** True when any cost comes again each cycle. */
  public boolean recurs() {
    return costs.stream().anyMatch(cost -> cost.category() == Category.RECURRING);
  }

  /** When a trial that begins on {@code start} ends, the first day that is paid for; or none. */
  Optional<LocalDate> trialEnd(LocalDate start) {
    if (!recurs() || trialDays <= 0) {
      return Optional.empty();
    }
    return Optional.of(trialMonths > 0 ? start.plusMonths(trialMonths) : start.plusDays(trialDays));
  }

  /**
   * A plan whose costs are all free is sold in every currency, any other where each has a price.
   */
  public boolean isSoldIn(String currency) {
    return costs.stream().allMatch(cost -> cost.isSoldIn(currency));
  }

  /** True when both cost the same in the same way. */
  public boolean costsLike(PlanTerms other) {
    return trialDays == other.trialDays
        && trialMonths == other.trialMonths
        && prices().equals(other.prices());
  }

  /** True when a cost depends on how many of this unit are bought. */
  public boolean prices(String unit) {
    return costs.stream()
        .anyMatch(cost -> cost.isPerUnit() && new Unit(BigDecimal.ONE, unit).isOf(cost.unit()));
  }

  /** True when a cost or a rule is of this unit. */
  boolean knows(String unit) {
    var named = new Unit(BigDecimal.ONE, unit);
    return Stream.concat(
            costs.stream().map(Cost::unit).filter(Objects::nonNull),
            unitRules.stream().map(UnitRule::unit))
        .anyMatch(named::isOf);
  }

  /**
   * How many of a unit are bought: as many as are named, otherwise the plan's minimum or what it
   * includes, whichever is more, and at least one.
   */
  public BigDecimal quantity(String unit, List<Unit> units) {
    return Unit.find(units, unit).map(Unit::quantity).orElseGet(() -> least(unit));
  }

  private BigDecimal least(String unit) {
    BigDecimal most =
        unitRules.stream()
            .filter(rule -> rule.minimum() != null)
            .filter(rule -> new Unit(BigDecimal.ONE, unit).isOf(rule.unit()))
            .map(UnitRule::minimum)
            .reduce(included(unit), BigDecimal::max);
    return most.signum() > 0 ? most : BigDecimal.ONE;
  }

  /**
   * How many times the price of a cost is charged: for the units that are bought and not included.
   */
  public BigDecimal charged(Cost cost, List<Unit> units) {
    if (!cost.isPerUnit()) {
      return BigDecimal.ONE;
    }
    BigDecimal charged =
        quantity(cost.unit(), units).subtract(cost.included()).max(BigDecimal.ZERO);
    return cost.priceOf().compareTo(BigDecimal.ONE) == 0
        ? charged
        : charged.divide(cost.priceOf(), 10, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private BigDecimal included(String unit) {
    return costs.stream()
        .filter(cost -> cost.unit() != null && new Unit(BigDecimal.ONE, unit).isOf(cost.unit()))
        .map(Cost::included)
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private List<Map<String, Price>> prices() {
    return costs.stream()
        .map(cost -> cost.isFree() ? Map.<String, Price>of() : cost.prices())
        .toList();
  }
}
