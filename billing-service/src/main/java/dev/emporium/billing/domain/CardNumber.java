package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A card as it was typed. It lives only between the request and the gateway, is never stored, and
 * shows nothing of itself when printed.
 */
public record CardNumber(
    String number, String securityCode, String holder, int expirationMonth, int expirationYear) {

  /**
   * Checks the digits (12 to 19, Luhn), the security code (absent, or 3 to 4 digits) and the
   * expiry.
   */
  public static CardNumber checked(
      String number, String securityCode, String holder, int month, int year, Instant now) {
    String digits = number == null ? "" : number.replaceAll("[ -]", "");
    if (!digits.matches("[0-9]{12,19}") || !luhn(digits)) {
      throw Failure.invalid("creditCard.number", "is not a card number");
    }
    if (securityCode != null && !securityCode.matches("[0-9]{3,4}")) {
      throw Failure.invalid("creditCard.securityCode", "must be three or four digits");
    }
    boolean expired;
    try {
      expired = PaymentInstrument.isExpired(year, month, now);
    } catch (DateTimeException impossible) {
      throw Failure.invalid("creditCard.expirationMonth", "must be 1 to 12");
    }
    if (year > 2999 || expired) {
      throw Failure.invalid("creditCard.expirationYear", "the card has expired");
    }
    return new CardNumber(digits, securityCode, holder, month, year);
  }

  /** What may be shown of the number. */
  public String lastFour() {
    return number.substring(number.length() - 4);
  }

  /** The brand by its leading digits, in AppDirect's spelling. */
  public String brand() {
    if (number.startsWith("4")) {
      return "VISA";
    }
    int two = Integer.parseInt(number.substring(0, 2));
    int four = Integer.parseInt(number.substring(0, 4));
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
      return "MASTERCARD";
    }
    if (two == 34 || two == 37) {
      return "AMERICAN_EXPRESS";
    }
    if (four == 6011 || two == 65) {
      return "DISCOVER";
    }
    return two == 35 ? "JCB" : "OTHER";
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      if (i % 2 == 1) {
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      }
      sum += digit;
    }
    return sum % 10 == 0;
  }

  @Override
  public String toString() {
    return "CardNumber[****]";
  }
}
