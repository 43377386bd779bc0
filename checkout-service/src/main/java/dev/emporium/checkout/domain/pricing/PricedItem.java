package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;
import java.util.Optional;

/**
 * One item with its price.
 *
 * @param dueNow what the first invoice charges: one-time costs, and recurring ones without a trial
 * @param recurring what each cycle charges; absent when nothing recurs
 */
public record PricedItem(
    String itemId,
    PlanTerms terms,
    List<Unit> units,
    List<Line> lines,
    Schedule schedule,
    Money dueNow,
    Optional<Money> recurring) {
  public PricedItem {
    units = List.copyOf(units);
    lines = List.copyOf(lines);
  }
}
