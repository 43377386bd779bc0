package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All items with their prices, and their sums.
 *
 * @param dueNow before tax: the sum of the items' {@link PricedItem#dueNow()} and of the fees
 * @param taxNow the tax on {@code dueNow}
 * @param recurringTotals one for each billing cycle, in the order the cycles first appear; what
 *     their first cycle charges, before tax
 */
public record PricedCart(
    List<PricedItem> items,
    List<PricedFee> fees,
    Money dueNow,
    Money taxNow,
    List<RecurringTotal> recurringTotals) {
  public PricedCart {
    items = List.copyOf(items);
    fees = List.copyOf(fees);
    recurringTotals = List.copyOf(recurringTotals);
  }

  /** What is due now with its tax. */
  public Money dueNowAfterTax() {
    return dueNow.plus(taxNow);
  }

  /**
   * True when some cycle will charge something, now, after a trial, or when a discount has ended.
   */
  public boolean chargesLater() {
    return items.stream()
        .flatMap(item -> item.phases().stream())
        .anyMatch(phase -> phase.total().signum() > 0);
  }

  /** The discounts that take something off an item, once for each such item: what redeems them. */
  public List<String> redemptions() {
    return items.stream().flatMap(item -> discounts(item).stream()).toList();
  }

  private static Set<String> discounts(PricedItem item) {
    Stream<Line> all =
        Stream.concat(
            item.lines().stream(), item.phases().stream().flatMap(p -> p.lines().stream()));
    return all.filter(line -> line.kind() == Line.Kind.DISCOUNT)
        .map(Line::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
