package dev.emporium.billing.payment;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.PaymentMethodCreateParams;
import dev.emporium.billing.domain.CardAddress;
import dev.emporium.billing.domain.CardNumber;
import dev.emporium.billing.domain.ConnectedAccount;
import dev.emporium.billing.domain.PaymentGateway;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stripe. A card becomes a customer with an attached payment method ({@code cus_…/pm_…} is the
 * token); a charge is a confirmed off-session PaymentIntent whose idempotency key is the charge's.
 * Stripe forgets keys after 24 hours, so a charge asked for that long ago is searched by its key
 * first. Its blocking client runs on Vert.x's worker threads.
 */
public final class StripeGateway implements PaymentGateway {
  private static final Logger LOG = LoggerFactory.getLogger(StripeGateway.class);
  private static final Duration KEYS_LIVE = Duration.ofHours(23);
  private final Vertx vertx;
  private final StripeClient stripe;
  private final StripeWallet wallet;

  /**
   * @param secretKey {@code sk_…}; never logged
   * @param apiBase another base URL than Stripe's, for tests, or null
   */
  public StripeGateway(Vertx vertx, String secretKey, String apiBase) {
    this.vertx = vertx;
    var builder =
        StripeClient.builder()
            .setApiKey(secretKey)
            .setConnectTimeout(5_000)
            .setReadTimeout(30_000)
            .setMaxNetworkRetries(0);
    if (apiBase != null) {
      builder.setApiBase(apiBase);
    }
    this.stripe = builder.build();
    this.wallet = new StripeWallet(stripe, secretKey, apiBase);
  }

  @Override
  public CompletionStage<String> tokenize(UUID marketplace, UUID instrumentId, CardNumber card) {
    return vertx
        .executeBlocking(() -> tokenizeBlocking(marketplace, instrumentId, card), false)
        .toCompletionStage();
  }

  @Override
  public CompletionStage<Outcome> charge(Charge charge) {
    return vertx.executeBlocking(() -> chargeBlocking(charge), false).toCompletionStage();
  }

  @Override
  public CompletionStage<PaymentInstrument.Card> keep(
      UUID marketplace, UUID instrumentId, String token) {
    return blocking(() -> wallet.keep(marketplace, instrumentId, token));
  }

  @Override
  public CompletionStage<Void> address(String cardToken, CardAddress address) {
    return blocking(() -> wallet.address(cardToken, address));
  }

  @Override
  public CompletionStage<Void> forget(String cardToken) {
    return blocking(() -> wallet.forget(cardToken));
  }

  @Override
  public CompletionStage<ConnectedAccount> connect(String code) {
    return blocking(() -> wallet.connect(code));
  }

  @Override
  public CompletionStage<Void> disconnect(String clientId, String stripeId) {
    return blocking(() -> wallet.disconnect(clientId, stripeId));
  }

  @Override
  public CompletionStage<String> transfer(Transfer transfer) {
    return blocking(() -> wallet.transfer(transfer));
  }

  private <T> CompletionStage<T> blocking(Callable<T> work) {
    return vertx.executeBlocking(work, false).toCompletionStage();
  }

  private String tokenizeBlocking(UUID marketplace, UUID instrumentId, CardNumber card) {
    try {
      var details =
          PaymentMethodCreateParams.CardDetails.builder()
              .setNumber(card.number())
              .setExpMonth((long) card.expirationMonth())
              .setExpYear((long) card.expirationYear())
              .setCvc(card.securityCode())
              .build();
      return wallet
          .attached(
              marketplace,
              instrumentId,
              card.holder(),
              PaymentMethodCreateParams.builder()
                  .setType(PaymentMethodCreateParams.Type.CARD)
                  .setCard(details)
                  .build())
          .token();
    } catch (CardException refused) {
      throw Failure.invalid("creditCard", "The card was refused by the payment gateway");
    } catch (StripeException unavailable) {
      LOG.warn("Stripe did not take a card: {}", unavailable.getCode());
      throw Failure.of(Kind.UNAVAILABLE, null, "The payment gateway is not available");
    }
  }

  private Outcome chargeBlocking(Charge charge) {
    try {
      PaymentIntent intent =
          charge.askedFirst().isBefore(Instant.now().minus(KEYS_LIVE)) ? search(charge) : null;
      return outcome(intent == null ? create(charge) : intent);
    } catch (CardException refused) {
      return refused(refused);
    } catch (ApiConnectionException | RateLimitException | IdempotencyException unsure) {
      return new Outcome.Unknown("Stripe did not tell the outcome");
    } catch (ApiException server) {
      return new Outcome.Unknown("Stripe had an error of its own");
    } catch (StripeException wrong) {
      Integer status = wrong.getStatusCode();
      LOG.error("Stripe refused a request: {} {}", status, wrong.getCode());
      if (status != null && (status == 409 || status == 401 || status == 403 || status >= 500)) {
        return new Outcome.Unknown("Stripe could not be asked");
      }
      return new Outcome.Declined(null, wrong.getCode(), "The payment was refused");
    }
  }

  private PaymentIntent create(Charge charge) throws StripeException {
    int slash = charge.token().indexOf('/');
    PaymentIntent intent =
        stripe
            .v1()
            .paymentIntents()
            .create(
                PaymentIntentCreateParams.builder()
                    .setAmount(charge.amount().minor())
                    .setCurrency(
                        charge.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                    .setCustomer(charge.token().substring(0, slash))
                    .setPaymentMethod(charge.token().substring(slash + 1))
                    .setConfirm(true)
                    .setOffSession(true)
                    .setDescription(charge.description())
                    .putMetadata("marketplace", charge.marketplace().toString())
                    .putMetadata("key", charge.key())
                    .build(),
                key(charge.key()));
    // a replayed answer is as old as the key: what is in progress there may be over
    return "processing".equals(intent.getStatus())
        ? stripe.v1().paymentIntents().retrieve(intent.getId())
        : intent;
  }

  private PaymentIntent search(Charge charge) throws StripeException {
    List<PaymentIntent> found =
        stripe
            .v1()
            .paymentIntents()
            .search(
                PaymentIntentSearchParams.builder()
                    .setQuery("metadata['key']:'" + charge.key() + "'")
                    .build())
            .getData();
    return found.isEmpty() ? null : found.get(0);
  }

  private static Outcome outcome(PaymentIntent intent) {
    return switch (intent.getStatus()) {
      case "succeeded" -> new Outcome.Approved(intent.getId());
      case "requires_action" ->
          new Outcome.ActionRequired(
              intent.getId(), "The card's holder must authenticate the payment");
      case "processing" -> new Outcome.Unknown("The payment is being processed");
      default -> new Outcome.Declined(intent.getId(), intent.getStatus(), "The card was declined");
    };
  }

  private static Outcome refused(CardException refused) {
    var error = refused.getStripeError();
    var intent = error == null ? null : error.getPaymentIntent();
    String id = intent == null ? refused.getCharge() : intent.getId();
    if ("authentication_required".equals(refused.getCode())) {
      return new Outcome.ActionRequired(id, "The card's holder must authenticate the payment");
    }
    String code = refused.getDeclineCode() == null ? refused.getCode() : refused.getDeclineCode();
    return new Outcome.Declined(id, code, "The card was declined");
  }

  private static RequestOptions key(String key) {
    return RequestOptions.builder().setIdempotencyKey(key).build();
  }
}
