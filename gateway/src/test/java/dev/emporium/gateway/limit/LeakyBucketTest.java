package dev.emporium.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LeakyBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void takesABurstOfItsSizeThenWhatLeaks() {
    var bucket = new LeakyBucket(new Rate(20, 5), 0);
    for (int i = 0; i < 20; i++) {
      assertThat(bucket.take(0)).isZero();
    }
    assertThat(bucket.take(0)).isEqualTo(200);
    assertThat(bucket.take(SECOND / 10)).isEqualTo(100);
    assertThat(bucket.take(SECOND / 5)).isZero();
    assertThat(bucket.take(SECOND / 5)).isEqualTo(200);
    assertThat(bucket.take(100 * SECOND)).isZero();
  }

  @Property
  void overAnyTimeItLetsThroughAtMostItsSizeAndWhatLeaked(
      @ForAll @IntRange(min = 1, max = 50) int size,
      @ForAll @IntRange(min = 1, max = 100) int leak,
      @ForAll @IntRange(min = 1, max = 50) int seconds) {
    var bucket = new LeakyBucket(new Rate(size, leak), 0);
    int passed = 0;
    for (long now = 0; now < seconds * SECOND; now += SECOND / 200) {
      if (bucket.take(now) == 0) {
        passed++;
      }
    }
    assertThat(passed).isBetween(Math.min(size, 200), size + seconds * leak);
  }

  @Property
  void whoWaitsAsLongAsToldPasses(
      @ForAll @IntRange(min = 1, max = 50) int size,
      @ForAll @IntRange(min = 1, max = 1000) int leak) {
    var bucket = new LeakyBucket(new Rate(size, leak), 0);
    while (bucket.take(0) == 0) {
      assertThat(size).isPositive();
    }
    long wait = bucket.take(0);
    assertThat(bucket.take(wait * 1_000_000)).isZero();
  }

  @Test
  void ratesAreReadOrRefused() {
    assertThat(Rate.parse("20/2.5")).isEqualTo(new Rate(20, 2.5));
    assertThat(Rate.parse("off")).isNull();
    assertThatThrownBy(() -> Rate.parse("20")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rate.parse("0/1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rate.parse("1/NaN")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuotaStartsAnewWithItsIntervalAndItsDay() {
    var quota = new Quota(new LimitSettings(null, null, 2, 10_000, 3, 10));
    long noon = 43_200_000;
    assertThat(quota.take(noon).burstLeft()).isEqualTo(1);
    assertThat(quota.take(noon).waitMillis()).isZero();
    assertThat(quota.take(noon + 4_000).waitMillis()).isEqualTo(6_000);
    assertThat(quota.take(noon + 10_000).dailyLeft()).isZero();
    assertThat(quota.take(noon + 10_001).waitMillis())
        .as("until midnight")
        .isEqualTo(43_200_000 - 10_001);
    assertThat(quota.take(86_400_000).waitMillis()).isZero();
  }
}
