package dev.emporium.checkout.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class PricingPropertiesTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
  private static final Money ZERO = Money.zero(USD);

  @Property(tries = 400)
  void everyTotalIsTheSumOfItsLinesAndNothingIsNegative(@ForAll("sales") PricingRequest request) {
    PricedCart cart = PricingEngine.price(request);
    Money due = ZERO;
    for (PricedItem item : cart.items()) {
      assertThat(sum(item.lines())).isEqualTo(item.total());
      boolean later = item.schedule().isPaidAfter(DAY);
      List<Line> now =
          item.lines().stream()
              .filter(line -> !later || line.category() != Category.RECURRING)
              .toList();
      assertThat(sum(now)).isEqualTo(item.dueNow());
      assertThat(item.dueNow().signum()).isNotNegative();
      due = due.plus(item.dueNow());
      int next = 1;
      for (Phase phase : item.phases()) {
        assertThat(phase.fromCycle()).isEqualTo(next);
        assertThat(sum(phase.lines())).isEqualTo(phase.total());
        assertThat(phase.total().signum()).isNotNegative();
        next = Objects.requireNonNullElse(phase.toCycle(), -1) + 1;
      }
      assertThat(next).isZero();
      assertThat(item.phases().get(0).total()).isEqualTo(item.recurring().orElseThrow());
    }
    for (PricedFee fee : cart.fees()) {
      var parts = fee.parts();
      assertThat(parts.appdirect().plus(parts.channel()).plus(parts.vendor()))
          .isEqualTo(fee.line().total());
      due = due.plus(fee.line().total());
    }
    assertThat(cart.dueNow()).isEqualTo(due);
  }

  @Property(tries = 300)
  void aDiscountOfTheWholeSaleIsSplitWithoutLosingACent(
      @ForAll("sales") PricingRequest request,
      @ForAll @BigRange(min = "0.01", max = "100") @Scale(2) BigDecimal percent) {
    List<PricingItem> bare =
        request.items().stream().map(item -> item.withDiscounts(List.of())).toList();
    PricedCart before = PricingEngine.price(PricingRequest.of(USD, DAY, bare));
    PricedCart after =
        PricingEngine.price(
            PricingRequest.of(USD, DAY, bare)
                .with(List.of(Plans.percent("W", percent.toPlainString(), null)), List.of()));
    for (Category category : List.of(Category.RECURRING, Category.ONE_TIME)) {
      Money whole = of(before, category, Line.Kind.COST);
      Money off = of(after, category, Line.Kind.DISCOUNT).negated();
      assertThat(off.amount())
          .isEqualByComparingTo(whole.times(percent.movePointLeft(2)).rounded().amount());
    }
  }

  @Property(tries = 300)
  void moreUnitsNeverCostLessUnlessTheRangeDecidesTheWholePrice(
      @ForAll("prices") Price price, @ForAll @IntRange(max = 200) int units) {
    for (Strategy strategy : List.of(Strategy.UNIT, Strategy.TIERED)) {
      PlanTerms plan = Plans.monthly("p", Plans.recurring("c", strategy, price));
      assertThat(total(plan, units + 1)).isGreaterThanOrEqualTo(total(plan, units));
    }
  }

  @Property(tries = 200)
  void tiersMeetAtTheirBoundaries(@ForAll("prices") Price price) {
    PlanTerms plan = Plans.monthly("p", Plans.recurring("c", Strategy.TIERED, price));
    BigDecimal expected = BigDecimal.ZERO;
    BigDecimal from = BigDecimal.ZERO;
    for (PriceRange range : price.ranges()) {
      if (range.max() != null) {
        expected = expected.add(range.max().subtract(from).multiply(range.price()));
        from = range.max();
        assertThat(total(plan, from.intValueExact()).amount()).isEqualByComparingTo(expected);
      }
    }
  }

  @Property(tries = 200)
  void laterPhasesAreWhatTheSameSaleChargesWithoutTheDiscountsThatRanOut(
      @ForAll("sales") PricingRequest request) {
    PricedCart cart = PricingEngine.price(request);
    for (int cycle : List.of(1, 2, 3, 4, 9)) {
      List<PricingItem> running =
          request.items().stream()
              .map(
                  item ->
                      item.withDiscounts(
                          item.discounts().stream().filter(each -> each.runsIn(cycle)).toList()))
              .toList();
      List<Discount> whole =
          request.discounts().stream().filter(each -> each.runsIn(cycle)).toList();
      PricedCart then =
          PricingEngine.price(PricingRequest.of(USD, DAY, running).with(whole, List.of()));
      for (int i = 0; i < cart.items().size(); i++) {
        Phase phase =
            cart.items().get(i).phases().stream()
                .filter(each -> each.fromCycle() <= cycle)
                .filter(each -> each.toCycle() == null || cycle <= each.toCycle())
                .findFirst()
                .orElseThrow();
        assertThat(then.items().get(i).recurring()).contains(phase.total());
      }
    }
  }

  @Provide
  Arbitrary<Price> prices() {
    Arbitrary<BigDecimal> amounts =
        Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(500)).ofScale(2);
    return Combinators.combine(
            amounts.list().ofMinSize(2).ofMaxSize(5),
            Arbitraries.integers().between(1, 20).list().ofSize(5))
        .as(
            (each, widths) -> {
              var ranges = new ArrayList<PriceRange>();
              int from = 0;
              for (int i = 0; i < each.size(); i++) {
                boolean last = i == each.size() - 1;
                int to = from + widths.get(i);
                ranges.add(
                    new PriceRange(
                        BigDecimal.valueOf(from),
                        last ? null : BigDecimal.valueOf(to),
                        each.get(i)));
                from = to;
              }
              return Price.of(ranges);
            });
  }

  @Provide
  Arbitrary<PricingRequest> sales() {
    Arbitrary<Strategy> strategies = Arbitraries.of(Strategy.values());
    Arbitrary<List<Discount>> discounts =
        Arbitraries.oneOf(
                Combinators.combine(
                        Arbitraries.integers().between(1, 10000), Arbitraries.of(0, 1, 3))
                    .as(
                        (hundredths, cycles) ->
                            Plans.percent(
                                "P" + hundredths,
                                BigDecimal.valueOf(hundredths, 2).toPlainString(),
                                cycles)),
                Combinators.combine(Arbitraries.integers().between(1, 90000), Arbitraries.of(0, 2))
                    .as(
                        (cents, cycles) ->
                            Plans.amount(
                                "A" + cents, BigDecimal.valueOf(cents, 2).toPlainString(), cycles)))
            .list()
            .ofMaxSize(3);
    Arbitrary<PricingItem> items =
        Combinators.combine(
                strategies,
                prices(),
                Arbitraries.integers().between(0, 60),
                Arbitraries.of(0, 14),
                Arbitraries.integers().between(0, 30000),
                discounts)
            .as(
                (strategy, price, units, trial, setup, own) ->
                    PricingItem.of(
                            "i",
                            Plans.plan(
                                "p",
                                trial,
                                "monthly",
                                List.of(),
                                Plans.recurring("c", strategy, price),
                                Plans.once("s", BigDecimal.valueOf(setup, 2).toPlainString())),
                            Plans.users(String.valueOf(units)))
                        .withDiscounts(own));
    return Combinators.combine(
            items.list().ofMaxSize(6), discounts, Arbitraries.integers().between(0, 5000))
        .as(
            (each, whole, cents) ->
                PricingRequest.of(USD, DAY, each)
                    .with(
                        whole,
                        List.of(
                            Plans.fee(
                                "f",
                                BigDecimal.valueOf(cents, 2).toPlainString(),
                                "0.33",
                                "0.33",
                                "0.34"))));
  }

  private static Money of(PricedCart cart, Category category, Line.Kind kind) {
    return sum(
        cart.items().stream()
            .flatMap(item -> item.lines().stream())
            .filter(line -> line.category() == category && line.kind() == kind)
            .toList());
  }

  private static Money total(PlanTerms plan, int units) {
    var item = PricingItem.of("i", plan, Plans.users(String.valueOf(units)));
    return PricingEngine.price(PricingRequest.of(USD, DAY, List.of(item))).items().get(0).total();
  }

  private static Money sum(List<Line> lines) {
    return lines.stream().map(Line::total).reduce(ZERO, Money::plus);
  }
}
