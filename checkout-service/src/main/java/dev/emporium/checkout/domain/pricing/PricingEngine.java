package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices items and adds them up. Not prorated (appdirect.txt:9868). Every multiplication is rounded
 * to the currency's digits, HALF_UP; sums add rounded lines, so what is shown is what is charged.
 */
public final class PricingEngine {
  private PricingEngine() {}

  /**
   * Prices everything of one sale.
   *
   * @throws IllegalArgumentException when a plan is not sold in the currency ({@link
   *     PlanTerms#isSoldIn})
   */
  public static PricedCart price(PricingRequest request) {
    List<Basis> bases = request.items().stream().map(item -> Basis.of(item, request)).toList();
    var discounts = new Discounting(bases, request.discounts(), request.currency());
    List<List<Line>> oneTime = discounts.oneTime();
    List<Integer> turns = discounts.turns();
    List<List<List<Line>>> recurring = turns.stream().map(discounts::recurring).toList();
    var items = new ArrayList<PricedItem>();
    for (int i = 0; i < bases.size(); i++) {
      int item = i;
      items.add(
          priced(
              bases.get(i),
              oneTime.get(i),
              turns,
              recurring.stream().map(all -> all.get(item)).toList(),
              request));
    }
    return total(items, fees(request), request);
  }

  private static PricedItem priced(
      Basis basis,
      List<Line> onceOff,
      List<Integer> turns,
      List<List<Line>> discounts,
      PricingRequest request) {
    Money zero = Money.zero(request.currency());
    PricingItem item = basis.item();
    List<Phase> phases = item.terms().recurs() ? phases(basis, turns, discounts, zero) : List.of();
    var lines = new ArrayList<>(basis.costs());
    lines.addAll(phases.isEmpty() ? List.of() : discounts.get(0));
    lines.addAll(onceOff);
    boolean later = basis.schedule().isPaidAfter(request.day());
    Money oneTime = sum(basis.costs(Category.ONE_TIME), zero).plus(sum(onceOff, zero));
    List<Line> now =
        lines.stream().filter(line -> !later || line.category() != Category.RECURRING).toList();
    return new PricedItem(
        item.itemId(),
        item.parentItemId(),
        item.terms(),
        units(item),
        lines,
        phases,
        basis.schedule(),
        item.contract().in(request.currency().getCurrencyCode()),
        oneTime,
        phases.isEmpty() ? Optional.empty() : Optional.of(phases.get(0).total()),
        sum(now, zero),
        request.tax().on(now, zero));
  }

  /** One for each turn; turns at which this item's price stays are joined. */
  private static List<Phase> phases(
      Basis basis, List<Integer> turns, List<List<Line>> discounts, Money zero) {
    var phases = new ArrayList<Phase>();
    for (int t = 0; t < turns.size(); t++) {
      var lines = new ArrayList<>(basis.costs(Category.RECURRING));
      lines.addAll(discounts.get(t));
      boolean same = !phases.isEmpty() && phases.get(phases.size() - 1).lines().equals(lines);
      Phase before = same ? phases.remove(phases.size() - 1) : null;
      Integer end = t + 1 < turns.size() ? turns.get(t + 1) - 1 : null;
      phases.add(new Phase(same ? before.fromCycle() : turns.get(t), end, lines, sum(lines, zero)));
    }
    return phases;
  }

  private static List<Unit> units(PricingItem item) {
    var units = new ArrayList<>(item.units());
    for (Cost cost : item.terms().costs()) {
      if (cost.isPerUnit() && units.stream().noneMatch(unit -> unit.isOf(cost.unit()))) {
        units.add(new Unit(item.terms().quantity(cost.unit(), item.units()), cost.unit()));
      }
    }
    return units;
  }

  private static List<PricedFee> fees(PricingRequest request) {
    return request.fees().stream()
        .map(
            fee -> {
              if (!fee.amount().currency().equals(request.currency())) {
                throw new IllegalArgumentException("a fee is not in " + request.currency());
              }
              Money amount = fee.amount().rounded();
              return new PricedFee(fee, Line.fee(fee, amount), fee.revenueShare().of(amount));
            })
        .toList();
  }

  private static PricedCart total(
      List<PricedItem> items, List<PricedFee> fees, PricingRequest request) {
    Money zero = Money.zero(request.currency());
    Money due = zero;
    Money tax = zero;
    Map<BillingCycle, RecurringTotal> cycles = new LinkedHashMap<>();
    for (PricedItem item : items) {
      due = due.plus(item.dueNow());
      tax = tax.plus(item.taxNow());
      item.recurring()
          .ifPresent(
              amount ->
                  cycles.merge(
                      item.schedule().cycle(),
                      new RecurringTotal(
                          item.schedule().cycle(), amount, item.schedule().billingStart()),
                      RecurringTotal::plus));
    }
    List<Line> charged = fees.stream().map(PricedFee::line).toList();
    return new PricedCart(
        items,
        fees,
        due.plus(sum(charged, zero)),
        tax.plus(request.tax().on(charged, zero)),
        List.copyOf(cycles.values()));
  }

  private static Money sum(List<Line> lines, Money zero) {
    return lines.stream().map(Line::total).reduce(zero, Money::plus);
  }
}
