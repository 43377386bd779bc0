package dev.emporium.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final Meter FIXED =
      new Meter("m", "Calls", false, new BigDecimal("0.50"), null, null);
  private static final Meter DYNAMIC =
      new Meter("m", "Calls", true, null, new BigDecimal("0.10"), new BigDecimal("2.00"));

  @Test
  void aFixedMeterHasItsOwnPrice() {
    assertThat(FIXED.price(null)).isEqualByComparingTo("0.50");
    assertThat(FIXED.price(new BigDecimal("0.5"))).isEqualByComparingTo("0.50");
    assertThatThrownBy(() -> FIXED.price(new BigDecimal("0.51"))).isInstanceOf(Failure.class);
  }

  @Test
  void aDynamicMeterTakesAPriceWithinItsBounds() {
    assertThat(DYNAMIC.price(new BigDecimal("2.00"))).isEqualByComparingTo("2.00");
    assertThatThrownBy(() -> DYNAMIC.price(null)).hasMessageContaining("price");
    assertThatThrownBy(() -> DYNAMIC.price(new BigDecimal("0.09"))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> DYNAMIC.price(new BigDecimal("2.01"))).isInstanceOf(Failure.class);
  }

  @Test
  void aChargeIsWorthAtLeastACent() {
    assertThatThrownBy(() -> Meter.amount(BigDecimal.ZERO, BigDecimal.ONE, USD))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> Meter.amount(BigDecimal.ONE, new BigDecimal("0.004"), USD))
        .isInstanceOf(Failure.class);
  }

  @Property
  void theAmountIsTheProductToTheCent(
      @ForAll @BigRange(min = "0.01", max = "100000") @Scale(4) BigDecimal units,
      @ForAll @BigRange(min = "1", max = "1000") @Scale(4) BigDecimal price) {
    assertThat(Meter.amount(units, price, USD).amount())
        .isEqualTo(units.multiply(price).setScale(2, RoundingMode.HALF_UP));
  }
}
