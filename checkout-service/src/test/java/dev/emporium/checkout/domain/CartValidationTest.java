package dev.emporium.checkout.domain;

import static dev.emporium.checkout.domain.ValidationLevel.PREVENT_FINALIZE;
import static dev.emporium.checkout.domain.ValidationLevel.PREVENT_PROVISIONING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CartValidationTest {
  private static final PlanTerms TRIAL = Samples.recurring("p1", "4.99", 14, "monthly");
  private static final PlanTerms ONCE = Samples.single("p2", "25.00");
  private static final Instrument CARD = new Instrument("card", Samples.OWNER, true, true);

  @Test
  @DisplayName(
      "a cart whose plans are on sale, whose owner is known and that can pay has no errors")
  void passes() {
    ValidationSummary found =
        run(
            Samples.cart(Samples.item(TRIAL), Samples.item(ONCE)),
            Samples.facts(List.of(CARD), Samples.onSale(TRIAL), Samples.onSale(ONCE)));
    assertThat(found.blockingErrors()).isEmpty();
    assertThat(found.warnings()).isEmpty();
    assertThat(found.pending()).isEmpty();
    found.requirePassed();
  }

  @Test
  @DisplayName("an empty cart and unknown parties block")
  void emptyAndUnknown() {
    var facts = new CartFacts(Map.of(), Member.UNKNOWN, Member.UNKNOWN, List.of(), List.of());
    ValidationSummary found = run(Samples.cart(), facts);
    assertThat(codes(found))
        .containsExactly("SHOPPING_CART_EMPTY", "OWNER_USER_NOT_FOUND", "OWNER_COMPANY_NOT_FOUND");
    assertThat(found.unsettled())
        .containsExactlyInAnyOrder("user/" + Samples.OWNER, "company/" + Samples.COMPANY);
    assertThatThrownBy(found::requirePassed)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo("SHOPPING_CART_EMPTY");
              assertThat(failure.details()).hasSize(3);
            });
  }

  @Test
  @DisplayName("an unknown plan blocks with the vendor's words")
  void unknownPlan() {
    String id = "e209b620-1fc3-4fe9-bd38-e811e605df8";
    CartItem item = Samples.item(null, id, Optional.empty(), List.of());
    Finding error = run(Samples.cart(item), Samples.facts(List.of())).blockingErrors().get(0);
    assertThat(error.code()).isEqualTo("PRICING_PLAN_NOT_FOUND");
    assertThat(error.message()).isEqualTo("Pricing plan with ID " + id + " not found.");
    assertThat(error.parameters()).containsExactly(Map.entry("PRICING_PLAN", id));
    assertThat(error.itemId()).isEqualTo(item.id().toString());
  }

  @Test
  @DisplayName("a plan that is not on sale, in another currency or not for this owner blocks")
  void notForSale() {
    var restricted =
        new Eligibility(Map.of("tier", List.of("gold", "silver")), Map.of("country", "US"));
    var off = new KnownPlan(ONCE, false, restricted);
    assertThat(codes(run(Samples.cart(Samples.item(ONCE)), Samples.facts(List.of(CARD), off))))
        .containsExactly("PRICING_PLAN_NOT_ON_SALE", "PRODUCT_NOT_AVAILABLE");
    assertThat(restricted.admits(Map.of("tier", "gold"))).isTrue();
    assertThat(restricted.admits(Map.of("tier", List.of("silver"), "country", "US"))).isFalse();
    assertThat(restricted.admits(Map.of("tier", "bronze"))).isFalse();
  }

  @Test
  @DisplayName("what is due now or after a trial needs a payment method, a free cart does not")
  void payment() {
    assertThat(codes(run(Samples.cart(Samples.item(ONCE)), facts(ONCE))))
        .containsExactly("PAYMENT_METHOD_REQUIRED");
    assertThat(codes(run(Samples.cart(Samples.item(TRIAL)), facts(TRIAL))))
        .containsExactly("PAYMENT_METHOD_REQUIRED");
    PlanTerms free = Samples.free("p3");
    ValidationSummary nothing = run(Samples.cart(Samples.item(free)), facts(free));
    assertThat(nothing.blockingErrors()).isEmpty();
    assertThat(nothing.warnings()).isEmpty();
  }

  @Test
  @DisplayName("the buyer's default pays, then the buyer's newest, then the company's default")
  void payer() {
    var companys = new Instrument("a-company", UUID.randomUUID(), true, true);
    var broken = new Instrument("broken", Samples.OWNER, true, false);
    Cart cart = Samples.cart(Samples.item(ONCE));
    assertThat(Samples.facts(List.of(companys, broken, CARD)).payer(cart)).contains(CARD);
    assertThat(Samples.facts(List.of(companys, broken)).payer(cart)).contains(companys);
    assertThat(Samples.facts(List.of(broken)).payer(cart)).isEmpty();
    var older = new Instrument("1", Samples.OWNER, false, true);
    var newer = new Instrument("2", Samples.OWNER, false, true);
    assertThat(Samples.facts(List.of(companys, older, newer)).payer(cart)).contains(newer);
    var strangers = new Instrument("3", UUID.randomUUID(), false, true);
    assertThat(Samples.facts(List.of(strangers)).payer(cart)).isEmpty();
  }

  @Test
  @DisplayName("what is worth knowing does not block: a changed price, ignored units, a rejection")
  void warnings() {
    UUID purchase = UUID.randomUUID();
    CartItem item = Samples.item(ONCE);
    var withUnits =
        Samples.item(null, "p2", item.terms(), List.of(new Unit(BigDecimal.TEN, "USERS")));
    Cart cart =
        Samples.cart(withUnits)
            .finalizing(purchase)
            .reopened(new Rejection(purchase, "PAYMENT_FAILED", "The card was declined."))
            .orElseThrow();
    PlanTerms dearer = Samples.single("p2", "30.00");
    ValidationSummary found = run(cart, Samples.facts(List.of(CARD), Samples.onSale(dearer)));
    assertThat(found.blockingErrors()).isEmpty();
    assertThat(found.warnings())
        .extracting(Finding::code)
        .containsExactly("PRICE_CHANGED", "PURCHASE_REJECTED");
    assertThat(found.warnings().get(1).message()).endsWith("The card was declined.");
    assertThat(found.warnings().get(1).parameters()).containsEntry("REASON", "PAYMENT_FAILED");
    assertThat(found.info()).extracting(Finding::code).containsExactly("UNITS_NOT_PRICED");
  }

  @Test
  @DisplayName(
      "provisioning asks for plans and owner only, and a blocked cart has a pending purchase")
  void provisioning() {
    Cart blocked = Samples.cart(Samples.item(ONCE)).finalizing(UUID.randomUUID());
    var off = new KnownPlan(ONCE, false, new Eligibility(Map.of(), Map.of()));
    ValidationSummary found =
        CartValidation.run(
            UUID.randomUUID(), blocked, Samples.facts(List.of(), off), PREVENT_PROVISIONING);
    assertThat(found.blockingErrors()).isEmpty();
    assertThat(found.pending()).containsExactly("PURCHASE");
  }

  @Test
  @DisplayName("a disabled user, a disabled company and a stranger to the company block")
  void standing() {
    Member disabled = Samples.member(false, null);
    var facts =
        new CartFacts(
            Map.of("p3", Samples.onSale(Samples.free("p3"))),
            disabled,
            disabled,
            List.of(),
            List.of());
    assertThat(codes(run(Samples.cart(Samples.item(Samples.free("p3"))), facts)))
        .containsExactly("OWNER_USER_DISABLED", "OWNER_COMPANY_DISABLED", "OWNER_NOT_A_MEMBER");
  }

  private static CartFacts facts(PlanTerms plan) {
    return Samples.facts(List.of(), Samples.onSale(plan));
  }

  private static ValidationSummary run(Cart cart, CartFacts facts) {
    return CartValidation.run(UUID.randomUUID(), cart, facts, PREVENT_FINALIZE);
  }

  private static List<String> codes(ValidationSummary found) {
    return found.blockingErrors().stream().map(Finding::code).toList();
  }
}
