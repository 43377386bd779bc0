package dev.emporium.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CardNumberTest {
  private static final Instant NOW = Instant.parse("2027-06-15T00:00:00Z");

  private static CardNumber card(String number, int month, int year) {
    return CardNumber.checked(number, "123", "Ada", month, year, NOW);
  }

  @Test
  void digitsAreCheckedAndNeverPrinted() {
    var card = card("4242 4242-4242 4242", 6, 2027);
    assertThat(card.lastFour()).isEqualTo("4242");
    assertThat(card.brand()).isEqualTo("VISA");
    assertThat(card.toString()).doesNotContain("4242");
    assertThat(card("5555555555554444", 1, 2030).brand()).isEqualTo("MASTERCARD");
    assertThat(card("378282246310005", 1, 2030).brand()).isEqualTo("AMERICAN_EXPRESS");
  }

  @Test
  void nonsenseIsRefusedWithItsField() {
    assertThatThrownBy(() -> card("4242424242424241", 1, 2030)).hasMessageContaining("card number");
    assertThatThrownBy(() -> card("4242424242424242", 5, 2027)).hasMessageContaining("expired");
    assertThatThrownBy(() -> card("4242424242424242", 13, 2030)).hasMessageContaining("1 to 12");
    assertThatThrownBy(() -> CardNumber.checked("4242424242424242", "12", "A", 1, 2030, NOW))
        .hasMessageContaining("three or four");
  }
}
