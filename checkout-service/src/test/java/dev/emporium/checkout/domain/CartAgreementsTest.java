package dev.emporium.checkout.domain;

import static dev.emporium.checkout.domain.ValidationLevel.PREVENT_FINALIZE;
import static dev.emporium.checkout.domain.ValidationLevel.PRE_FINALIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Plans;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.PricedCart;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What validation and price make of what was agreed beside the catalog. */
class CartAgreementsTest {
  private static final PlanTerms PLAN = Samples.single("p2", "25.00");
  private static final Instrument CARD = new Instrument("card", Samples.OWNER, true, true);

  @Test
  @DisplayName("a custom price must be for a cost of the plan, and is what is paid")
  void customPrices() {
    Cart good = cart(deal(null, null, price("cost-p2")));
    assertThat(codes(good, facts())).isEmpty();
    assertThat(due(good, facts())).isEqualTo("20.00");
    assertThat(codes(cart(deal(null, null, price("cost-x"))), facts()))
        .containsExactly("CUSTOM_PRICE_COST_NOT_FOUND");
  }

  @Test
  @DisplayName("a discount must be known and available, by code or by id, and is taken off")
  void discounts() {
    String id = UUID.randomUUID().toString();
    CartFacts known = facts(known(id, KnownDiscount.State.VALID, 1));
    for (Deal deal : List.of(deal("summer", null), deal(null, id), deal(null, "30"))) {
      assertThat(codes(cart(deal), known)).isEmpty();
      assertThat(due(cart(deal), known)).isEqualTo("22.50");
    }
    assertThat(codes(cart(deal("WINTER", null)), known)).containsExactly("DISCOUNT_NOT_FOUND");
    assertThat(codes(cart(deal("SUMMER", null)), facts(known(id, KnownDiscount.State.EXPIRED, 1))))
        .containsExactly("DISCOUNT_NOT_AVAILABLE");
    CartFacts used = facts(known(id, KnownDiscount.State.VALID, 0));
    assertThat(codes(cart(deal("SUMMER", null)), used)).containsExactly("DISCOUNT_NOT_AVAILABLE");
    assertThat(due(cart(deal("SUMMER", null)), used)).isEqualTo("25.00");
  }

  @Test
  @DisplayName("billing begins on the agreed day, the next cycle's first, or with the service")
  void billingStart() {
    LocalDate bought = LocalDate.of(2026, 1, 31);
    LocalDate later = LocalDate.of(2026, 3, 15);
    var custom = new BillingStart(BillingStart.Strategy.CUSTOM, later);
    assertThat(custom.after(bought)).contains(later);
    assertThat(custom.after(later)).isEmpty();
    assertThat(new BillingStart(BillingStart.Strategy.NEXT_BILLING_CYCLE, null).after(bought))
        .contains(LocalDate.of(2026, 2, 1));
    assertThat(BillingStart.WITH_SERVICE.after(bought)).isEmpty();

    PlanTerms monthly = Samples.recurring("p1", "4.99", 0, "monthly");
    var deal = new Deal(null, null, List.of(), ContractTerms.NONE, custom);
    assertThat(priced(monthly, deal, bought).dueNow().signum()).isZero();
    assertThat(priced(monthly, deal, bought).recurringTotals().get(0).nextInvoice())
        .isEqualTo(later);
    assertThat(priced(monthly, Deal.NONE, bought).dueNow().amount().toPlainString())
        .isEqualTo("4.99");
    PlanTerms trial = Samples.recurring("p2", "4.99", 14, "monthly");
    var facts =
        new CartFacts(
            Map.of("p2", Samples.onSale(trial)),
            Samples.MEMBER,
            Samples.MEMBER,
            List.of(CARD),
            List.of());
    assertThat(codes(Samples.cart(item(trial, deal)), facts))
        .containsExactly("BILLING_START_NOT_SUPPORTED");
  }

  private static PricedCart priced(PlanTerms terms, Deal deal, LocalDate day) {
    return CartPricing.of(Samples.cart(item(terms, deal)), facts(), day).priced();
  }

  private static CartItem item(PlanTerms terms, Deal deal) {
    return new CartItem(
        UUID.randomUUID(),
        null,
        null,
        terms.planId(),
        Optional.of(terms),
        List.of(),
        deal,
        Map.of());
  }

  @Test
  @DisplayName("a locked cart must be approved before it is finalized")
  void locked() {
    Cart open = cart(Deal.NONE);
    Cart cart = open.revised(open.contents(), true);
    assertThat(codes(cart, facts())).containsExactly("SHOPPING_CART_LOCKED");
    ValidationSummary before = CartValidation.run(UUID.randomUUID(), cart, facts(), PRE_FINALIZE);
    assertThat(before.blockingErrors()).isEmpty();
    assertThat(before.warnings()).extracting(Finding::code).containsExactly("SHOPPING_CART_LOCKED");
    assertThat(before.pending()).containsExactly("APPROVAL");
  }

  @Test
  @DisplayName("who buys as a partner sells to its own customers")
  void partners() {
    UUID reseller = UUID.randomUUID();
    Cart plain = cart(Deal.NONE);
    Cart cart =
        plain.revised(
            plain
                .contents()
                .edit()
                .parties(
                    new Parties(
                        Samples.OWNER,
                        Samples.COMPANY,
                        UUID.randomUUID(),
                        reseller,
                        BuyerType.PARTNER))
                .done(),
            false);
    assertThat(codes(cart, facts(null, reseller))).isEmpty();
    assertThat(codes(cart, facts(null, null))).containsExactly("OWNER_NOT_A_CUSTOMER");
  }

  private static Cart cart(Deal deal) {
    return Samples.cart(item(PLAN, deal));
  }

  private static Deal deal(String code, String id, CustomPrice... prices) {
    return new Deal(code, id, List.of(prices), ContractTerms.NONE, BillingStart.WITH_SERVICE);
  }

  private static CustomPrice price(String cost) {
    return new CustomPrice(cost, null, null, Price.of(new BigDecimal("20")));
  }

  private static KnownDiscount known(String id, KnownDiscount.State state, int left) {
    return new KnownDiscount(
        Plans.percent(id, 30, "SUMMER", "Ten off", "10", null, null), state, false, left);
  }

  private static CartFacts facts() {
    return facts(null, null);
  }

  private static CartFacts facts(KnownDiscount discount) {
    return facts(discount, null);
  }

  private static CartFacts facts(KnownDiscount discount, UUID reseller) {
    Member owner = Samples.member(true, reseller);
    return new CartFacts(
        Map.of("p2", Samples.onSale(PLAN)),
        owner,
        Samples.MEMBER,
        List.of(CARD),
        discount == null ? List.of() : List.of(discount));
  }

  private static String due(Cart cart, CartFacts facts) {
    return CartPricing.of(cart, facts, LocalDate.EPOCH).priced().dueNow().amount().toPlainString();
  }

  private static List<String> codes(Cart cart, CartFacts facts) {
    return CartValidation.run(UUID.randomUUID(), cart, facts, PREVENT_FINALIZE)
        .blockingErrors()
        .stream()
        .map(Finding::code)
        .toList();
  }
}
