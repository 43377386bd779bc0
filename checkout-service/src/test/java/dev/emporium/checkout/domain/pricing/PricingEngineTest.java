package dev.emporium.checkout.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.checkout.domain.Samples;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PricingEngineTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 20);

  @Test
  @DisplayName("a trial delays what recurs: nothing now, billed the day the trial ends")
  void trial() {
    PricedItem item = price(Samples.recurring("p", "4.99", 14, "monthly"));
    assertThat(item.dueNow().amount()).isEqualByComparingTo("0");
    assertThat(item.recurring()).contains(Money.of("4.99", "USD"));
    assertThat(item.schedule().serviceStart()).isEqualTo(DAY);
    assertThat(item.schedule().billingStart()).isEqualTo(LocalDate.of(2026, 2, 3));
    assertThat(item.schedule().trialEnd()).contains(LocalDate.of(2026, 2, 3));
    assertThat(item.schedule().cycle()).isEqualTo(new BillingCycle("MONTHLY", 1, 3));
  }

  @Test
  @DisplayName("a one-time price is due now and recurs never")
  void oneTime() {
    PricedItem item = price(Samples.single("p", "25.00"));
    assertThat(item.dueNow()).isEqualTo(Money.of("25.00", "USD"));
    assertThat(item.recurring()).isEmpty();
    assertThat(item.schedule().cycle()).isEqualTo(new BillingCycle("ONE_TIME", 1, null));
    assertThat(item.lines().get(0).description()).isEqualTo("Board - Basic");
  }

  @Test
  @DisplayName("items of one cycle are totalled together, others apart, with the earliest invoice")
  void totals() {
    PricedCart cart =
        PricingEngine.price(
            PricingRequest.of(
                USD,
                DAY,
                List.of(
                    item(Samples.recurring("a", "4.99", 0, "monthly")),
                    item(Samples.recurring("b", "5.01", 0, "monthly")),
                    item(Samples.recurring("c", "100.00", 0, "annually")),
                    item(Samples.recurring("d", "7.00", 31, "monthly")),
                    item(Samples.single("e", "25.00")))));
    assertThat(cart.dueNow()).isEqualTo(Money.of("135.00", "USD"));
    assertThat(cart.recurringTotals())
        .containsExactly(
            new RecurringTotal(new BillingCycle("MONTHLY", 1, 20), Money.of("17.00", "USD"), DAY),
            new RecurringTotal(new BillingCycle("YEARLY", 1, 20), Money.of("100.00", "USD"), DAY));
  }

  @Test
  @DisplayName("a free plan costs nothing in every currency, another is sold in its own only")
  void currencies() {
    Currency yen = Currency.getInstance("JPY");
    PricedItem item = price(Samples.free("p"), yen);
    assertThat(item.dueNow()).isEqualTo(Money.of("0", "JPY"));
    assertThatThrownBy(() -> price(Samples.single("p", "1"), yen))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("cycles have the vendor's words, or the next shorter word and a count")
  void cycles() {
    assertThat(cycle("daily", 1)).isEqualTo(new BillingCycle("DAILY", 1, null));
    assertThat(cycle("weekly", 2)).isEqualTo(new BillingCycle("WEEKLY", 2, null));
    assertThat(cycle("monthly", 3)).isEqualTo(new BillingCycle("QUARTERLY", 1, 20));
    assertThat(cycle("monthly", 6)).isEqualTo(new BillingCycle("SIX_MONTHS", 1, 20));
    assertThat(cycle("monthly", 12)).isEqualTo(new BillingCycle("YEARLY", 1, 20));
    assertThat(cycle("monthly", 5)).isEqualTo(new BillingCycle("MONTHLY", 5, 20));
    assertThat(cycle("annually", 3)).isEqualTo(new BillingCycle("THREE_YEARS", 1, 20));
    assertThat(cycle("annually", 4)).isEqualTo(new BillingCycle("YEARLY", 4, 20));
  }

  @Property(tries = 300)
  void totalsAreTheSumsOfTheLines(@ForAll("plans") List<PlanTerms> plans) {
    List<PricingItem> items = plans.stream().map(PricingEngineTest::item).toList();
    PricedCart cart = PricingEngine.price(PricingRequest.of(USD, DAY, items));

    BigDecimal dueNow = BigDecimal.ZERO;
    BigDecimal recurring = BigDecimal.ZERO;
    for (PricedItem item : cart.items()) {
      for (Line line : item.lines()) {
        BigDecimal parts =
            line.calculations().stream()
                .map(part -> part.total().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(line.total().amount()).isEqualByComparingTo(parts);
        boolean recurs = line.category() == Category.RECURRING;
        recurring = recurs ? recurring.add(parts) : recurring;
        boolean waits = recurs && item.terms().trialDays() > 0;
        dueNow = waits ? dueNow : dueNow.add(parts);
      }
    }
    BigDecimal totals =
        cart.recurringTotals().stream()
            .map(total -> total.total().amount())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(cart.dueNow().amount()).isEqualByComparingTo(dueNow);
    assertThat(cart.dueNow().amount().scale()).isLessThanOrEqualTo(2);
    assertThat(totals).isEqualByComparingTo(recurring);
    assertThat(cart.recurringTotals()).extracting(RecurringTotal::cycle).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<List<PlanTerms>> plans() {
    Arbitrary<String> prices =
        Arbitraries.bigDecimals()
            .between(BigDecimal.ZERO, new BigDecimal("100000"))
            .ofScale(4)
            .map(BigDecimal::toPlainString);
    Arbitrary<String> periods = Arbitraries.of("daily", "weekly", "monthly", "annually");
    Arbitrary<Integer> trials = Arbitraries.of(0, 0, 7, 14, 30);
    Arbitrary<PlanTerms> recurring =
        Combinators.combine(prices, trials, periods)
            .as((price, trial, period) -> Samples.recurring("r", price, trial, period));
    Arbitrary<PlanTerms> single = prices.map(price -> Samples.single("s", price));
    return Arbitraries.oneOf(recurring, single, Arbitraries.just(Samples.free("f")))
        .list()
        .ofMaxSize(20);
  }

  private static BillingCycle cycle(String period, int unit) {
    Cost cost = Samples.recurring("p", "1", 0, period).costs().get(0);
    return BillingCycle.of(Samples.flat("p", "app", "recurring", 0, period, unit, cost), DAY);
  }

  private static PricedItem price(PlanTerms plan) {
    return price(plan, USD);
  }

  private static PricedItem price(PlanTerms plan, Currency currency) {
    return PricingEngine.price(PricingRequest.of(currency, DAY, List.of(item(plan))))
        .items()
        .get(0);
  }

  private static PricingItem item(PlanTerms plan) {
    return PricingItem.of("item", plan, List.of());
  }
}
