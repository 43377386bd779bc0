package dev.emporium.checkout.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CartTest {
  private static final PlanTerms PLAN = Samples.recurring("p1", "4.99", 14, "monthly");

  @Test
  @DisplayName("a cart is blocked while its purchase is processed, then finished for good")
  void finishes() {
    UUID purchase = UUID.randomUUID();
    Cart blocked = Samples.cart(Samples.item(PLAN)).finalizing(purchase);
    assertThat(blocked.isBlocked()).isTrue();
    assertThat(blocked.status().shown()).isEqualTo("ACTIVE");
    assertCode(() -> blocked.plus(Samples.item(PLAN)), "SHOPPING_CART_BLOCKED");
    assertCode(() -> blocked.finalizing(UUID.randomUUID()), "SHOPPING_CART_BLOCKED");

    Cart finished = blocked.finished(purchase).orElseThrow();
    assertThat(finished.status().shown()).isEqualTo("FINISHED");
    assertThat(finished.isBlocked()).isFalse();
    assertCode(() -> finished.minus(finished.items().get(0).id() + ""), "SHOPPING_CART_FINISHED");
    assertThat(finished.finished(purchase)).isEmpty();
    assertThat(finished.reopened(new Rejection(purchase, "PAYMENT_FAILED", "late"))).isEmpty();
  }

  @Test
  @DisplayName("a rejected purchase opens the cart again and is remembered until the next one")
  void reopens() {
    UUID purchase = UUID.randomUUID();
    var why = new Rejection(purchase, "PAYMENT_FAILED", "The card was declined.");
    Cart blocked = Samples.cart(Samples.item(PLAN)).finalizing(purchase);
    assertThat(blocked.reopened(new Rejection(UUID.randomUUID(), "PAYMENT_FAILED", ""))).isEmpty();

    Cart open = blocked.reopened(why).orElseThrow();
    assertThat(open.status()).isEqualTo(CartStatus.ACTIVE);
    assertThat(open.purchaseId()).isNull();
    assertThat(open.rejection()).isEqualTo(why);
    assertThat(open.plus(Samples.item(PLAN)).items()).hasSize(2);
    assertThat(open.finalizing(UUID.randomUUID()).rejection()).isNull();
  }

  @Test
  @DisplayName("items are named by id or by ref:, and a reference names one item only")
  void references() {
    CartItem item = referenced("45");
    Cart cart = Samples.cart(item);
    assertThat(cart.item("ref:45")).isEqualTo(item);
    assertThat(cart.item(item.id().toString())).isEqualTo(item);
    assertCode(() -> cart.item("ref:46"), "SHOPPING_CART_ITEM_NOT_FOUND");
    assertCode(() -> cart.item("45"), "SHOPPING_CART_ITEM_NOT_FOUND");
    assertThatThrownBy(() -> cart.plus(referenced("45"))).isInstanceOf(Failure.class);
    assertThat(cart.minus("ref:45").items()).isEmpty();
  }

  @Test
  @DisplayName(
      "a replaced item keeps its id and reference, and its price while the plan is the same")
  void replaces() {
    CartItem old = referenced("45");
    Cart cart = Samples.cart(old);
    PlanTerms dearer = Samples.recurring("p1", "9.99", 14, "monthly");
    CartItem by =
        Samples.item(
            null, "p1", Optional.of(dearer), List.of(new Unit(new BigDecimal("15"), "USERS")));
    CartItem now = cart.replace("ref:45", by).items().get(0);
    assertThat(now.id()).isEqualTo(old.id());
    assertThat(now.referenceId()).isEqualTo("45");
    assertThat(now.units()).isEqualTo(by.units());
    assertThat(now.terms()).contains(PLAN);

    PlanTerms other = Samples.single("p2", "25.00");
    CartItem changed = cart.replace("ref:45", Samples.item(other)).items().get(0);
    assertThat(changed.terms()).contains(other);
  }

  @Test
  @DisplayName("a price is frozen once, in the cart's currency")
  void freezes() {
    CartItem unpriced = Samples.item(null, "p1", Optional.empty(), List.of());
    Map<String, KnownPlan> plans = Map.of("p1", Samples.onSale(PLAN));
    Cart frozen = Samples.cart(unpriced).frozen(plans);
    assertThat(frozen.items().get(0).terms()).contains(PLAN);
    PlanTerms dearer = Samples.recurring("p1", "9.99", 14, "monthly");
    assertThat(frozen.frozen(Map.of("p1", Samples.onSale(dearer))).items().get(0).terms())
        .contains(PLAN);
    assertCode(
        () -> unpriced.frozen(plans, Currency.getInstance("CAD"), ""), "CURRENCY_NOT_SUPPORTED");
    assertThat(unpriced.frozen(Map.of(), Currency.getInstance("CAD"), "").terms()).isEmpty();
  }

  @Test
  @DisplayName("quantities are positive, bounded, and of each unit once")
  void units() {
    assertThatThrownBy(() -> withUnits("0").check("")).hasMessageContaining("greater than 0");
    assertThatThrownBy(() -> withUnits("1000000001").check("")).hasMessageContaining("at most");
    assertThatThrownBy(() -> withUnits("1.00000000001").check("")).hasMessageContaining("decimals");
    assertThatThrownBy(() -> withUnits("1", "2").check("")).hasMessageContaining("twice");
    withUnits("0.5").check("");
  }

  private static CartItem withUnits(String... quantities) {
    List<Unit> units =
        Arrays.stream(quantities)
            .map(quantity -> new Unit(new BigDecimal(quantity), "USERS"))
            .toList();
    return Samples.item(null, "p1", Optional.empty(), units);
  }

  private static CartItem referenced(String reference) {
    return Samples.item(reference, "p1", Optional.of(PLAN), List.of());
  }

  private static void assertCode(Runnable act, String code) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
