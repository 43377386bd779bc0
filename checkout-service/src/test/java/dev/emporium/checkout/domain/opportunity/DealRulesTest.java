package dev.emporium.checkout.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.checkout.domain.Eligibility;
import dev.emporium.checkout.domain.KnownDiscount;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Samples;
import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Plans;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DealRulesTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate DAY = LocalDate.of(2030, 1, 15);

  private static PlanTerms terms(String plan, String amount) {
    var cost =
        new Cost(
            "cost-" + plan,
            Category.RECURRING,
            "RECURRING_FLAT",
            Strategy.FLAT,
            null,
            Money.of(amount, "USD"));
    return Samples.flat(plan, "app-" + plan, "recurring", 0, "monthly", 1, cost);
  }

  private static OpportunityItem item(PlanTerms terms) {
    return new OpportunityItem(
        UUID.randomUUID(),
        null,
        terms.appId(),
        terms.appName(),
        Optional.of(terms),
        List.of(),
        List.of(),
        ContractTerms.NONE,
        Timing.IMMEDIATELY,
        Timing.WITH_SERVICE,
        Map.of(),
        Map.of());
  }

  private static CustomPrice custom(String cost) {
    return new CustomPrice(cost, null, null, Price.of(new BigDecimal("7")));
  }

  private static ItemEdit edit(PlanTerms terms) {
    return new ItemEdit(
        terms,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ItemEdit priced(PlanTerms terms, CustomPrice... prices) {
    return new ItemEdit(
        terms,
        Optional.empty(),
        Optional.of(List.of(prices)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Timing(Timing.NEXT_CYCLE, null)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  @DisplayName("what is left out stays, and the price list while the plan does")
  void edits() {
    OpportunityItem before = item(terms("a", "10"));
    OpportunityItem priced = priced(terms("a", "12"), custom("cost-a")).of(before);
    assertThat(priced.terms()).isEqualTo(before.terms());
    assertThat(ItemEdit.needed(before, priced))
        .containsExactly(
            OpportunityAction.EDIT,
            OpportunityAction.SET_CUSTOM_PRICE,
            OpportunityAction.SET_BILLING_DATE);
    OpportunityItem same = edit(terms("a", "12")).of(priced);
    assertThat(same).isEqualTo(priced);
    assertThat(ItemEdit.needed(priced, same)).containsExactly(OpportunityAction.EDIT);
    OpportunityItem none = priced(terms("a", "12")).of(priced);
    assertThat(ItemEdit.needed(priced, none)).contains(OpportunityAction.SET_CUSTOM_PRICE);
    OpportunityItem other = edit(terms("b", "3")).of(priced);
    assertThat(other.customPrices()).isEmpty();
    assertThat(ItemEdit.needed(priced, other)).containsExactly(OpportunityAction.EDIT);
    assertThatThrownBy(() -> priced(terms("b", "3"), custom("cost-a")).of(before))
        .isInstanceOf(Failure.class);
  }

  @Test
  @DisplayName("a copy is at today's price, with what its maker may set, and parents renamed")
  void copies() {
    OpportunityItem seats = priced(terms("a", "10"), custom("cost-a")).of(item(terms("a", "10")));
    OpportunityItem addOn = OpportunityTest.item("addon", seats.id().toString());
    OpportunityItem gone = item(terms("gone", "1"));
    var deal = new Deal(List.of(seats, addOn, gone), List.of(), Optional.empty());
    var nothing = new Eligibility(Map.of(), Map.of());
    Map<String, KnownPlan> plans = Map.of("a", new KnownPlan(terms("a", "12"), true, nothing));
    Deal plain = new DealCopy(plans, USD, action -> false, UUID::randomUUID).of(deal, true);
    assertThat(plain.items()).hasSize(2);
    OpportunityItem copy = plain.items().get(0);
    assertThat(copy.id()).isNotEqualTo(seats.id());
    assertThat(copy.terms()).contains(terms("a", "12"));
    assertThat(copy.customPrices()).isEmpty();
    assertThat(copy.billing()).isEqualTo(Timing.WITH_SERVICE);
    assertThat(plain.parentOf(plain.items().get(1))).contains(copy);
    Deal whole = new DealCopy(plans, USD, action -> true, UUID::randomUUID).of(deal, true);
    assertThat(whole.items().get(0).customPrices()).isEqualTo(seats.customPrices());
    assertThat(whole.items().get(0).billing()).isEqualTo(seats.billing());
  }

  @Test
  @DisplayName("an add-on names its parent by the item, the product or the product's number")
  void parents() {
    OpportunityItem seats = item(terms("a", "10"));
    for (String name : List.of(seats.id().toString(), seats.productId(), "7")) {
      OpportunityItem addOn = OpportunityTest.item("addon", name);
      var deal = new Deal(List.of(seats, addOn), List.of(), Optional.empty());
      assertThat(deal.parentOf(addOn)).as(name).contains(seats);
    }
  }

  @Test
  @DisplayName("prices have at most ten decimals")
  void decimals() {
    var exact = new CustomPrice("cost-a", null, null, Price.of(new BigDecimal("0.0123456789")));
    assertThat(priced(terms("a", "10"), exact).of(item(terms("a", "10"))).customPrices())
        .containsExactly(exact);
    var tooExact = new CustomPrice("cost-a", null, null, Price.of(new BigDecimal("0.01234567891")));
    assertThatThrownBy(() -> priced(terms("a", "10"), tooExact).of(item(terms("a", "10"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ten decimals");
  }

  @Test
  @DisplayName("what a snapshot costs is the same on every day, whatever the dates say")
  void snapshot() {
    OpportunityItem item = item(terms("a", "10.01"));
    Opportunity opportunity = OpportunityTest.open(item);
    var snapshot = OpportunitySnapshot.of(opportunity);
    assertThat(snapshot.priced(DAY).dueNow()).isEqualTo(Money.of("10.01", "USD"));
    assertThat(snapshot.priced(DAY.plusYears(1)).dueNow()).isEqualTo(snapshot.priced(DAY).dueNow());
    OpportunityItem later = priced(terms("a", "10.01")).of(item);
    var deal = new Deal(List.of(later), List.of(), Optional.empty());
    var priced = OpportunityPricing.of(deal, USD, opportunity.people(), DAY);
    assertThat(priced.dueNow().signum()).isZero();
    assertThat(priced.items().get(0).schedule().billingStart()).isEqualTo(LocalDate.of(2030, 2, 1));
    assertThat(new Timing(Timing.CUSTOM, Instant.EPOCH).day()).contains(LocalDate.EPOCH);
    assertThatThrownBy(() -> new Timing(Timing.CUSTOM, null).checked("billingConfiguration"))
        .isInstanceOf(Failure.class);
  }

  @Test
  @DisplayName("a discount is for eligible items only, within its limit, and told when it ends")
  void discounts() {
    OpportunityItem a = item(terms("a", "10"));
    OpportunityItem b = item(terms("b", "10"));
    var deal = new Deal(List.of(a, b), List.of(), Optional.empty());
    Set<UUID> both = Set.of(a.id(), b.id());
    AppliedDiscount only =
        DiscountRules.apply("X", known(KnownDiscount.State.VALID, "b", null), deal, both, USD);
    assertThat(only.items()).containsExactly(b.id());
    assertThat(refusal(deal, both, known(KnownDiscount.State.VALID, null, 1)))
        .isEqualTo("DISCOUNT_LIMIT_REACHED");
    assertThat(refusal(deal, Set.of(a.id()), known(KnownDiscount.State.VALID, "b", null)))
        .isEqualTo("DISCOUNT_NOT_APPLICABLE");
    assertThat(refusal(deal, both, known(KnownDiscount.State.EXPIRED, null, null)))
        .isEqualTo("DISCOUNT_NOT_FOUND");
    assertThat(refusal(deal, both, Optional.empty())).isEqualTo("DISCOUNT_NOT_FOUND");
    var applied = new Deal(List.of(a, b), List.of(only), Optional.empty());
    assertThat(DiscountRules.unusable(applied, List.of())).hasSize(1);
    assertThat(
            DiscountRules.unusable(
                applied, known(KnownDiscount.State.VALID, "b", 1).stream().toList()))
        .isEmpty();
  }

  @Test
  @DisplayName("a vendor's shared form is filled in for all its items at once")
  void forms() {
    OpportunityItem a = item(terms("a", "10"));
    OpportunityItem b = item(terms("b", "10"));
    var deal = new Deal(List.of(a, b), List.of(), Optional.empty());
    var field =
        new RequiredField("K", "K", true, false, 2, 4, "[a-z]+", "user.email", true, Map.of());
    var form = new RequiredForm("ISV", true, "More", null, List.of(field));
    var forms = Map.of(a.id(), List.of(form), b.id(), List.of(form));
    assertThatThrownBy(() -> FormRules.requireWhole(deal, forms, List.of(a.id().toString())))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(b.id().toString());
    FormRules.requireWhole(deal, forms, List.of(a.id().toString(), b.id().toString()));
    FormRules.requireWhole(deal, Map.of(a.id(), List.of(form)), List.of(a.id().toString()));
    assertThat(field.complaint(List.of(), Member.UNKNOWN)).contains("K is required");
    assertThat(field.complaint(List.of("a"), Member.UNKNOWN)).isPresent();
    assertThat(field.complaint(List.of("abcde"), Member.UNKNOWN)).isPresent();
    assertThat(field.complaint(List.of("AB"), Member.UNKNOWN)).contains("K is not valid");
    assertThat(field.complaint(List.of("ab"), Member.UNKNOWN)).isEmpty();
  }

  @Test
  @DisplayName("only known permissions can be given")
  void permissions() {
    assertThatThrownBy(
            () ->
                new SalesPermissions(
                    Map.of("ROLE_RESELLER", Set.of(OpportunityAction.CHANGE_OPPORTUNITY_OWNER))))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> new SalesPermissions(Map.of("ROLE_USER", Set.of())))
        .isInstanceOf(Failure.class);
    assertThat(SalesPermissions.DEFAULT.permit("ROLE_PARTNER", OpportunityAction.FINALIZE))
        .isTrue();
    assertThat(SalesPermissions.DEFAULT.permit("ROLE_RESELLER", OpportunityAction.FINALIZE))
        .isFalse();
    assertThat(SalesPermissions.DEFAULT.permit("ROLE_RESELLER", OpportunityAction.EDIT)).isTrue();
  }

  private static String refusal(Deal deal, Set<UUID> items, Optional<KnownDiscount> known) {
    try {
      DiscountRules.apply("X", known, deal, items, USD);
      return null;
    } catch (Failure refused) {
      return refused.code();
    }
  }

  private static Optional<KnownDiscount> known(
      KnownDiscount.State state, String plan, Integer left) {
    var terms = Plans.percent("d", 1, "X", null, "10", null, plan);
    return Optional.of(new KnownDiscount(terms, state, false, left));
  }
}
