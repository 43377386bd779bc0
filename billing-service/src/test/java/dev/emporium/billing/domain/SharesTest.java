package dev.emporium.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.billing.domain.Shares.Asked;
import dev.emporium.billing.domain.Shares.FeePayer;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SharesTest {
  @Property
  void sharesAlwaysAddUpToTheCent(
      @ForAll @LongRange(min = 1, max = 99_999_999_999L) long amount,
      @ForAll @IntRange(min = 0, max = 10_000) int commission,
      @ForAll @IntRange(min = 0, max = 1_000) int feePart,
      @ForAll FeePayer payer) {
    long fee = amount * feePart / 1_000;
    Shares shares = Shares.of(amount, new Asked(fee, null, null), commission, payer);
    assertThat(shares.amount()).isEqualTo(amount);
    assertThat(shares.fee()).isEqualTo(fee);
    assertThat(shares.marketplace()).isNotNegative();
    assertThat(shares.developer()).isNotNegative();
    long due =
        new BigDecimal(amount)
            .multiply(new BigDecimal(commission))
            .movePointLeft(4)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    if (payer == FeePayer.MARKETPLACE && fee <= due) {
      assertThat(shares.developer()).isEqualTo(amount - due);
    }
    if (payer == FeePayer.DEVELOPER && fee <= amount - due) {
      assertThat(shares.marketplace()).isEqualTo(due);
    }
  }

  @Test
  void theCommissionIsRoundedHalfUp() {
    assertThat(Shares.of(1000, Asked.NOTHING, 3050, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(0, 305, 695));
    assertThat(Shares.of(1, Asked.NOTHING, 5000, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(0, 1, 0));
    assertThat(Shares.of(499, Asked.NOTHING, 3050, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(0, 152, 347));
  }

  @Test
  void theFeeIsItsPayers() {
    var fee = new Asked(30L, null, null);
    assertThat(Shares.of(1000, fee, 2000, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(30, 170, 800));
    assertThat(Shares.of(1000, fee, 2000, FeePayer.DEVELOPER)).isEqualTo(new Shares(30, 200, 770));
    assertThat(Shares.of(1000, new Asked(300L, null, null), 2000, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(300, 0, 700));
    assertThat(Shares.of(1000, new Asked(900L, null, null), 2000, FeePayer.DEVELOPER))
        .isEqualTo(new Shares(900, 100, 0));
  }

  @Test
  void namedSharesAreTakenAndTheRestIsTheOthers() {
    assertThat(Shares.of(1000, new Asked(10L, 90L, null), 5000, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(10, 90, 900));
    assertThat(Shares.of(1000, new Asked(null, null, 1000L), 5000, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(0, 0, 1000));
    assertThat(Shares.of(1000, new Asked(null, 400L, 600L), 5000, FeePayer.MARKETPLACE))
        .isEqualTo(new Shares(0, 400, 600));
  }

  @Test
  void whatDoesNotAddUpIsRefused() {
    assertRefused(new Asked(1001L, null, null), "feeAmount");
    assertRefused(new Asked(null, 1001L, null), "marketplaceAmount");
    assertRefused(new Asked(500L, null, 501L), "developerAmount");
    assertRefused(new Asked(1L, 400L, 600L), "developerAmount");
    assertRefused(new Asked(0L, 399L, 600L), "developerAmount");
  }

  private static void assertRefused(Asked asked, String field) {
    assertThatThrownBy(() -> Shares.of(1000, asked, 3050, FeePayer.MARKETPLACE))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.details().get(0).field()).isEqualTo(field));
  }

  @Test
  void aRefundIsAtMostWhatIsLeft() {
    Transaction.requireRefundable(700, 1000, 300);
    assertThatThrownBy(() -> Transaction.requireRefundable(701, 1000, 300))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("700");
  }
}
