package dev.emporium.billing.payment;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.exception.oauth.OAuthException;
import com.stripe.model.Account;
import com.stripe.model.PaymentMethod;
import com.stripe.net.OAuth;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import dev.emporium.billing.domain.CardAddress;
import dev.emporium.billing.domain.ConnectedAccount;
import dev.emporium.billing.domain.PaymentGateway.Transfer;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cards and connected accounts at Stripe; every call blocks. */
final class StripeWallet {
  private static final Logger LOG = LoggerFactory.getLogger(StripeWallet.class);
  private final StripeClient stripe;
  private final RequestOptions oauth;

  /** {@code apiBase} is another base URL than Stripe's, for tests, or null. */
  StripeWallet(StripeClient stripe, String secretKey, String apiBase) {
    this.stripe = stripe;
    var options =
        RequestOptions.builder()
            .setApiKey(secretKey)
            .setConnectTimeout(5_000)
            .setReadTimeout(30_000);
    if (apiBase != null) {
      options.setBaseUrl(apiBase);
    }
    this.oauth = options.build();
  }

  PaymentInstrument.Card keep(UUID marketplace, UUID instrumentId, String token) {
    try {
      Attached attached =
          attached(
              marketplace,
              instrumentId,
              null,
              PaymentMethodCreateParams.builder()
                  .setType(PaymentMethodCreateParams.Type.CARD)
                  .setCard(PaymentMethodCreateParams.Token.builder().setToken(token).build())
                  .build());
      return card(attached.token(), attached.method());
    } catch (CardException refused) {
      throw Failure.invalid("token", "The card was refused by the payment gateway");
    } catch (InvalidRequestException unknown) {
      throw Failure.invalid("token", "The payment gateway does not know this token");
    } catch (StripeException failed) {
      throw unavailable(failed);
    }
  }

  /** A payment method and the token it is charged by. */
  record Attached(String token, PaymentMethod method) {}

  /**
   * A new customer with this method attached.
   *
   * @param holder the customer's name, or null
   */
  Attached attached(
      UUID marketplace, UUID instrumentId, String holder, PaymentMethodCreateParams params)
      throws StripeException {
    var named =
        CustomerCreateParams.builder()
            .putMetadata("marketplace", marketplace.toString())
            .putMetadata("paymentInstrument", instrumentId.toString());
    if (holder != null) {
      named.setName(holder);
    }
    var customer = stripe.v1().customers().create(named.build(), key(instrumentId + "/customer"));
    PaymentMethod method =
        stripe.v1().paymentMethods().create(params, key(instrumentId + "/method"));
    stripe
        .v1()
        .paymentMethods()
        .attach(
            method.getId(),
            PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build(),
            key(instrumentId + "/attach"));
    return new Attached(customer.getId() + "/" + method.getId(), method);
  }

  private static PaymentInstrument.Card card(String token, PaymentMethod method) {
    var card = method.getCard();
    if (card == null || card.getExpMonth() == null || card.getExpYear() == null) {
      throw Failure.invalid("token", "The token is not a card's");
    }
    var holder = method.getBillingDetails();
    return new PaymentInstrument.Card(
        token,
        brand(card.getBrand()),
        card.getLast4(),
        holder == null ? null : holder.getName(),
        card.getExpMonth().intValue(),
        card.getExpYear().intValue());
  }

  /** In AppDirect's spelling, as cards are kept. */
  private static String brand(String stripes) {
    return switch (stripes == null ? "" : stripes) {
      case "visa", "mastercard", "discover", "jcb" -> stripes.toUpperCase(Locale.ROOT);
      case "amex" -> "AMERICAN_EXPRESS";
      default -> "OTHER";
    };
  }

  Void address(String cardToken, CardAddress a) {
    var address = PaymentMethodUpdateParams.BillingDetails.Address.builder();
    if (a.line1() != null) {
      address.setLine1(a.line1());
    }
    if (a.line2() != null) {
      address.setLine2(a.line2());
    }
    if (a.city() != null) {
      address.setCity(a.city());
    }
    if (a.state() != null) {
      address.setState(a.state());
    }
    if (a.zip() != null) {
      address.setPostalCode(a.zip());
    }
    if (a.country() != null) {
      address.setCountry(a.country());
    }
    try {
      stripe
          .v1()
          .paymentMethods()
          .update(
              method(cardToken),
              PaymentMethodUpdateParams.builder()
                  .setBillingDetails(
                      PaymentMethodUpdateParams.BillingDetails.builder()
                          .setAddress(address.build())
                          .build())
                  .build());
      return null;
    } catch (InvalidRequestException refused) {
      throw Failure.invalid("address_country", "The payment gateway refused this address");
    } catch (StripeException failed) {
      throw unavailable(failed);
    }
  }

  Void forget(String cardToken) {
    try {
      stripe.v1().paymentMethods().detach(method(cardToken));
      return null;
    } catch (InvalidRequestException gone) {
      return null;
    } catch (StripeException failed) {
      throw unavailable(failed);
    }
  }

  ConnectedAccount connect(String code) {
    try {
      String id =
          OAuth.token(Map.of("grant_type", "authorization_code", "code", code), oauth)
              .getStripeUserId();
      Account account = stripe.v1().accounts().retrieve(id);
      var profile = account.getBusinessProfile();
      String name = profile == null ? null : profile.getName();
      return new ConnectedAccount(
          id, name == null ? id : name, account.getCountry(), account.getDefaultCurrency());
    } catch (OAuthException refused) {
      throw Failure.invalid("code", "The payment gateway refused this code");
    } catch (StripeException failed) {
      throw unavailable(failed);
    }
  }

  Void disconnect(String clientId, String stripeId) {
    try {
      OAuth.deauthorize(Map.of("client_id", clientId, "stripe_user_id", stripeId), oauth);
      return null;
    } catch (OAuthException gone) {
      return null;
    } catch (StripeException failed) {
      throw unavailable(failed);
    }
  }

  /** Stripe forgets keys after a day, so what may have been done is looked for first. */
  String transfer(Transfer t) {
    String group = "transaction/" + t.key();
    try {
      if (t.askedBefore()) {
        var done =
            stripe
                .v1()
                .transfers()
                .list(TransferListParams.builder().setTransferGroup(group).build())
                .getData();
        if (!done.isEmpty()) {
          return done.get(0).getId();
        }
      }
      String charge = stripe.v1().paymentIntents().retrieve(t.charge()).getLatestCharge();
      return stripe
          .v1()
          .transfers()
          .create(
              TransferCreateParams.builder()
                  .setAmount(t.amount().minor())
                  .setCurrency(t.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                  .setDestination(t.account())
                  .setSourceTransaction(charge)
                  .setTransferGroup(group)
                  .putMetadata("marketplace", t.marketplace().toString())
                  .putMetadata("transaction", t.key())
                  .build(),
              key(group))
          .getId();
    } catch (StripeException failed) {
      throw unavailable(failed);
    }
  }

  private static String method(String cardToken) {
    return cardToken.substring(cardToken.indexOf('/') + 1);
  }

  private static Failure unavailable(StripeException failed) {
    LOG.warn("Stripe did not answer as it should: {}", failed.getCode());
    return Failure.of(Kind.UNAVAILABLE, null, "The payment gateway is not available");
  }

  private static RequestOptions key(String key) {
    return RequestOptions.builder().setIdempotencyKey(key).build();
  }
}
