package dev.emporium.checkout.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Price;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CartPartsTest {
  private static final PlanTerms PLAN = Samples.recurring("p1", "4.99", 0, "monthly");

  @Test
  @DisplayName("associations make add-ons: one parent, no nesting, no strangers")
  void associations() {
    CartItem seat = Samples.item(PLAN);
    CartItem backup = Samples.item(PLAN);
    CartItem archive = Samples.item(PLAN);
    List<CartItem> items = List.of(seat, backup, archive);
    var both = new Association(id(seat), List.of(id(backup), id(archive)));
    Cart cart = Samples.cart(apply(items, both).toArray(CartItem[]::new));
    assertThat(Association.of(cart.items())).containsExactly(both);
    assertInvalid(() -> apply(items, new Association(id(seat), List.of(id(seat)))));
    assertInvalid(() -> apply(items, new Association(id(seat), List.of("ref:9"))));
    assertInvalid(
        () ->
            apply(
                items,
                new Association(id(seat), List.of(id(archive))),
                new Association(id(backup), List.of(id(archive)))));
    assertInvalid(
        () ->
            Samples.cart(
                apply(
                        items,
                        new Association(id(seat), List.of(id(backup))),
                        new Association(id(backup), List.of(id(archive))))
                    .toArray(CartItem[]::new)));
  }

  @Test
  @DisplayName("add-ons go with their parent when told to, otherwise they stand alone")
  void cascades() {
    CartItem seat = Samples.item(PLAN);
    CartItem backup = Samples.item(PLAN).under(seat.id());
    CartItem other = Samples.item(PLAN);
    Cart cart = Samples.cart(seat, backup, other);
    assertThat(cart.minus(List.of(id(seat)), true).items()).containsExactly(other);
    assertThat(cart.minus(List.of(id(seat)), false).items())
        .containsExactly(backup.under(null), other);
    assertThat(cart.minus(id(backup)).items()).containsExactly(seat, other);
    assertThat(cart.replace(id(backup), Samples.item(PLAN)).item(id(backup)).parentId())
        .isEqualTo(seat.id());
    assertThatThrownBy(() -> cart.minus(List.of(id(seat), "ref:9"), true))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.code()).isEqualTo("SHOPPING_CART_ITEM_NOT_FOUND"));
  }

  @Test
  @DisplayName(
      "fees follow their items, are in the cart's currency and named once by their provider")
  void fees() {
    CartItem seat = Samples.item(PLAN);
    CartItem other = Samples.item(PLAN);
    CartFee both = fee("9.81", "a", List.of(seat.id(), other.id()));
    CartFee whole = fee("1.00", "b", List.of());
    Cart cart = Samples.cart(seat, other).plus(both).plus(whole);
    Cart less = cart.minus(id(seat));
    assertThat(less.fees()).containsExactly(both.keeping(Set.of(other.id())), whole);
    assertThat(less.minus(id(other)).fees()).containsExactly(whole);
    assertThat(less.minusFee(id(whole.id())).fees()).hasSize(1);
    assertThatThrownBy(() -> cart.plus(fee("2.00", "a", List.of())))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo("FEE_ALREADY_EXISTS"));
    assertInvalid(() -> cart.plus(fee("2.00", "c", List.of(UUID.randomUUID()))));
    assertInvalid(() -> cart.plus(in("EUR", "2.00")));
    assertInvalid(() -> fee("0", "c", List.of()).checked(""));
    assertInvalid(() -> fee("0.001", "c", List.of()).checked(""));
    in("JPY", "100").checked("");
    assertInvalid(() -> in("JPY", "0.5").checked(""));
  }

  @Test
  @DisplayName("three shares are 1.00 together, to the last digit")
  void shares() {
    shared("0.00", "1.00", "0.00").checked("");
    shared("0.333", "0.333", "0.334").checked("");
    assertInvalid(() -> shared("0.33", "0.33", "0.33").checked(""));
    assertInvalid(() -> shared("-0.5", "1", "0.5").checked(""));
    assertInvalid(() -> shared("1", "1", "0").checked(""));
  }

  @Test
  @DisplayName("a fee's text is the reader's, with its placeholders filled in")
  void texts() {
    var text =
        new FeeText("until {$to} {$x}", Map.of("es_AR", "hasta {$to}"), Map.of("to", "2020-10-12"));
    assertThat(text.in("es-AR", "KEY")).isEqualTo("hasta 2020-10-12");
    assertThat(text.in("fr_FR", "KEY")).isEqualTo("until 2020-10-12 {$x}");
    assertThat(text.in(null, "KEY")).isEqualTo("until 2020-10-12 {$x}");
    assertThat(FeeText.NONE.in("en_US", "KEY")).isEqualTo("KEY");
  }

  @Test
  @DisplayName(
      "a discount is removed by its code from some items or all, also where its id was given")
  void discounts() {
    CartItem one = discounted("SUMMER", null);
    CartItem two = discounted(null, "77");
    CartItem three = discounted("WINTER", null);
    Cart cart = Samples.cart(one, two, three);
    assertThat(codes(cart.minusDiscount("summer", List.of("77"), List.of())))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of("WINTER"));
    assertThat(codes(cart.minusDiscount("SUMMER", List.of("77"), List.of(id(two)))))
        .containsExactly(Optional.of("SUMMER"), Optional.empty(), Optional.of("WINTER"));
    assertThatThrownBy(() -> cart.minusDiscount("SUMMER", List.of(), List.of(id(three))))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.code()).isEqualTo("SHOPPING_CART_DISCOUNT_NOT_FOUND"));
  }

  @Test
  @DisplayName("a locked cart can only be unlocked, and what was locked can be sold then")
  void locks() {
    Cart open = Samples.cart(Samples.item(PLAN));
    Cart locked = open.revised(open.contents(), true);
    assertThat(locked.isBlocked()).isTrue();
    assertThat(locked.status().shown()).isEqualTo("ACTIVE");
    for (Runnable change :
        List.<Runnable>of(
            () -> locked.plus(Samples.item(PLAN)),
            () -> locked.soldBy(List.of()),
            () -> locked.revised(locked.contents(), true),
            () -> locked.finalizing(UUID.randomUUID()))) {
      assertThatThrownBy(change::run)
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> assertThat(failure.code()).isEqualTo("SHOPPING_CART_LOCKED"));
    }
    Cart approved = locked.revised(locked.contents().edit().locale("fr_CA").done(), false);
    assertThat(approved.isBlocked()).isFalse();
    assertThat(approved.locale()).isEqualTo("fr_CA");
    Cart sold = approved.finalizing(UUID.randomUUID());
    assertThatThrownBy(() -> sold.revised(sold.contents(), false)).isInstanceOf(Failure.class);
  }

  @Test
  @DisplayName("other prices or another contract than before are noticed, less items are not")
  void otherwise() {
    CartItem plain = Samples.item(PLAN);
    CartItem dear =
        with(
            new Deal(
                null, null, List.of(price("9")), ContractTerms.NONE, BillingStart.WITH_SERVICE));
    CartContents before = Samples.cart(plain, dear).contents();
    assertThat(Samples.cart(plain).contents().sellsOtherwiseThan(before)).isFalse();
    assertThat(before.sellsOtherwiseThan(Samples.cart(plain).contents())).isTrue();
    CartContents discounted =
        before.edit().items(List.of(plain.replacedBy(discounted("SUMMER", null)), dear)).done();
    assertThat(discounted.sellsOtherwiseThan(before)).isFalse();
    CartContents listed =
        before.edit().items(List.of(plain, dear.replacedBy(Samples.item(PLAN)))).done();
    assertThat(listed.sellsOtherwiseThan(before)).isTrue();
  }

  @Test
  @DisplayName("what became of a pre-authorization is what became of the purchase")
  void preAuthorization() {
    Cart cart = Samples.cart(Samples.item(PLAN));
    assertThat(PreAuthorization.of(cart)).isEmpty();
    Cart kept = cart.revised(cart.contents().edit().preAuthId("pre-1").done(), false);
    assertThat(PreAuthorization.of(kept).orElseThrow().status())
        .isEqualTo(PreAuthorization.Status.PENDING);
    UUID purchase = UUID.randomUUID();
    Cart busy = kept.finalizing(purchase);
    assertThat(PreAuthorization.of(busy).orElseThrow().status())
        .isEqualTo(PreAuthorization.Status.PROCESSING);
    assertThat(PreAuthorization.of(busy.finished(purchase).orElseThrow()).orElseThrow().status())
        .isEqualTo(PreAuthorization.Status.COMPLETED);
    Cart declined =
        busy.reopened(new Rejection(purchase, "PAYMENT_FAILED", "The card was declined."))
            .orElseThrow();
    assertThat(PreAuthorization.of(declined))
        .contains(
            new PreAuthorization(
                "pre-1",
                PreAuthorization.Status.ERROR,
                "The card was declined.",
                "PAYMENT_FAILED"));
  }

  private static List<CartItem> apply(List<CartItem> items, Association... associations) {
    return Association.apply(
        items, List.of(associations), address -> Cart.find(items, address).map(CartItem::id));
  }

  private static CartFee fee(String amount, String external, List<UUID> items) {
    return new CartFee(
        UUID.randomUUID(),
        external,
        Instant.EPOCH,
        "SHIPPING",
        Money.of(amount, "USD"),
        FeeText.NONE,
        RevenueShare.CHANNEL,
        items,
        null);
  }

  private static CartFee in(String currency, String amount) {
    return new CartFee(
        UUID.randomUUID(),
        null,
        Instant.EPOCH,
        "SHIPPING",
        Money.of(amount, currency),
        FeeText.NONE,
        RevenueShare.CHANNEL,
        List.of(),
        null);
  }

  private static CartFee shared(String appdirect, String channel, String vendor) {
    return new CartFee(
        UUID.randomUUID(),
        null,
        Instant.EPOCH,
        "SHIPPING",
        Money.of("1.00", "USD"),
        FeeText.NONE,
        new RevenueShare(
            new BigDecimal(appdirect), new BigDecimal(channel), new BigDecimal(vendor)),
        List.of(),
        null);
  }

  private static CartItem discounted(String code, String id) {
    return with(new Deal(code, id, List.of(), ContractTerms.NONE, BillingStart.WITH_SERVICE));
  }

  private static CartItem with(Deal deal) {
    return new CartItem(
        UUID.randomUUID(), null, null, "p1", Optional.of(PLAN), List.of(), deal, Map.of());
  }

  private static CustomPrice price(String amount) {
    return new CustomPrice("cost-p1", null, null, Price.of(new BigDecimal(amount)));
  }

  private static List<Optional<String>> codes(Cart cart) {
    return cart.items().stream()
        .map(item -> item.deal().hasDiscount() ? named(item.deal()) : Optional.<String>empty())
        .toList();
  }

  private static Optional<String> named(Deal deal) {
    return Optional.of(deal.discountCode() == null ? deal.discountId() : deal.discountCode());
  }

  private static String id(CartItem item) {
    return item.id().toString();
  }

  private static String id(UUID id) {
    return id.toString();
  }

  private static void assertInvalid(Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind().status()).isEqualTo(400));
  }
}
