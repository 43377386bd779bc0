package dev.emporium.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.billing.domain.PurchaseRules.Decision;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PurchaseRulesTest {
  private static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");
  private static final UUID COMPANY = new UUID(0, 1);
  private static final UUID BUYER = new UUID(0, 2);
  private static final UUID COLLEAGUE = new UUID(0, 3);

  private static Purchase.Item item(String type, int trialDays, String price, String dueNow) {
    var total = new BigDecimal(price);
    return new Purchase.Item(
        UUID.randomUUID(),
        new UUID(0, 9),
        5,
        "App",
        null,
        new UUID(0, 8),
        33,
        "m",
        type,
        "single",
        trialDays,
        type.equals("recurring") ? "monthly" : null,
        type.equals("recurring") ? 1 : null,
        0,
        BigDecimal.ONE,
        List.of(
            new Purchase.Line(
                "c",
                "RECURRING",
                "RECURRING_FLAT",
                "FLAT",
                null,
                "Fee",
                BigDecimal.ONE,
                total,
                total)),
        new BigDecimal(dueNow),
        type.equals("recurring") ? total : null);
  }

  private static Purchase purchase(String instrument, String due, Purchase.Item... items) {
    return purchase("cart", instrument, due, items);
  }

  private static Purchase purchase(
      String origin, String instrument, String due, Purchase.Item... items) {
    return new Purchase(
        new UUID(1, 1),
        origin,
        null,
        null,
        BUYER,
        COMPANY,
        BUYER,
        COMPANY,
        "USD",
        instrument,
        NOW,
        List.of(items),
        new BigDecimal(due));
  }

  private static PaymentInstrument card(UUID user, int year, boolean isDefault) {
    return new PaymentInstrument(
        UUID.randomUUID(),
        "c",
        COMPANY,
        user,
        PaymentMethod.CREDIT_CARD,
        null,
        new PaymentInstrument.Card("t", "VISA", "4242", "Ada", 1, year),
        null,
        null,
        isDefault,
        NOW,
        1);
  }

  @Test
  void theNamedInstrumentIsTakenAndNoOther() {
    var named = card(COLLEAGUE, 2026, false);
    var own = card(BUYER, 2030, true);
    var purchase = purchase(named.id().toString(), "25", item("single", 0, "25", "25"));
    assertThat(PurchaseRules.choose(purchase, List.of(own, named), NOW)).contains(named);
    assertThat(PurchaseRules.decide(purchase, Optional.of(named), NOW))
        .isInstanceOfSatisfying(
            Decision.Reject.class, r -> assertThat(r.reason()).isEqualTo("PAYMENT_REQUIRED"));
    assertThat(PurchaseRules.choose(purchase("x", "0"), List.of(own), NOW)).isEmpty();
  }

  @Test
  void anInstallIsPaidWithTheBuyersDefaultWhateverInstallationKnewOf() {
    var before = card(BUYER, 2030, false);
    var preferred = card(BUYER, 2030, true);
    var colleagues = card(COLLEAGUE, 2030, true);
    for (String origin : List.of("install", "oauth")) {
      for (PaymentInstrument told : List.of(before, colleagues)) {
        assertThat(
                PurchaseRules.choose(
                    purchase(origin, told.id().toString(), "25"),
                    List.of(colleagues, before, preferred),
                    NOW))
            .contains(preferred);
      }
    }
  }

  @Test
  void otherwiseTheBuyersDefaultThenNewestThenTheCompanysDefault() {
    var newest = card(BUYER, 2030, false);
    var preferred = card(BUYER, 2027, true);
    var expired = card(BUYER, 2026, true);
    var colleagues = card(COLLEAGUE, 2030, true);
    var purchase = purchase(null, "0");
    assertThat(PurchaseRules.choose(purchase, List.of(colleagues, newest, preferred), NOW))
        .contains(preferred);
    assertThat(PurchaseRules.choose(purchase, List.of(colleagues, newest, expired), NOW))
        .contains(newest);
    assertThat(PurchaseRules.choose(purchase, List.of(colleagues, expired), NOW))
        .contains(colleagues);
    assertThat(PurchaseRules.choose(purchase, List.of(expired), NOW)).isEmpty();
  }

  @Test
  void onlyWhatIsNeverOwedNeedsNoInstrument() {
    Optional<PaymentInstrument> none = Optional.empty();
    assertThat(PurchaseRules.decide(purchase(null, "0", item("free", 0, "0", "0")), none, NOW))
        .isEqualTo(new Decision.Book(null, true));
    // bought once, installed again
    assertThat(PurchaseRules.decide(purchase(null, "0", item("single", 0, "25", "0")), none, NOW))
        .isEqualTo(new Decision.Book(null, true));
    for (var owed :
        List.of(
            purchase(null, "0", item("recurring", 14, "4.99", "0")),
            purchase(null, "0", item("single", 14, "25", "0")),
            purchase(null, "25", item("single", 0, "25", "25")))) {
      assertThat(PurchaseRules.decide(owed, none, NOW)).isInstanceOf(Decision.Reject.class);
    }
  }

  @Test
  void cardsAreChargedAndInvoicesAreOwed() {
    var card = card(BUYER, 2027, true);
    var owed = purchase(null, "25", item("single", 0, "25", "25"));
    assertThat(PurchaseRules.decide(owed, Optional.of(card), NOW))
        .isEqualTo(new Decision.Charge(card, Money.of("25.00", "USD")));
    var manual =
        new PaymentInstrument(
            UUID.randomUUID(),
            "c",
            COMPANY,
            BUYER,
            PaymentMethod.MANUAL,
            "x",
            null,
            null,
            null,
            true,
            NOW,
            1);
    assertThat(PurchaseRules.decide(owed, Optional.of(manual), NOW))
        .isEqualTo(new Decision.Book(manual, false));
  }

  @Test
  void figuresMustAddUp() {
    assertThat(purchase(null, "25", item("single", 0, "25", "25")).checked().due())
        .isEqualTo(Money.of("25.00", "USD"));
    assertThatThrownBy(() -> purchase(null, "24.99", item("single", 0, "25", "25")).checked())
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> purchase(null, "0").checked()).isInstanceOf(Failure.class);
  }

  private static Subscription start(Purchase.Item item) {
    return Subscription.start(
        UUID.randomUUID(), null, purchase(null, "0", item), item, 12L, 1, null, NOW);
  }

  @Test
  void aTrialEndsBeforeTheFirstPeriod() {
    var s = start(item("recurring", 14, "4.99", "0"));
    assertThat(s.status()).isEqualTo(SubscriptionStatus.FREE_TRIAL);
    assertThat(s.periodEndsAt()).isEqualTo("2027-02-14T10:00:00Z").isEqualTo(s.trialEndsAt());
    assertThat(s.isDue(NOW)).isFalse();
    assertThat(s.isDue(s.periodEndsAt())).isTrue();
    var renewed = s.renewed(s.periodEndsAt());
    assertThat(renewed.status()).isEqualTo(SubscriptionStatus.ACTIVE);
    assertThat(renewed.periodEndsAt()).isEqualTo("2027-03-14T10:00:00Z");
    var oneOff = start(item("single", 14, "25", "0"));
    assertThat(oneOff.renewed(oneOff.periodEndsAt()).periodEndsAt()).isNull();
  }

  @Test
  void whatIsBoughtOnceIsNeverDue() {
    assertThat(start(item("single", 0, "25", "25")).periodEndsAt()).isNull();
    assertThat(start(item("free", 14, "0", "0")).status()).isEqualTo(SubscriptionStatus.ACTIVE);
  }

  @Test
  void theTimeOfASuspensionIsNotCharged() {
    var s = start(item("recurring", 0, "4.99", "4.99")).suspended(NOW);
    assertThat(s.isDue(Instant.MAX)).isFalse();
    assertThat(s.resumed(Instant.parse("2027-06-01T00:00:00Z")).periodEndsAt())
        .isEqualTo("2027-06-30T10:00:00Z");
    var cancelled = s.cancelled(NOW);
    assertThat(cancelled.cancelledAt()).isEqualTo(NOW);
    assertThatThrownBy(() -> cancelled.renewed(NOW)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> cancelled.cancelled(NOW)).isInstanceOf(Failure.class);
  }

  @Property
  void renewalsCoverTheTimeWithoutGapOrOverlap(
      @ForAll @IntRange(min = 0, max = 60) int trialDays,
      @ForAll @IntRange(min = 1, max = 30) int renewals) {
    var s = start(item("recurring", trialDays, "4.99", "0"));
    var period = s.terms().period();
    long first = trialDays > 0 ? 0 : 1;
    for (int i = 0; i < renewals; i++) {
      assertThat(s.periodEndsAt()).isEqualTo(period.boundary(s.anchor(), first + i));
      s = s.renewed(s.periodEndsAt());
    }
  }
}
