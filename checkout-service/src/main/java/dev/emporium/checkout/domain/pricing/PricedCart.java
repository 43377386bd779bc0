package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;

/**
 * All items with their prices, and their sums.
 *
 * @param dueNow the sum of the items' {@link PricedItem#dueNow()}
 * @param recurringTotals one for each billing cycle, in the order the cycles first appear
 */
public record PricedCart(
    List<PricedItem> items, Money dueNow, List<RecurringTotal> recurringTotals) {
  public PricedCart {
    items = List.copyOf(items);
    recurringTotals = List.copyOf(recurringTotals);
  }

  /** True when some cycle will charge something, now or after a trial. */
  public boolean chargesLater() {
    return recurringTotals.stream().anyMatch(total -> total.total().signum() > 0);
  }
}
