package dev.emporium.billing.domain;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A way somebody pays. A card's number and security code are never part of it: only the gateway's
 * token and what a person needs to recognise the card.
 *
 * @param cardId OpenChannel's name of it, 24-hex
 * @param card null for methods other than CREDIT_CARD
 * @param billingAddress as the client sent it, a JSON object's text, or null
 * @param isDefault the one of this user in this company that is taken when none is named
 */
public record PaymentInstrument(
    UUID id,
    String cardId,
    UUID companyId,
    UUID userId,
    PaymentMethod method,
    String accountDisplay,
    Card card,
    String billingAddress,
    String vatId,
    boolean isDefault,
    Instant createdAt,
    int version) {

  /**
   * A card as it is kept.
   *
   * @param token the gateway's name for it
   * @param brand such as {@code VISA}
   * @param expirationMonth 1 to 12
   * @param expirationYear four digits
   */
  public record Card(
      String token,
      String brand,
      String lastFour,
      String holder,
      int expirationMonth,
      int expirationYear) {}

  /** A card can be charged to the end of its month, in UTC; what is invoiced always can. */
  public boolean isUsable(Instant now) {
    if (!method.isOffered()) {
      return false;
    }
    return card == null || !isExpired(card.expirationYear(), card.expirationMonth(), now);
  }

  /** The same as it is first kept. */
  public PaymentInstrument created(boolean asDefault, Instant now) {
    return new PaymentInstrument(
        id,
        cardId,
        companyId,
        userId,
        method,
        accountDisplay,
        card,
        billingAddress,
        vatId,
        asDefault,
        now,
        1);
  }

  /** The same with another display text, address, VAT id and default flag. */
  public PaymentInstrument changed(String display, String address, String vat, boolean asDefault) {
    return new PaymentInstrument(
        id, cardId, companyId, userId, method, display, card, address, vat, asDefault, createdAt,
        version);
  }

  /** Whether the month has passed, in UTC. */
  public static boolean isExpired(int year, int month, Instant now) {
    return YearMonth.of(year, month).isBefore(YearMonth.from(now.atOffset(ZoneOffset.UTC)));
  }
}
