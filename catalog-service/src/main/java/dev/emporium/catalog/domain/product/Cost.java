package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;

/**
 * One cost of a plan.
 *
 * @param costId null until it is stored
 * @param number AppDirect's number of it; 0 until it is stored
 * @param code names it within its plan
 * @param costType the vendor's word
 * @param description of the invoice's line, or null
 */
public record Cost(
    UUID costId,
    long number,
    String code,
    Category category,
    String costType,
    String description,
    Price price,
    UnitRule units) {
  /** The words there are (appdirect.txt:4842-4905, and what they leave out). */
  public static final Set<String> TYPES =
      Set.of(
          "RECURRING_FLAT",
          "RECURRING_PER_UNIT",
          "ONE_TIME_FLAT",
          "ONE_TIME_PER_UNIT",
          "SETUP_FEE",
          "CONTRACT_FEE");

  /**
   * The cost, checked: its type, category, strategy and unit must agree.
   *
   * @throws Failure INVALID naming the column
   */
  public Cost checked() {
    if (!TYPES.contains(costType)) {
      throw Failure.invalid(
          "costType", "This value is not one of " + TYPES.stream().sorted().toList());
    }
    boolean recurring = costType.startsWith("RECURRING");
    boolean perUnit = costType.endsWith("PER_UNIT");
    if (recurring == (category == Category.ONE_TIME)) {
      throw Failure.invalid("costCategory", costType + " is not " + category);
    }
    if (category == Category.METERED && !perUnit) {
      throw Failure.invalid("costCategory", "Usage is charged by units: RECURRING_PER_UNIT");
    }
    if (perUnit == (units.unit() == null)) {
      throw Failure.invalid(
          "unit", perUnit ? costType + " needs a unit" : costType + " has no unit");
    }
    if (perUnit && price.strategy() == Strategy.FLAT) {
      throw Failure.invalid("strategy", costType + " is not " + price.strategy());
    }
    if (!perUnit && price.strategy() != Strategy.FLAT && price.strategy() != Strategy.FREE) {
      throw Failure.invalid("strategy", costType + " is FLAT or FREE");
    }
    if (units.pricePerIncrement() && price.strategy() != Strategy.UNIT) {
      throw Failure.invalid("pricePerIncrement", "Only UNIT has a price per increment");
    }
    return new Cost(costId, number, code, category, costType, description, price, units.checked());
  }

  /** With the ids it is stored under. */
  public Cost stored(UUID id, long as) {
    return new Cost(id, as, code, category, costType, description, price, units);
  }

  /** With another price. */
  public Cost priced(Price other) {
    return new Cost(costId, number, code, category, costType, description, other, units);
  }

  /**
   * What the least that can be bought of it costs: a flat price, or its units' minimum, at least
   * one.
   */
  public BigDecimal least(String currency) {
    if (category == Category.METERED || !price.strategy().priced()) {
      return BigDecimal.ZERO;
    }
    BigDecimal quantity = quantity();
    if (!price.strategy().ranged()) {
      BigDecimal one = price.amount().getOrDefault(currency, BigDecimal.ZERO);
      return price.strategy() == Strategy.FLAT ? one : one.multiply(quantity);
    }
    PriceRange first = price.ranges().get(0);
    BigDecimal one = first.price().getOrDefault(currency, BigDecimal.ZERO);
    return (price.strategy() == Strategy.STAIRSTEP ? one : one.multiply(quantity))
        .add(first.flat().getOrDefault(currency, BigDecimal.ZERO));
  }

  private BigDecimal quantity() {
    BigDecimal least = units.min().max(units.increment());
    BigDecimal charged = least.subtract(units.included()).max(BigDecimal.ZERO);
    return units.pricePerIncrement()
        ? charged.divide(units.increment(), 0, java.math.RoundingMode.UP)
        : charged;
  }
}
