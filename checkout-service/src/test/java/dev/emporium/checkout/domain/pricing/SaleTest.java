package dev.emporium.checkout.domain.pricing;

import static dev.emporium.checkout.domain.pricing.Plans.amount;
import static dev.emporium.checkout.domain.pricing.Plans.decimal;
import static dev.emporium.checkout.domain.pricing.Plans.fee;
import static dev.emporium.checkout.domain.pricing.Plans.monthly;
import static dev.emporium.checkout.domain.pricing.Plans.once;
import static dev.emporium.checkout.domain.pricing.Plans.percent;
import static dev.emporium.checkout.domain.pricing.Plans.plan;
import static dev.emporium.checkout.domain.pricing.Plans.ranges;
import static dev.emporium.checkout.domain.pricing.Plans.recurring;
import static dev.emporium.checkout.domain.pricing.Plans.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.emporium.checkout.store.TermsJson;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
  private static final Price RANGES = ranges("5:10", "10:8", ":6");

  @ParameterizedTest(name = "{0} of {1} users is {2}")
  @CsvSource({
    "TIERED, 1, 10.00",
    "TIERED, 5, 50.00",
    "TIERED, 6, 58.00",
    "TIERED, 10, 90.00",
    "TIERED, 10.5, 93.00",
    "TIERED, 1000, 6030.00",
    "VOLUME, 5, 50.00",
    "VOLUME, 6, 48.00",
    "VOLUME, 10, 80.00",
    "VOLUME, 11, 66.00",
    "STAIRSTEP, 1, 10.00",
    "STAIRSTEP, 5, 10.00",
    "STAIRSTEP, 5.1, 8.00",
    "STAIRSTEP, 11, 6.00",
  })
  void boundaries(Strategy strategy, String quantity, String total) {
    PricedItem item = one(monthly("p", recurring("c", strategy, RANGES)), users(quantity));
    assertThat(item.recurring()).contains(Money.of(total, "USD"));
  }

  @Test
  @DisplayName("a range's flat part is charged once when it is reached")
  void flatParts() {
    Price price = ranges("5:10:3", ":6:20");
    assertThat(total(Strategy.TIERED, price, "5")).isEqualByComparingTo("53");
    assertThat(total(Strategy.TIERED, price, "6")).isEqualByComparingTo("79");
    assertThat(total(Strategy.VOLUME, price, "6")).isEqualByComparingTo("56");
    assertThat(total(Strategy.STAIRSTEP, price, "6")).isEqualByComparingTo("26");
  }

  @Test
  @DisplayName("included units are not charged; units nobody named count as the minimum")
  void includedAndMinimum() {
    Cost seats =
        new Cost(
            "c",
            Category.RECURRING,
            "RECURRING_PER_UNIT",
            Strategy.UNIT,
            "USER",
            null,
            decimal("2"),
            null,
            Map.of("USD", Price.of(decimal("8.50"))),
            List.of());
    UnitRule rule = new UnitRule("USER", decimal("3"), null, null, false, false, false, false);
    PlanTerms plan = plan("p", 0, "monthly", List.of(rule), seats);
    assertThat(one(plan, users("12")).recurring()).contains(Money.of("85.00", "USD"));
    PricedItem unnamed = one(plan, List.of());
    assertThat(unnamed.recurring()).contains(Money.of("8.50", "USD"));
    assertThat(unnamed.units()).containsExactly(new Unit(decimal("3"), "USER"));
  }

  @Test
  @DisplayName("a price of an increment is charged for each increment")
  void pricePerIncrement() {
    Cost packs =
        new Cost(
            "c",
            Category.RECURRING,
            "RECURRING_PER_UNIT",
            Strategy.UNIT,
            "USER",
            null,
            null,
            decimal("5"),
            Map.of("USD", Price.of(decimal("4"))),
            List.of());
    assertThat(one(monthly("p", packs), users("15")).recurring())
        .contains(Money.of("12.00", "USD"));
  }

  @Test
  @DisplayName("unit prices keep their decimals, only the product is rounded")
  void exactUnitPrices() {
    Cost cost = recurring("c", Strategy.UNIT, Price.of(decimal("0.0035")));
    Line line = one(monthly("p", cost), users("1000")).lines().get(0);
    assertThat(line.total()).isEqualTo(Money.of("3.50", "USD"));
    assertThat(line.calculations().get(0).unitPrice().amount()).isEqualByComparingTo("0.0035");
    assertThat(one(monthly("p", cost), users("1430")).lines().get(0).explanation())
        .containsExactly(
            "UNIT by USER, RECURRING", "1430 x 0.0035 = 5.005, rounded to 5.01", "total 5.01 USD");
  }

  @Test
  @DisplayName("a custom price takes the place of the catalog's and of markups; all are told")
  void customPricesAndMarkups() {
    Cost cost =
        new Cost(
            "c",
            Category.RECURRING,
            "RECURRING_PER_UNIT",
            Strategy.UNIT,
            "USER",
            null,
            null,
            null,
            Map.of("USD", Price.of(decimal("10"))),
            List.of(new Markup("CHANNEL_RESELLER_COMPANY", "r", Map.of("USD", decimal("1.5")))));
    PricingItem item = PricingItem.of("i", monthly("p", cost), users("4"));
    assertThat(one(item).recurring()).contains(Money.of("40.00", "USD"));
    assertThat(one(item.soldBy("other")).recurring()).contains(Money.of("40.00", "USD"));
    assertThat(one(item.soldBy("r")).recurring()).contains(Money.of("46.00", "USD"));
    var custom =
        new CustomPrice("c", "MARKETPLACE_RESELLER_PURCHASE_PRICE", Strategy.TIERED, RANGES);
    Line line = one(item.soldBy("r").withCustomPrices(List.of(custom))).lines().get(0);
    assertThat(line.total()).isEqualTo(Money.of("40.00", "USD"));
    assertThat(line.strategy()).isEqualTo(Strategy.TIERED);
    assertThat(line.sources())
        .extracting(PriceSource::priceType, PriceSource::used)
        .containsExactly(
            tuple("BASE_PRICE", false),
            tuple("RESELLER_MARKUP", false),
            tuple("MARKETPLACE_RESELLER_PURCHASE_PRICE", true));
  }

  @Test
  @DisplayName("a discount runs out after its cycles; the phases say what each cycle charges")
  void phases() {
    PlanTerms plan =
        monthly("p", recurring("c", Strategy.FLAT, Price.of(decimal("40"))), once("s", "100"));
    PricedItem item =
        one(
            PricingItem.of("i", plan, List.of())
                .withDiscounts(List.of(percent("A", "10", 3), amount("B", "15", 1))));
    assertThat(item.phases())
        .extracting(Phase::fromCycle, Phase::toCycle, phase -> phase.total().amount())
        .containsExactly(
            tuple(1, 1, decimal("21.00")),
            tuple(2, 3, decimal("36.00")),
            tuple(4, null, decimal("40.00")));
    // 10 % of the setup fee as well; the 15 are used up by the first month
    assertThat(item.oneTime()).isEqualTo(Money.of("90.00", "USD"));
    assertThat(item.dueNow()).isEqualTo(Money.of("111.00", "USD"));
  }

  @Test
  @DisplayName(
      "a fixed amount that the recurring costs leave comes off the one-time costs, never below 0")
  void fixedAmounts() {
    PlanTerms plan =
        monthly("p", recurring("c", Strategy.FLAT, Price.of(decimal("12"))), once("s", "5"));
    PricedItem item =
        one(PricingItem.of("i", plan, List.of()).withDiscounts(List.of(amount("B", "20", null))));
    assertThat(item.recurring()).contains(Money.of("0.00", "USD"));
    assertThat(item.oneTime()).isEqualTo(Money.of("0.00", "USD"));
    assertThat(item.dueNow()).isEqualTo(Money.of("0.00", "USD"));
  }

  @Test
  @DisplayName("a trial, or a later billing start, keeps recurring costs out of what is due now")
  void laterBilling() {
    Cost flat = recurring("c", Strategy.FLAT, Price.of(decimal("40")));
    PricedItem trial = one(plan("p", 14, "monthly", List.of(), flat, once("s", "100")), List.of());
    assertThat(trial.dueNow()).isEqualTo(Money.of("100.00", "USD"));
    assertThat(trial.total()).isEqualTo(Money.of("140.00", "USD"));
    PricedItem later =
        one(
            PricingItem.of("i", monthly("p", flat), List.of())
                .starting(Optional.empty(), Optional.of(DAY.plusDays(10))));
    assertThat(later.dueNow()).isEqualTo(Money.of("0.00", "USD"));
    assertThat(later.schedule().billingStart()).isEqualTo(LocalDate.of(2026, 2, 10));
  }

  @Test
  @DisplayName("fees are due now and divided to the cent; shares must be 1.00 together")
  void fees() {
    var request =
        PricingRequest.of(USD, DAY, List.of())
            .with(List.of(), List.of(fee("f", "9.81", "0.30", "0.50", "0.20")));
    PricedCart cart = PricingEngine.price(request);
    assertThat(cart.dueNow()).isEqualTo(Money.of("9.81", "USD"));
    var parts = cart.fees().get(0).parts();
    assertThat(parts.appdirect().plus(parts.channel()).plus(parts.vendor()))
        .isEqualTo(Money.of("9.81", "USD"));
    assertThatThrownBy(
            () ->
                new RevenueShare(decimal("0.5"), decimal("0.4"), BigDecimal.ZERO)
                    .checked("fees[0].revenueShare"))
        .isInstanceOf(Failure.class);
  }

  @Test
  @DisplayName("a custom contract's fee takes the place of the plan's, or is added")
  void contractFees() {
    Cost fee =
        new Cost(
            "k", Category.ONE_TIME, Cost.CONTRACT_FEE, Strategy.FLAT, null, Money.of("300", "USD"));
    var custom = new ContractTerms(Map.of("contractFee", 50, "minimumServiceLength", 12));
    PlanTerms with = monthly("p", recurring("c", Strategy.FLAT, Price.of(decimal("1"))), fee);
    PlanTerms without = monthly("p", recurring("c", Strategy.FLAT, Price.of(decimal("1"))));
    for (PlanTerms plan : List.of(with, without)) {
      PricedItem item = one(PricingItem.of("i", plan, List.of()).withContract(custom));
      assertThat(item.oneTime()).isEqualTo(Money.of("50.00", "USD"));
      assertThat(item.contract().fields()).containsEntry("minimumServiceLength", 12);
    }
    assertThat(one(with, List.of()).oneTime()).isEqualTo(Money.of("300.00", "USD"));
  }

  @Test
  @DisplayName("limits of units are told with the limit")
  void unitRules() {
    UnitRule rule =
        new UnitRule("USER", decimal("5"), decimal("50"), decimal("5"), false, false, false, false);
    PlanTerms plan =
        plan(
            "p",
            0,
            "monthly",
            List.of(rule),
            recurring("c", Strategy.UNIT, Price.of(decimal("1"))));
    assertThat(codes(plan, "4")).containsExactly("UNIT_BELOW_MINIMUM");
    assertThat(codes(plan, "51")).containsExactly("UNIT_ABOVE_MAXIMUM");
    assertThat(codes(plan, "7")).containsExactly("UNIT_NOT_AN_INCREMENT");
    assertThat(codes(plan, "7.5")).containsExactly("UNIT_WITHOUT_DECIMALS");
    assertThat(codes(plan, "10")).isEmpty();
    PlanTerms bounded = monthly("p", recurring("c", Strategy.VOLUME, ranges("5:10", "10:8")));
    assertThat(codes(bounded, "11")).containsExactly("UNIT_WITHOUT_PRICE");
    var seats = List.of(new Unit(BigDecimal.TEN, "SEAT"));
    assertThat(UnitProblem.of(bounded, seats))
        .extracting(UnitProblem::code, UnitProblem::unit)
        .containsExactly(tuple("UNIT_NOT_OFFERED", "SEAT"));
    PlanTerms flat = monthly("p", recurring("c", Strategy.FLAT, Price.of(decimal("1"))));
    assertThat(UnitProblem.of(flat, seats)).isEmpty();
  }

  @Test
  @DisplayName("a trial of months ends on the day of the month it began on")
  void trialOfMonths() {
    PlanTerms days =
        plan("p", 30, "monthly", List.of(), recurring("c", Strategy.FLAT, Price.of(decimal("1"))));
    PlanTerms month = TermsJson.read(TermsJson.write(days).put("trialMonths", 1));
    var start = LocalDate.of(2026, 12, 20);
    assertThat(Schedule.of(days, start, Optional.empty()).trialEnd())
        .contains(LocalDate.of(2027, 1, 19));
    assertThat(Schedule.of(month, start, Optional.empty()).trialEnd())
        .contains(LocalDate.of(2027, 1, 20));
    assertThat(Schedule.of(month, start, Optional.empty()).trialDays()).isEqualTo(31);
    assertThat(Schedule.of(month, LocalDate.of(2027, 1, 31), Optional.empty()).billingStart())
        .isEqualTo(LocalDate.of(2027, 2, 28));
  }

  private static List<String> codes(PlanTerms plan, String quantity) {
    return UnitProblem.of(plan, users(quantity)).stream().map(UnitProblem::code).toList();
  }

  private static BigDecimal total(Strategy strategy, Price price, String quantity) {
    return one(monthly("p", recurring("c", strategy, price)), users(quantity)).total().amount();
  }

  private static PricedItem one(PlanTerms plan, List<Unit> units) {
    return one(PricingItem.of("i", plan, units));
  }

  private static PricedItem one(PricingItem item) {
    return PricingEngine.price(PricingRequest.of(USD, DAY, List.of(item))).items().get(0);
  }
}
