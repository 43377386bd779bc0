package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices items and adds them up. Not prorated and without tax, as the vendor's summary is
 * (appdirect.txt:9868). Each line is rounded to the currency's digits, HALF_UP; sums add rounded
 * lines, so what is shown is what is charged.
 */
public final class PricingEngine {
  private PricingEngine() {}

  /**
   * Prices one item.
   *
   * @param start the day it is bought
   * @throws IllegalArgumentException when the plan is not sold in {@code currency}
   */
  public static PricedItem price(
      String itemId, PlanTerms terms, List<Unit> units, LocalDate start, Currency currency) {
    if (!terms.isSoldIn(currency.getCurrencyCode())) {
      throw new IllegalArgumentException("plan " + terms.planId() + " is not sold in " + currency);
    }
    List<Line> lines =
        terms.costs().stream().map(cost -> line(terms, cost, units, currency)).toList();
    Schedule schedule = Schedule.of(terms, start);
    Money oneTime = sum(lines, Category.ONE_TIME, currency);
    Money recurring = sum(lines, Category.RECURRING, currency);
    Money dueNow = schedule.trialEnd().isPresent() ? oneTime : oneTime.plus(recurring);
    return new PricedItem(
        itemId,
        terms,
        units,
        lines,
        schedule,
        dueNow,
        terms.recurs() ? Optional.of(recurring) : Optional.empty());
  }

  /** Adds priced items of one currency up. */
  public static PricedCart total(List<PricedItem> items, Currency currency) {
    Money dueNow = Money.zero(currency);
    Map<BillingCycle, RecurringTotal> cycles = new LinkedHashMap<>();
    for (PricedItem item : items) {
      dueNow = dueNow.plus(item.dueNow());
      item.recurring()
          .ifPresent(
              amount ->
                  cycles.merge(
                      item.schedule().cycle(),
                      new RecurringTotal(
                          item.schedule().cycle(), amount, item.schedule().billingStart()),
                      PricingEngine::join));
    }
    return new PricedCart(items, dueNow, List.copyOf(cycles.values()));
  }

  private static RecurringTotal join(RecurringTotal one, RecurringTotal other) {
    LocalDate earliest =
        one.nextInvoice().isBefore(other.nextInvoice()) ? one.nextInvoice() : other.nextInvoice();
    return new RecurringTotal(one.cycle(), one.total().plus(other.total()), earliest);
  }

  private static Line line(PlanTerms terms, Cost cost, List<Unit> units, Currency currency) {
    boolean free = cost.strategy() == Strategy.FREE || cost.price().signum() == 0;
    BigDecimal amount = free ? BigDecimal.ZERO : cost.price().amount();
    Cost inCurrency =
        new Cost(
            cost.costId(),
            cost.category(),
            cost.costType(),
            cost.strategy(),
            cost.unit(),
            new Money(amount, currency).rounded());
    return new Line(
        inCurrency,
        terms.appName() + " - " + terms.planName(),
        cost.strategy().calculate(inCurrency, units));
  }

  private static Money sum(List<Line> lines, Category category, Currency currency) {
    return lines.stream()
        .filter(line -> line.cost().category() == category)
        .map(Line::total)
        .reduce(Money.zero(currency), Money::plus);
  }
}
