package dev.emporium.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommitmentTest {
  private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
  private static final Map<String, Object> FIXED =
      Map.of("feeType", "FIXED", "amount", new BigDecimal("400"));

  @Test
  void withoutAContractNothingBinds() {
    var none = Commitment.of(sold(0, Map.of(), List.of()));
    assertThat(none.endsAt(START)).isEmpty();
    assertThat(none.terminationFee(START)).isEmpty();
    assertThat(none.expiresAt()).isEmpty();
    assertThatCode(() -> none.requireCancellable(START)).doesNotThrowAnyException();
  }

  @Test
  void aTermEndsOnTheDayItBeganAndBeginsAgainWhenItRenews() {
    var once = Commitment.of(sold(0, contract(Map.of()), List.of()));
    assertThat(once.endsAt(START)).contains(Instant.parse("2026-04-30T10:00:00Z"));
    assertThat(once.endsAt(Instant.parse("2026-04-30T09:59:59Z"))).isPresent();
    assertThat(once.endsAt(Instant.parse("2026-04-30T10:00:00Z"))).isEmpty();
    var renewed =
        Commitment.of(sold(0, contract(Map.of("renewalConfiguration", "AUTO_RENEW")), List.of()));
    assertThat(renewed.endsAt(Instant.parse("2026-04-30T10:00:00Z")))
        .contains(Instant.parse("2026-07-31T10:00:00Z"));
  }

  @Test
  void aLimitOpensEachTermAndClosesItToCancellations() {
    var limited =
        Commitment.of(
            sold(
                0,
                contract(
                    Map.of(
                        "renewalConfiguration", "AUTO_RENEW",
                        "contractCancellationPeriodLimit", 7,
                        "contractCancellationPeriodUnit", "DAY")),
                List.of()));
    assertThatCode(() -> limited.requireCancellable(Instant.parse("2026-02-07T10:00:00Z")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> limited.requireCancellable(Instant.parse("2026-02-07T10:00:01Z")))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFLICT))
        .hasMessageContaining("2026-04-30T10:00:00Z");
    assertThatCode(() -> limited.requireCancellable(Instant.parse("2026-05-01T00:00:00Z")))
        .doesNotThrowAnyException();
    var unlimited =
        Commitment.of(
            sold(
                0,
                contract(
                    Map.of(
                        "contractCancellationPeriodLimit",
                        0,
                        "contractCancellationPeriodUnit",
                        "NONE")),
                List.of()));
    assertThatCode(() -> unlimited.requireCancellable(START.plusSeconds(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void aFixedFeeIsChargedBetweenItsGraceAndTheEnd() {
    var fee =
        Commitment.of(
            sold(
                0,
                contract(
                    Map.of(
                        "terminationFee", FIXED,
                        "terminationFeeGracePeriod", "7",
                        "terminationFeeGracePeriodUnit", "DAY")),
                List.of()));
    assertThat(fee.terminationFee(Instant.parse("2026-02-07T09:59:59Z"))).isEmpty();
    assertThat(fee.terminationFee(Instant.parse("2026-02-07T10:00:00Z")))
        .contains(Money.of("400.00", "USD"));
    assertThat(fee.terminationFee(Instant.parse("2026-04-30T10:00:00Z"))).isEmpty();
    var never =
        Commitment.of(
            sold(
                0,
                contract(
                    Map.of("terminationFee", FIXED, "terminationFeeGracePeriodUnit", "INFINITY")),
                List.of()));
    assertThat(never.terminationFee(Instant.parse("2026-03-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void aPercentageIsOfThePeriodsStillToBeCharged() {
    var contract =
        contract(
            Map.of(
                "terminationFee",
                Map.of("feeType", "PERCENTAGE", "percentage", new BigDecimal("50"))));
    // three months, the first is paid: 2 x 4.99 = 9.98, half of it
    assertThat(Commitment.of(sold(0, contract, List.of())).terminationFee(START))
        .contains(Money.of("4.99", "USD"));
    var phases = List.of(phase(1, 2, "3.00"), phase(3, null, "4.99"));
    assertThat(Commitment.of(sold(0, contract, phases)).terminationFee(START))
        .contains(Money.of("4.00", "USD")); // 3.00 + 4.99 = 7.99, half is 3.995
    var suspended = sold(0, contract, List.of()).suspended(START);
    assertThat(Commitment.of(suspended).terminationFee(Instant.parse("2026-03-01T00:00:00Z")))
        .contains(Money.of("2.50", "USD")); // the second period's invoice is open
  }

  @Test
  void aTrialBindsNobody() {
    var trial =
        Commitment.of(
            sold(
                14,
                contract(
                    Map.of(
                        "terminationFee",
                        FIXED,
                        "contractCancellationPeriodLimit",
                        0,
                        "contractCancellationPeriodUnit",
                        "DAY")),
                List.of()));
    assertThat(trial.terminationFee(START.plusSeconds(60))).isEmpty();
    assertThatCode(() -> trial.requireCancellable(START.plusSeconds(60)))
        .doesNotThrowAnyException();
    assertThat(trial.endsAt(Instant.parse("2026-03-01T00:00:00Z")))
        .contains(Instant.parse("2026-05-14T10:00:00Z"));
  }

  @Test
  void onlyAnExpiringContractEndsItsSubscription() {
    var expiring = contract(Map.of("renewalConfiguration", "EXPIRE"));
    assertThat(Commitment.of(sold(0, expiring, List.of())).expiresAt())
        .contains(Instant.parse("2026-04-30T10:00:00Z"));
    var graced =
        contract(
            Map.of(
                "renewalConfiguration", "EXPIRE",
                "endOfContractGracePeriod", 1,
                "endOfContractGracePeriodUnit", "MONTHLY"));
    assertThat(Commitment.of(sold(0, graced, List.of())).expiresAt())
        .contains(Instant.parse("2026-05-30T10:00:00Z"));
    var never =
        contract(
            Map.of("renewalConfiguration", "EXPIRE", "endOfContractGracePeriodUnit", "INFINITY"));
    assertThat(Commitment.of(sold(0, never, List.of())).expiresAt()).isEmpty();
  }

  private static Map<String, Object> contract(Map<String, Object> more) {
    var all = new java.util.LinkedHashMap<String, Object>(more);
    all.put("minimumServiceLength", "3");
    all.put("minimumServiceLengthUnit", "MONTHLY");
    return all;
  }

  private static Purchase.Phase phase(int from, Integer to, String total) {
    return new Purchase.Phase(from, to, List.of(), new BigDecimal(total));
  }

  private static Subscription sold(
      int trialDays, Map<String, Object> contract, List<Purchase.Phase> phases) {
    UUID id = UUID.randomUUID();
    var price = new BigDecimal("4.99");
    var item =
        new Purchase.Item(
            id,
            id,
            7,
            "Board",
            id,
            id,
            70,
            "model-1",
            "recurring",
            "single",
            trialDays,
            "monthly",
            1,
            0,
            BigDecimal.ONE,
            List.of(),
            trialDays > 0 ? BigDecimal.ZERO : price,
            price,
            new Purchase.Agreed(null, null, List.of(), phases, contract, null));
    var purchase =
        new Purchase(
            id, "cart", null, null, id, id, id, id, "USD", null, START, List.of(item), price);
    return Subscription.start(id, null, purchase, item, 12L, 1, null, START);
  }
}
