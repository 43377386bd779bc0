package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** An item with its costs calculated, before discounts. */
record Basis(PricingItem item, Currency currency, Schedule schedule, List<Line> costs) {

  static Basis of(PricingItem item, PricingRequest request) {
    String currency = request.currency().getCurrencyCode();
    PlanTerms terms = item.terms();
    if (!terms.isSoldIn(currency)) {
      throw new IllegalArgumentException("plan " + terms.planId() + " is not sold in " + currency);
    }
    var lines = new ArrayList<Line>();
    terms.costs().forEach(cost -> lines.add(line(cost, item, request.currency())));
    contractFee(item, request.currency()).ifPresent(lines::add);
    var schedule =
        Schedule.of(terms, item.serviceStart().orElse(request.day()), item.billingStart());
    return new Basis(item, request.currency(), schedule, List.copyOf(lines));
  }

  private static Line line(Cost cost, PricingItem item, Currency currency) {
    BigDecimal quantity = quantity(cost, item);
    Price base = cost.price(currency.getCurrencyCode());
    Strategy strategy = cost.strategy();
    var sources = new ArrayList<PriceSource>();
    Optional<CustomPrice> custom = custom(cost, item);
    sources.add(
        new PriceSource(
            "BASE_PRICE",
            "NONE",
            "NONE",
            strategy,
            base,
            calculate(cost, strategy, base, quantity, currency),
            custom.isEmpty()));
    Price price = base;
    for (Markup markup : cost.markups()) {
      BigDecimal more = markup.amounts().get(currency.getCurrencyCode());
      if (markup.companyId().equals(item.reseller()) && more != null && !cost.isFree()) {
        Price added = Price.of(more.multiply(cost.priceOf()));
        Strategy adding =
            strategy.isPerUnit() && strategy != Strategy.STAIRSTEP ? Strategy.UNIT : Strategy.FLAT;
        sources.add(
            new PriceSource(
                "RESELLER_MARKUP",
                markup.type(),
                markup.companyId(),
                adding,
                added,
                calculate(cost, adding, added, quantity, currency),
                custom.isEmpty()));
        price = price.plus(added.amount());
      }
    }
    if (custom.isPresent()) {
      price = custom.get().price();
      strategy = custom.get().strategyFor(cost);
      sources.add(
          new PriceSource(
              Optional.ofNullable(custom.get().priceType()).orElse("CUSTOM_PRICE"),
              "ITEM",
              "NONE",
              strategy,
              price,
              calculate(cost, strategy, price, quantity, currency),
              true));
    }
    return Line.cost(
        cost,
        strategy,
        quantity,
        description(cost, item),
        price,
        calculate(cost, strategy, price, quantity, currency),
        sources);
  }

  private static List<Calculation> calculate(
      Cost cost, Strategy strategy, Price price, BigDecimal quantity, Currency currency) {
    if (Cost.INCLUDED.equals(cost.costType())) {
      return List.of(Calculation.of(quantity, BigDecimal.ZERO, currency));
    }
    if (cost.category() == Category.METERED) {
      return List.of(Calculation.of(BigDecimal.ZERO, price.unitAmount(), currency));
    }
    return strategy.calculate(price, quantity, currency);
  }

  private static BigDecimal quantity(Cost cost, PricingItem item) {
    if (Cost.INCLUDED.equals(cost.costType())) {
      return cost.strategy() == Strategy.UNLIMITED ? BigDecimal.ONE : cost.included();
    }
    return cost.category() == Category.METERED
        ? BigDecimal.ZERO
        : item.terms().charged(cost, item.units());
  }

  private static Optional<CustomPrice> custom(Cost cost, PricingItem item) {
    Optional<CustomPrice> named =
        item.customPrices().stream()
            .filter(custom -> custom.costId().equals(cost.costId()))
            .findFirst();
    return named.or(
        () ->
            item.customContract()
                .contractFee()
                .filter(fee -> cost.costType().equals(Cost.CONTRACT_FEE))
                .map(
                    fee ->
                        new CustomPrice(
                            cost.costId(), "CUSTOM_CONTRACT", Strategy.FLAT, Price.of(fee))));
  }

  /** A custom contract's fee is charged even where the plan has none. */
  private static Optional<Line> contractFee(PricingItem item, Currency currency) {
    boolean planHasOne =
        item.terms().costs().stream().anyMatch(cost -> cost.costType().equals(Cost.CONTRACT_FEE));
    return item.customContract()
        .contractFee()
        .filter(fee -> !planHasOne && fee.signum() > 0)
        .map(
            fee -> {
              Cost cost =
                  new Cost(
                      null,
                      Category.ONE_TIME,
                      Cost.CONTRACT_FEE,
                      Strategy.FLAT,
                      null,
                      new Money(fee, currency));
              return line(cost, item, currency);
            });
  }

  private static String description(Cost cost, PricingItem item) {
    String what = cost.description() == null ? item.terms().planName() : cost.description();
    return item.terms().appName() + " - " + what;
  }

  List<Line> costs(Category category) {
    return costs.stream().filter(line -> line.category() == category).toList();
  }

  Money sum(Category category) {
    return costs(category).stream().map(Line::total).reduce(Money.zero(currency), Money::plus);
  }

  /** What a discount is taken of: the costs of its unit, and no more units than it allows. */
  Money discountable(Discount discount, Category category) {
    Money all =
        costs(category).stream()
            .filter(line -> discount.unit() == null || isOf(line, discount.unit()))
            .map(Line::total)
            .reduce(Money.zero(currency), Money::plus);
    BigDecimal bought = discount.bought(item.terms(), item.units());
    if (discount.maxUnits() == null
        || discount.maxUnits().signum() == 0
        || bought.compareTo(discount.maxUnits()) <= 0) {
      return all;
    }
    return new Money(
            all.amount().multiply(discount.maxUnits()).divide(bought, 20, RoundingMode.HALF_UP),
            currency)
        .rounded();
  }

  private static boolean isOf(Line line, String unit) {
    return line.unit() != null && new Unit(BigDecimal.ONE, unit).isOf(line.unit());
  }

  /** How many units a fixed amount is taken off; one where it is not of a unit. */
  BigDecimal discountedUnits(Discount discount) {
    if (discount.unit() == null) {
      return BigDecimal.ONE;
    }
    BigDecimal bought = discount.bought(item.terms(), item.units());
    return discount.maxUnits() == null || discount.maxUnits().signum() == 0
        ? bought
        : bought.min(discount.maxUnits());
  }

  boolean admits(Discount discount) {
    return discount.refusal(item.terms(), item.units(), currency.getCurrencyCode()).isEmpty();
  }
}
