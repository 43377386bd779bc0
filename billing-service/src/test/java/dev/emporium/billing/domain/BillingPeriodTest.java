package dev.emporium.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BillingPeriodTest {
  private static final BillingPeriod MONTHLY = BillingPeriod.of("monthly", 1);

  @Test
  void shortMonthsEndOnTheirLastDayAndNothingDrifts() {
    Instant anchor = Instant.parse("2027-01-31T10:00:00Z");
    assertThat(MONTHLY.boundary(anchor, 1)).isEqualTo("2027-02-28T10:00:00Z");
    assertThat(MONTHLY.boundary(anchor, 2)).isEqualTo("2027-03-31T10:00:00Z");
    assertThat(MONTHLY.next(anchor, Instant.parse("2027-02-28T10:00:00Z")))
        .isEqualTo("2027-03-31T10:00:00Z");
    assertThat(BillingPeriod.of("annually", 1).boundary(Instant.parse("2028-02-29T00:00:00Z"), 1))
        .isEqualTo("2029-02-28T00:00:00Z");
  }

  @Test
  void absentUnitsAreMonthlyAndOne() {
    assertThat(BillingPeriod.of(null, null)).isEqualTo(MONTHLY);
  }

  @Test
  void appDirectHasWordsForSomePeriods() {
    assertThat(BillingPeriod.of("monthly", 3).frequency()).contains("QUARTERLY");
    assertThat(BillingPeriod.of("annually", 2).frequency()).contains("TWO_YEARS");
    assertThat(BillingPeriod.of("weekly", 1).frequency()).isEmpty();
  }

  @Property
  void nextIsTheFirstBoundaryAfter(
      @ForAll BillingPeriod.Unit unit,
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long anchorSecond,
      @ForAll @LongRange(min = -100_000, max = 2_000_000_000L) long later) {
    var period = new BillingPeriod(unit, count);
    Instant anchor = Instant.ofEpochSecond(anchorSecond);
    Instant after = anchor.plusSeconds(later);
    Instant next = period.next(anchor, after);
    assertThat(next).isAfter(after);
    if (next.equals(anchor)) {
      return;
    }
    long n = 1;
    while (period.boundary(anchor, n).isBefore(next)) {
      n++;
    }
    assertThat(period.boundary(anchor, n)).isEqualTo(next);
    assertThat(period.boundary(anchor, n - 1)).isBeforeOrEqualTo(after);
  }

  @Property
  void boundariesOnlyGrow(
      @ForAll BillingPeriod.Unit unit,
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long anchorSecond,
      @ForAll @IntRange(min = 0, max = 400) int n) {
    var period = new BillingPeriod(unit, count);
    Instant anchor = Instant.ofEpochSecond(anchorSecond);
    assertThat(period.boundary(anchor, n + 1L)).isAfter(period.boundary(anchor, n));
  }
}
