package dev.emporium.billing.domain;

import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Whoever moves the money. Asking twice with the same key charges once; a stage fails only for
 * programming errors, everything that can happen to money is an {@link Outcome}.
 */
public interface PaymentGateway {

  /** Turns a card into a token that can be charged later; a refused card fails with a Failure. */
  CompletionStage<String> tokenize(UUID marketplace, UUID instrumentId, CardNumber card);

  /**
   * Keeps the card behind a token that the client got from Stripe.js; its {@code token} is the one
   * that can be charged. A refused token fails with a Failure on {@code token}.
   */
  CompletionStage<PaymentInstrument.Card> keep(UUID marketplace, UUID instrumentId, String token);

  /** Tells the holder's address of a kept card. */
  CompletionStage<Void> address(String cardToken, CardAddress address);

  /** Lets go of a kept card. */
  CompletionStage<Void> forget(String cardToken);

  /** The account a developer has connected; a refused code fails with a Failure. */
  CompletionStage<ConnectedAccount> connect(String code);

  /** Disconnects it from the marketplace's Stripe application. */
  CompletionStage<Void> disconnect(String clientId, String stripeId);

  /**
   * Hands a part of a charge on to a connected account; asking twice with the same key does it
   * once. Gives the gateway's id of it; anything else fails and may be asked again.
   */
  CompletionStage<String> transfer(Transfer transfer);

  /** Charges, or tells what became of the charge with this key. */
  CompletionStage<Outcome> charge(Charge charge);

  /**
   * What is asked for.
   *
   * @param key names this charge for ever: the purchase's id, or the payment intent's
   * @param askedFirst when the intent was recorded; old ones are looked up before they are made
   */
  record Charge(
      UUID marketplace,
      String key,
      Money amount,
      String token,
      String description,
      Instant askedFirst) {}

  /**
   * A share of a charge.
   *
   * @param key names it for ever: the transaction's id
   * @param charge what the gateway calls the charge
   * @param account the connected account
   * @param askedBefore whether it may have been handed on already
   */
  record Transfer(
      UUID marketplace,
      String key,
      Money amount,
      String charge,
      String account,
      boolean askedBefore) {}

  /** What became of it. */
  sealed interface Outcome {
    /** The money was taken. */
    record Approved(String transactionId) implements Outcome {}

    /** The money was not taken and will not be under this key. */
    record Declined(String transactionId, String code, String message) implements Outcome {}

    /** The holder would have to do something first, so nothing was taken. */
    record ActionRequired(String transactionId, String message) implements Outcome {}

    /** Nobody knows yet; ask again with the same key. */
    record Unknown(String message) implements Outcome {}
  }
}
