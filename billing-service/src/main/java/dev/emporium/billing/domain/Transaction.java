package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/**
 * What an app earned or gave back: one ownership's part of a payment, or a refund
 * (openchannel.txt:7190-7239).
 *
 * @param id 24-hex
 * @param paymentNumber the payment it is part of; of a refund the last payment for that ownership
 * @param subscriptionId null when the ownership was never sold by billing
 * @param names OpenChannel's ids of what it is about
 * @param customData a JSON object's text, or null
 */
public record Transaction(
    String id,
    Type type,
    long paymentNumber,
    UUID subscriptionId,
    UUID installationId,
    UUID appId,
    UUID userId,
    Names names,
    Currency currency,
    Shares shares,
    String customData,
    Instant date,
    boolean deleted,
    int version) {

  /** Money that came or went back. */
  public enum Type {
    PAYMENT("payment"),
    REFUND("refund");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** {@code payment} or {@code refund}. */
    public String word() {
      return word;
    }
  }

  /** OpenChannel's ids; null where the owner of the record has not told it yet. */
  public record Names(String ownershipId, String appId, String userId, String developerId) {}

  /** 400 on {@code amount} when more would be given back than was paid and not yet given back. */
  public static void requireRefundable(long amount, long paid, long refunded) {
    if (amount > paid - refunded) {
      throw Failure.invalid(
          "amount", "A refund cannot exceed what was paid and not refunded: " + (paid - refunded));
    }
  }
}
