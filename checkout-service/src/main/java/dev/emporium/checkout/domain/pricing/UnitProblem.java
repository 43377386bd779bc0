package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why units cannot be bought of a plan.
 *
 * @param code {@code UNIT_BELOW_MINIMUM}, {@code UNIT_ABOVE_MAXIMUM}, {@code
 *     UNIT_NOT_AN_INCREMENT}, {@code UNIT_WITHOUT_DECIMALS}, {@code UNIT_WITHOUT_PRICE} or {@code
 *     UNIT_NOT_OFFERED}
 * @param message a sentence with the limit
 */
public record UnitProblem(String code, String unit, String message) {

  /** Everything that is wrong with these units; empty when they can be bought. */
  public static List<UnitProblem> of(PlanTerms terms, List<Unit> units) {
    var found = new ArrayList<UnitProblem>();
    for (UnitRule rule : terms.unitRules()) {
      limits(rule, terms.quantity(rule.unit(), units)).ifPresent(found::add);
    }
    terms.costs().stream()
        .filter(Cost::isPerUnit)
        .map(cost -> unpriced(cost, terms.quantity(cost.unit(), units)))
        .flatMap(Optional::stream)
        .filter(problem -> found.stream().noneMatch(other -> other.unit().equals(problem.unit())))
        .forEach(found::add);
    units.stream().flatMap(unit -> unknown(terms, unit.unit()).stream()).forEach(found::add);
    return List.copyOf(found);
  }

  /**
   * A plan that is priced by one unit cannot be bought by another; one of flat prices ignores it.
   */
  private static Optional<UnitProblem> unknown(PlanTerms terms, String unit) {
    boolean byUnits = terms.costs().stream().anyMatch(Cost::isPerUnit);
    return !byUnits || terms.knows(unit)
        ? Optional.empty()
        : problem(
            "UNIT_NOT_OFFERED", unit, terms.planName().replace("%", "%%") + " is not sold by %s.");
  }

  private static Optional<UnitProblem> limits(UnitRule rule, BigDecimal quantity) {
    String unit = rule.unit();
    if (rule.minimum() != null && quantity.compareTo(rule.minimum()) < 0) {
      return problem(
          "UNIT_BELOW_MINIMUM", unit, "At least " + plain(rule.minimum()) + " %s must be bought.");
    }
    if (rule.maximum() != null && quantity.compareTo(rule.maximum()) > 0) {
      return problem(
          "UNIT_ABOVE_MAXIMUM", unit, "At most " + plain(rule.maximum()) + " %s can be bought.");
    }
    if (!rule.allowDecimals() && quantity.stripTrailingZeros().scale() > 0) {
      return problem("UNIT_WITHOUT_DECIMALS", unit, "Only whole numbers of %s can be bought.");
    }
    if (rule.increment() != null
        && rule.increment().signum() > 0
        && quantity.remainder(rule.increment()).signum() != 0) {
      return problem(
          "UNIT_NOT_AN_INCREMENT",
          unit,
          "%s can be bought in multiples of " + plain(rule.increment()) + " only.");
    }
    return Optional.empty();
  }

  private static Optional<UnitProblem> unpriced(Cost cost, BigDecimal quantity) {
    return cost.prices().values().stream()
        .filter(price -> cost.strategy().isRanged() && !price.ranges().isEmpty())
        .map(price -> price.ranges().get(price.ranges().size() - 1).max())
        .filter(Objects::nonNull)
        .filter(end -> quantity.compareTo(end) > 0)
        .findFirst()
        .flatMap(
            end ->
                problem(
                    "UNIT_WITHOUT_PRICE",
                    cost.unit(),
                    "There is no price for more than " + plain(end) + " %s."));
  }

  private static Optional<UnitProblem> problem(String code, String unit, String message) {
    return Optional.of(new UnitProblem(code, unit, message.formatted(unit)));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
