package dev.emporium.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LaterBillingTest {
  private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");

  @Test
  @DisplayName("an item that nothing was charged for begins on its day, also when that is today")
  void later() {
    assertThat(item("0.00", LocalDate.of(2026, 3, 1)).startsLater(NOW)).isTrue();
    assertThat(item("0.00", LocalDate.of(2026, 1, 31)).startsLater(NOW)).isTrue();
    assertThat(item("0.00", LocalDate.of(2026, 1, 30)).startsLater(NOW)).isFalse();
    assertThat(item("4.99", LocalDate.of(2026, 1, 31)).startsLater(NOW)).isFalse();
    assertThat(item("4.99", null).startsLater(NOW)).isFalse();
  }

  private static Purchase.Item item(String dueNow, LocalDate start) {
    var price = new BigDecimal("4.99");
    UUID id = UUID.randomUUID();
    return new Purchase.Item(
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
        0,
        "monthly",
        1,
        0,
        BigDecimal.ONE,
        List.of(line(price)),
        new BigDecimal(dueNow),
        price,
        new Purchase.Agreed(null, null, List.of(), List.of(), Map.of(), start));
  }

  private static Purchase.Line line(BigDecimal price) {
    return new Purchase.Line(
        "cost", "RECURRING", "RECURRING_FLAT", "FLAT", null, "Board", BigDecimal.ONE, price, price);
  }
}
