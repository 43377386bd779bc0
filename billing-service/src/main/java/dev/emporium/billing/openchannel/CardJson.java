package dev.emporium.billing.openchannel;

import dev.emporium.billing.domain.CardAddress;
import dev.emporium.billing.domain.PaymentInstrument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** OpenChannel's Cards (openchannel.txt:6887-6956). An address is kept as AppDirect writes it. */
final class CardJson {
  /** OpenChannel's address fields and AppDirect's. */
  private static final Map<String, String> ADDRESS =
      Map.of(
          "address_city", "city",
          "address_country", "country",
          "address_line1", "street1",
          "address_line2", "street2",
          "address_state", "state",
          "address_zip", "zip");

  private CardJson() {}

  static JsonObject cards(String userId, List<PaymentInstrument> cards) {
    var list = new JsonArray();
    cards.forEach(card -> list.add(write(card)));
    return new JsonObject().put("userId", userId).put("cards", list);
  }

  private static JsonObject write(PaymentInstrument i) {
    var card = i.card();
    var json =
        new JsonObject()
            .put("cardId", i.cardId())
            .put("isDefault", i.isDefault())
            .put("exp_year", card.expirationYear())
            .put("exp_month", card.expirationMonth())
            .put("last4", card.lastFour())
            .put("brand", brand(card.brand()));
    if (card.holder() != null) {
      json.put("name", card.holder());
    }
    if (i.billingAddress() != null) {
      var address = new JsonObject(i.billingAddress());
      ADDRESS.forEach(
          (theirs, ours) -> {
            if (address.getValue(ours) != null) {
              json.put(theirs, address.getValue(ours));
            }
          });
    }
    return json;
  }

  /** Whether the request names any part of the holder's address. */
  static boolean hasAddress(JsonObject body) {
    return ADDRESS.keySet().stream().anyMatch(body::containsKey);
  }

  /** The kept address with what the request names; other parts stay. */
  static JsonObject address(PaymentInstrument card, JsonObject body) {
    var address =
        card.billingAddress() == null ? new JsonObject() : new JsonObject(card.billingAddress());
    ADDRESS.forEach(
        (theirs, ours) -> {
          if (body.containsKey(theirs)) {
            address.put(ours, body.getString(theirs));
          }
        });
    return address;
  }

  /** For the gateway. */
  static CardAddress address(JsonObject kept) {
    return new CardAddress(
        kept.getString("street1"),
        kept.getString("street2"),
        kept.getString("city"),
        kept.getString("state"),
        kept.getString("zip"),
        kept.getString("country"));
  }

  private static String brand(String kept) {
    return switch (kept) {
      case "AMERICAN_EXPRESS" -> "amex";
      case "OTHER" -> "unknown";
      default -> kept.toLowerCase(Locale.ROOT);
    };
  }
}
