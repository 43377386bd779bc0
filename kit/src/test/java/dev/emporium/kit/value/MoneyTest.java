package dev.emporium.kit.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MoneyTest {
  private static final Currency USD = Currency.getInstance("USD");

  @Test
  void restsWithTheCurrencysDigits() {
    assertThat(Money.of("4.995", "USD").rounded().amount()).isEqualTo(new BigDecimal("5.00"));
    assertThat(Money.of("4.5", "JPY").rounded().amount()).isEqualTo(new BigDecimal("5"));
    assertThat(Money.of("4.99", "USD").minor()).isEqualTo(499);
    assertThat(Money.ofMinor(499, USD)).isEqualTo(Money.of("4.99", "USD"));
    assertThat(Money.of("4.99", "USD").tenDecimals()).isEqualTo("4.9900000000");
  }

  @Test
  void currenciesDoNotMix() {
    var dollars = Money.of("1", "USD");
    assertThatThrownBy(() -> dollars.plus(Money.of("1", "EUR")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aSplitLosesNothing(
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long cents,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 10_000) Integer> weights) {
    var parts = Money.ofMinor(cents, USD).split(weights.stream().map(BigDecimal::valueOf).toList());
    assertThat(parts.stream().mapToLong(Money::minor).sum()).isEqualTo(cents);
    long total = weights.stream().mapToLong(Integer::longValue).sum();
    for (int i = 0; i < parts.size(); i++) {
      double exact = (double) cents * weights.get(i) / total;
      assertThat((double) parts.get(i).minor()).isBetween(exact - 1, exact + 1);
    }
  }
}
