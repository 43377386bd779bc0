package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What discounts take off. A discount of several items is worked out once of their sum and then
 * split over them by largest remainder, so that it is neither more nor less than it says. One-time
 * and recurring costs are worked out apart: what a later cycle takes off does not depend on what
 * was charged once.
 */
final class Discounting {
  private final List<Basis> items;
  private final Currency currency;
  private final List<Use> uses;

  /** A discount and the items it may be used for. */
  private record Use(Discount discount, List<Integer> of) {}

  Discounting(List<Basis> items, List<Discount> wholeSale, Currency currency) {
    this.items = items;
    this.currency = currency;
    Stream<Use> own =
        IntStream.range(0, items.size())
            .boxed()
            .flatMap(
                i ->
                    items.get(i).item().discounts().stream()
                        .map(discount -> use(discount, List.of(i))));
    Stream<Use> shared =
        wholeSale.stream()
            .map(discount -> use(discount, IntStream.range(0, items.size()).boxed().toList()));
    uses = Stream.concat(own, shared).filter(use -> !use.of().isEmpty()).toList();
  }

  private Use use(Discount discount, List<Integer> among) {
    return new Use(discount, among.stream().filter(i -> items.get(i).admits(discount)).toList());
  }

  /** The cycles in which a price changes: 1, and the first after the end of each discount. */
  List<Integer> turns() {
    return Stream.concat(
            Stream.of(1),
            uses.stream()
                .map(use -> use.discount().billingCycles())
                .filter(cycles -> cycles != null && cycles > 0)
                .map(cycles -> cycles + 1))
        .distinct()
        .sorted()
        .toList();
  }

  /** The discount lines of recurring costs in one cycle, for each item. */
  List<List<Line>> recurring(int cycle) {
    return lines(Category.RECURRING, cycle, new Money[uses.size()]);
  }

  /** The discount lines of one-time costs, for each item. */
  List<List<Line>> oneTime() {
    var used = new Money[uses.size()];
    lines(Category.RECURRING, 1, used);
    return lines(Category.ONE_TIME, 1, used);
  }

  /**
   * @param used what a fixed discount has taken off already; written for recurring costs, read for
   *     one-time costs
   */
  private List<List<Line>> lines(Category category, int cycle, Money[] used) {
    var left = new ArrayList<Money>();
    var lines = new ArrayList<List<Line>>();
    for (Basis item : items) {
      left.add(item.sum(category));
      lines.add(new ArrayList<>());
    }
    for (int u = 0; u < uses.size(); u++) {
      Use use = uses.get(u);
      boolean runs = category == Category.ONE_TIME || use.discount().runsIn(cycle);
      List<Money> off = runs ? off(use, category, left, used[u]) : List.of();
      Money total = Money.zero(currency);
      for (int i = 0; i < off.size(); i++) {
        int item = use.of().get(i);
        Money each = min(off.get(i), left.get(item));
        if (each.signum() > 0) {
          left.set(item, left.get(item).minus(each));
          lines
              .get(item)
              .add(Line.discount(use.discount(), category, each, reason(use, category, each)));
          total = total.plus(each);
        }
      }
      if (category == Category.RECURRING) {
        used[u] = total;
      }
    }
    return lines;
  }

  /** What a discount takes off each of its items, before it is limited by what they cost. */
  private List<Money> off(Use use, Category category, List<Money> left, Money used) {
    Discount discount = use.discount();
    if (discount.isPercentage()) {
      List<Money> of =
          use.of().stream().map(i -> items.get(i).discountable(discount, category)).toList();
      Money sum = sum(of);
      Money whole = sum.times(discount.percentage().movePointLeft(2)).rounded();
      return split(min(whole, sum), of);
    }
    List<Money> of =
        use.of().stream()
            .map(i -> min(items.get(i).discountable(discount, category), left.get(i)))
            .toList();
    BigDecimal units =
        discount.unit() == null
            ? BigDecimal.ONE
            : use.of().stream()
                .map(i -> items.get(i).discountedUnits(discount))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    Money amount = new Money(discount.amount().multiply(units), currency).rounded();
    Money rest = used == null ? amount : amount.minus(used);
    return split(min(rest, sum(of)), of);
  }

  private List<Money> split(Money whole, List<Money> weights) {
    return whole.signum() <= 0
        ? List.of()
        : whole.split(weights.stream().map(Money::amount).toList());
  }

  private String reason(Use use, Category category, Money off) {
    Discount discount = use.discount();
    String what =
        discount.isPercentage()
            ? discount.percentage().stripTrailingZeros().toPlainString() + " % of "
            : discount.amount().toPlainString()
                + " "
                + currency
                + (discount.unit() == null ? "" : " for each " + discount.unit())
                + " off ";
    Money whole =
        sum(use.of().stream().map(i -> items.get(i).discountable(discount, category)).toList());
    return what
        + whole.amount().toPlainString()
        + " "
        + category
        + (use.of().size() > 1 ? " of " + use.of().size() + " items, this item's part " : " is ")
        + off.amount().toPlainString()
        + (discount.billingCycles() == null || discount.billingCycles() == 0
            ? ""
            : ", for " + discount.billingCycles() + " billing cycles");
  }

  private Money sum(List<Money> all) {
    return all.stream().reduce(Money.zero(currency), Money::plus);
  }

  private static Money min(Money one, Money other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
