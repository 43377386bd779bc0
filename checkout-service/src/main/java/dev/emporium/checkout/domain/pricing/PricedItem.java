package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;
import java.util.Optional;

/**
 * One item with its price.
 *
 * @param parentItemId the item this one is an add-on of, or null
 * @param units as many as are sold of each unit the plan prices, named or not
 * @param lines costs and discounts of the purchase and of the first cycle, in the order of the plan
 * @param phases what the cycles charge, one after the other; empty when nothing recurs
 * @param contract the plan's, with what was agreed instead for this item
 * @param oneTime what is charged once, after discounts
 * @param recurring what the first cycle charges, after discounts; absent when nothing recurs
 * @param dueNow what the first invoice charges: one-time costs, and recurring ones unless they
 *     begin later
 * @param taxNow the tax on {@code dueNow}
 */
public record PricedItem(
    String itemId,
    String parentItemId,
    PlanTerms terms,
    List<Unit> units,
    List<Line> lines,
    List<Phase> phases,
    Schedule schedule,
    ContractTerms contract,
    Money oneTime,
    Optional<Money> recurring,
    Money dueNow,
    Money taxNow) {
  public PricedItem {
    units = List.copyOf(units);
    lines = List.copyOf(lines);
    phases = List.copyOf(phases);
  }

  /** What all its lines add up to: the first cycle with the one-time costs, trial or not. */
  public Money total() {
    return recurring.map(oneTime::plus).orElse(oneTime);
  }
}
