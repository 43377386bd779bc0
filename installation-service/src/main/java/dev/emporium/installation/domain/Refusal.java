package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;

/**
 * Why billing refused a purchase.
 *
 * @param reason {@code PAYMENT_REQUIRED}, {@code PAYMENT_FAILED}, {@code PAYMENT_ACTION_REQUIRED}
 *     or {@code UNKNOWN_BUYER}
 * @param message a sentence for the buyer; may be null
 */
public record Refusal(String reason, String message) {
  /** The 402 of somebody without payment details ({@code openchannel.txt:3577}). */
  public static Failure noPaymentDetails() {
    return Failure.of(
        Kind.PAYMENT_REQUIRED, null, "The App requires a user with pre-set payment details");
  }

  /** 402 when nothing to pay with is known, 412 when the payment failed. */
  public Failure failure() {
    if ("PAYMENT_REQUIRED".equals(reason)) {
      return noPaymentDetails();
    }
    return Failure.of(
        Kind.PRECONDITION_FAILED,
        null,
        message == null || message.isBlank() ? "The User's payment details are invalid" : message);
  }
}
