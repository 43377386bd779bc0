package dev.emporium.catalog.domain.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanTermsTest {
  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static UnitRule seats(String included, String min, String max) {
    return new UnitRule(
            "USER",
            null,
            BigDecimal.ONE,
            false,
            false,
            number(included),
            number(min),
            max == null ? null : number(max),
            false,
            false,
            false)
        .checked();
  }

  private static Price flat(String amount) {
    return Price.of(Strategy.FLAT, Map.of("USD", number(amount)), Map.of(), List.of());
  }

  private static Cost cost(String type, Category category, Price price, UnitRule units) {
    return new Cost(null, 0, type, category, type, null, price, units).checked();
  }

  private static PlanTerms plan(Frequency frequency, Cost... costs) {
    return new PlanTerms("Plan", frequency, List.of(), List.of(costs), null, null, List.of())
        .checked();
  }

  @Test
  void oneFlatPriceIsAModel() {
    var terms =
        plan(
            Frequency.QUARTERLY,
            cost("RECURRING_FLAT", Category.RECURRING, flat("4.990"), UnitRule.NONE));
    assertThat(terms.installable()).isTrue();
    PricingModel model = terms.model("m", "group", 100, "marketplace");
    assertThat(model.price()).isEqualTo(499);
    assertThat(model.type()).isEqualTo(PricingModel.Type.RECURRING);
    assertThat(model.billingPeriod() + model.billingPeriodUnit()).isEqualTo("monthly3");
    PlanTerms again = PlanTerms.of(model, new UUID(0, 1), 7);
    assertThat(again.frequency()).isEqualTo(Frequency.QUARTERLY);
    assertThat(again.costs().get(0).price()).isEqualTo(terms.costs().get(0).price());
  }

  @Test
  void whatAModelCannotSayIsNotInstallable() {
    var setup = cost("SETUP_FEE", Category.ONE_TIME, flat("100"), UnitRule.NONE);
    var monthly = cost("RECURRING_FLAT", Category.RECURRING, flat("10"), UnitRule.NONE);
    var third = cost("RECURRING_FLAT", Category.RECURRING, flat("0.333"), UnitRule.NONE);
    assertThat(plan(Frequency.MONTHLY, setup, monthly).installable()).as("a fee").isFalse();
    assertThat(plan(Frequency.MONTHLY, third).installable()).as("a third of a cent").isFalse();
    assertThat(plan(Frequency.MONTHLY, setup).installable()).as("a fee only").isFalse();
    var free = cost("RECURRING_FLAT", Category.RECURRING, Price.FREE, UnitRule.NONE);
    assertThat(plan(Frequency.MONTHLY, free).installable()).isTrue();
    assertThat(plan(Frequency.MONTHLY, free).model("f", "group", 0, "marketplace").type())
        .isEqualTo(PricingModel.Type.FREE);
  }

  @Test
  void theLeastIsTheMinimumOfUnitsBeyondTheIncludedOnes() {
    Price price = Price.of(Strategy.UNIT, Map.of("USD", number("8.5")), Map.of(), List.of());
    var three = cost("RECURRING_PER_UNIT", Category.RECURRING, price, seats("1", "3", "10"));
    assertThat(plan(Frequency.MONTHLY, three).least("USD")).isEqualByComparingTo("17");
    var one = cost("RECURRING_PER_UNIT", Category.RECURRING, price, seats("0", "0", null));
    assertThat(plan(Frequency.MONTHLY, one).least("USD")).isEqualByComparingTo("8.5");
    assertThat(plan(Frequency.MONTHLY, one).least("EUR")).isEqualByComparingTo("0");
  }

  @Test
  void costsMustAgree() {
    var dollars = cost("RECURRING_FLAT", Category.RECURRING, flat("1"), UnitRule.NONE);
    Price euros = Price.of(Strategy.FLAT, Map.of("EUR", number("1")), Map.of(), List.of());
    var other = cost("SETUP_FEE", Category.ONE_TIME, euros, UnitRule.NONE);
    assertThatThrownBy(() -> plan(Frequency.MONTHLY, dollars, other))
        .isInstanceOf(Failure.class)
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("amounts");
    assertThatThrownBy(() -> plan(Frequency.ONE_TIME, dollars))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("costType");
    assertThatThrownBy(() -> plan(Frequency.MONTHLY, dollars, dollars))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("costCode");
    assertThatThrownBy(
            () -> cost("RECURRING_PER_UNIT", Category.RECURRING, flat("1"), seats("0", "0", null)))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("strategy");
    assertThatThrownBy(() -> cost("RECURRING_FLAT", Category.ONE_TIME, flat("1"), UnitRule.NONE))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("costCategory");
    assertThatThrownBy(() -> seats("0", "5", "4"))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("maxUnits");
    assertThatThrownBy(() -> seats("0", "0.5", null))
        .extracting(f -> ((Failure) f).details().get(0).field())
        .isEqualTo("minUnits");
  }

  @Test
  void rangesHaveNoGapsAndNoEnd() {
    var first = range("0", "5", "USD");
    assertThat(
            Price.of(Strategy.TIERED, Map.of(), Map.of(), List.of(first, range("5", null, "USD")))
                .currencies())
        .containsExactly("USD");
    for (List<PriceRange> wrong :
        List.of(
            List.of(first),
            List.of(range("1", null, "USD")),
            List.of(first, range("6", null, "USD")),
            List.of(first, range("5", "5", "USD"), range("5", null, "USD")),
            List.of(first, range("5", null, "EUR")),
            List.<PriceRange>of())) {
      assertThatThrownBy(() -> Price.of(Strategy.VOLUME, Map.of(), Map.of(), wrong))
          .isInstanceOf(Failure.class)
          .extracting(f -> ((Failure) f).details().get(0).field())
          .isEqualTo("ranges");
    }
  }

  private static PriceRange range(String min, String max, String currency) {
    return new PriceRange(
        number(min),
        max == null ? null : number(max),
        Map.of(currency, number("2.50")),
        Map.of(),
        Map.of());
  }

  @Test
  void textsAreFoundByLanguage() {
    ProductSheet sheet =
        ProductSheet.PLAIN.change(
            c ->
                c.localized =
                    Map.of(
                        "fr-CA", new ProductSheet.Localized("Aide", null, null),
                        "de", new ProductSheet.Localized("Hilfe", null, null)));
    assertThat(sheet.in("fr").orElseThrow().name()).isEqualTo("Aide");
    assertThat(sheet.in("de_AT").orElseThrow().name()).isEqualTo("Hilfe");
    assertThat(sheet.in("es,de;q=0.5").orElseThrow().name()).isEqualTo("Hilfe");
    assertThat(sheet.in("en-US,de;q=0.5")).as("its own language comes first").isEmpty();
    assertThat(sheet.in("%%%")).isEmpty();
    assertThat(sheet.in(null)).isEmpty();
    assertThat(sheet.languages()).containsExactly("en", "de", "fr-CA");
  }
}
