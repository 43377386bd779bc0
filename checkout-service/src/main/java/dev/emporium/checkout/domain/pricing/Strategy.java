package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * How a cost becomes money. A new strategy (per unit, tiered, volume) is one more constant here and
 * whatever its {@link Cost} must carry; nothing else in checkout knows how a price is calculated.
 */
public enum Strategy {
  /** Nothing to pay. */
  FREE {
    @Override
    List<Calculation> calculate(Cost cost, List<Unit> units) {
      return List.of(Calculation.of(BigDecimal.ONE, cost.price().times(BigDecimal.ZERO).rounded()));
    }
  },
  /** The price itself, whatever the units are. */
  FLAT {
    @Override
    List<Calculation> calculate(Cost cost, List<Unit> units) {
      return List.of(Calculation.of(BigDecimal.ONE, cost.price().rounded()));
    }
  };

  abstract List<Calculation> calculate(Cost cost, List<Unit> units);
}
