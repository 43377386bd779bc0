package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;

/**
 * How a marketplace takes payments for OpenChannel's gateways.
 *
 * @param defaultCommission for what was sold without a plan, in hundredths of a percent
 * @param stripeClientId of the marketplace's connected Stripe account, or null
 * @param stripePublishableKey or null
 * @param version 0 while nothing is stored
 */
public record PaymentSettings(
    boolean enabled,
    Gateway gateway,
    int defaultCommission,
    String stripeClientId,
    String stripePublishableKey,
    int version) {

  /** OpenChannel's two gateways. */
  public enum Gateway {
    CUSTOM("Custom"),
    STRIPE("Stripe");

    private final String word;

    Gateway(String word) {
      this.word = word;
    }

    /** {@code Custom} or {@code Stripe}. */
    public String word() {
      return word;
    }

    /** From the word; an IllegalArgumentException for any other. */
    public static Gateway of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** What holds until somebody sets payments up: they are off. */
  public static PaymentSettings none() {
    return new PaymentSettings(false, Gateway.CUSTOM, 0, null, null, 0);
  }

  /** 412 unless payments are enabled and this is the selected gateway (openchannel.txt:4990). */
  public void require(Gateway wanted) {
    if (!enabled || gateway != wanted) {
      throw Failure.of(
          Kind.PRECONDITION_FAILED,
          null,
          "Payments must be enabled and '"
              + wanted.word()
              + "' must be selected as the gateway in order to use this API endpoint");
    }
  }

  /** 404 unless Stripe has been set up, whichever gateway is selected (openchannel.txt:5160). */
  public PaymentSettings requireStripe() {
    if (stripeClientId == null || stripePublishableKey == null) {
      throw Failure.notFound("Stripe settings have not been setup for this marketplace");
    }
    return this;
  }
}
