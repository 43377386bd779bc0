package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.CardNumber;
import dev.emporium.billing.domain.PaymentInstrument;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * AppDirect's {@code PaymentInstrumentWS} (appdirect.txt:5695-5745). Of a card only its brand, last
 * four digits, holder and expiry are ever shown.
 */
final class PaymentInstrumentJson {
  private PaymentInstrumentJson() {}

  /** The card of a request body, checked. */
  static CardNumber card(JsonObject body, Instant now) {
    JsonObject card = body.getJsonObject("creditCard");
    if (card == null) {
      throw Failure.invalid("creditCard", "is required for CREDIT_CARD");
    }
    return CardNumber.checked(
        card.getString("number"),
        card.getString("securityCode"),
        card.getString("name"),
        card.getInteger("expirationMonth", 0),
        card.getInteger("expirationYear", 0),
        now);
  }

  /**
   * The instrument as a full body wants it. Method and card are what they are: a body that says
   * otherwise is refused.
   */
  static PaymentInstrument changed(PaymentInstrument before, JsonObject body) {
    require(
        body.getString("paymentMethod", before.method().name()).equals(before.method().name()),
        "paymentMethod");
    JsonObject card = body.getJsonObject("creditCard");
    var kept = before.card();
    if (card != null) {
      require(kept != null, "creditCard");
      String number = card.getString("number", kept.lastFour());
      require(number.endsWith(kept.lastFour()), "creditCard.number");
      require(
          card.getInteger("expirationMonth", kept.expirationMonth()) == kept.expirationMonth(),
          "creditCard.expirationMonth");
      require(
          card.getInteger("expirationYear", kept.expirationYear()) == kept.expirationYear(),
          "creditCard.expirationYear");
    }
    JsonObject address = body.getJsonObject("billingAddress");
    String display = body.getString("accountDisplay");
    return before.changed(
        display == null && kept != null ? kept.lastFour() : display,
        address == null ? null : address.encode(),
        body.getString("vatId"),
        Boolean.TRUE.equals(body.getBoolean("isDefault")));
  }

  private static void require(boolean same, String field) {
    if (!same) {
      throw Failure.invalid(field, "cannot be changed: add another payment instrument");
    }
  }

  static JsonObject write(PaymentInstrument i) {
    var json =
        new JsonObject()
            .put("id", i.id().toString())
            .put("company", Links.company(i.companyId()))
            .put("user", Links.user(i.userId()))
            .put("accountDisplay", i.accountDisplay())
            .put("paymentMethod", i.method().name())
            .put(
                "billingAddress",
                i.billingAddress() == null ? null : new JsonObject(i.billingAddress()))
            .put("vatId", i.vatId())
            .put("createdOn", i.createdAt().toEpochMilli())
            .put("default", i.isDefault())
            .put("isDefault", i.isDefault());
    if (i.card() != null) {
      json.put(
          "creditCard",
          new JsonObject()
              .put("number", "************" + i.card().lastFour())
              .put("name", i.card().holder())
              .put("expirationMonth", i.card().expirationMonth())
              .put("expirationYear", i.card().expirationYear())
              .put("type", i.card().brand()));
    }
    return json;
  }
}
