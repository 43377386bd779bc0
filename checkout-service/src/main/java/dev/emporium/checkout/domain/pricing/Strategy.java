package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** How a price and a quantity become money. Nothing else in checkout knows it. */
public enum Strategy {
  /** Nothing to pay. */
  FREE {
    @Override
    List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency) {
      return List.of(Calculation.of(BigDecimal.ONE, BigDecimal.ZERO, currency));
    }
  },
  /** The price itself, whatever the units are. */
  FLAT {
    @Override
    List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency) {
      return List.of(Calculation.of(BigDecimal.ONE, price.unitAmount(), currency));
    }
  },
  /** The same price for each unit. */
  UNIT {
    @Override
    List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency) {
      return List.of(Calculation.of(quantity, price.unitAmount(), currency));
    }
  },
  /**
   * Each unit at the price of the range it falls into: the first five at one, the next at another.
   */
  TIERED {
    @Override
    List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency) {
      var parts = new ArrayList<Calculation>();
      BigDecimal below = BigDecimal.ZERO;
      for (int i = 0; i < price.ranges().size() && below.compareTo(quantity) < 0; i++) {
        PriceRange range = price.ranges().get(i);
        boolean last = i == price.ranges().size() - 1;
        BigDecimal to = last || range.reaches(quantity) ? quantity : range.max();
        if (to.compareTo(below) > 0) {
          parts.add(Calculation.of(to.subtract(below), range.price(), currency));
          addFlat(parts, range, currency);
          below = to;
        }
      }
      return parts.isEmpty() ? UNIT.calculate(price, quantity, currency) : parts;
    }
  },
  /** All units at the price of the range that their number falls into. */
  VOLUME {
    @Override
    List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency) {
      PriceRange range = price.rangeOf(quantity);
      var parts = new ArrayList<Calculation>();
      parts.add(Calculation.of(quantity, range.price(), currency));
      if (quantity.signum() > 0) {
        addFlat(parts, range, currency);
      }
      return parts;
    }
  },
  /** One amount for any number of units in the range. */
  STAIRSTEP {
    @Override
    List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency) {
      PriceRange range = price.rangeOf(quantity);
      BigDecimal steps = quantity.signum() > 0 ? BigDecimal.ONE : BigDecimal.ZERO;
      return List.of(Calculation.of(steps, range.price().add(range.flat()), currency));
    }
  },
  /** As many units as one likes, for nothing beside the other costs of the plan. */
  UNLIMITED {
    @Override
    List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency) {
      return FREE.calculate(price, quantity, currency);
    }
  };

  /**
   * The multiplications that make the line: at least one.
   *
   * @param quantity how many are charged, 0 or more
   */
  abstract List<Calculation> calculate(Price price, BigDecimal quantity, Currency currency);

  /** True when it never charges. */
  public boolean isFree() {
    return this == FREE || this == UNLIMITED;
  }

  /** True when the quantity decides. */
  public boolean isPerUnit() {
    return this == UNIT || this == TIERED || this == VOLUME || this == STAIRSTEP;
  }

  /** True when its price is made of ranges. */
  public boolean isRanged() {
    return this == TIERED || this == VOLUME || this == STAIRSTEP;
  }

  private static void addFlat(List<Calculation> parts, PriceRange range, Currency currency) {
    if (range.flat().signum() != 0) {
      parts.add(Calculation.of(BigDecimal.ONE, range.flat(), currency));
    }
  }
}
