package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.BuyerType;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartStatus;
import dev.emporium.checkout.domain.Parties;
import dev.emporium.checkout.domain.Rejection;
import dev.emporium.checkout.domain.pricing.Unit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How a cart lies in its row. */
final class CartRow {
  private CartRow() {}

  static Cart read(Row row) {
    JsonObject rejection = row.getJsonObject("rejection");
    return new Cart(
        row.getString("cart_id"),
        row.getOffsetDateTime("created_on").toInstant(),
        row.getLong("version"),
        row.getString("partner"),
        new Parties(
            row.getUUID("owner_user_id"),
            row.getUUID("owner_company_id"),
            row.getUUID("buyer_user_id"),
            row.getUUID("buyer_company_id"),
            BuyerType.valueOf(row.getString("buyer_type"))),
        Currency.getInstance(row.getString("currency")),
        row.getString("locale"),
        row.getString("payment_method_id"),
        row.getJsonObject("custom_attributes").getMap(),
        row.getJsonArray("items").stream().map(item -> item((JsonObject) item)).toList(),
        CartStatus.valueOf(row.getString("status")),
        row.getUUID("purchase_id"),
        rejection == null
            ? null
            : new Rejection(
                UUID.fromString(rejection.getString("purchaseId")),
                rejection.getString("reason"),
                rejection.getString("message")));
  }

  static JsonArray items(List<CartItem> items) {
    var array = new JsonArray();
    items.forEach(item -> array.add(item(item)));
    return array;
  }

  /** The catalog's app ids and application numbers, for the list's filter. */
  static String[] productIds(List<CartItem> items) {
    return items.stream()
        .flatMap(item -> item.terms().stream())
        .flatMap(terms -> List.of(terms.appId(), String.valueOf(terms.applicationId())).stream())
        .distinct()
        .toArray(String[]::new);
  }

  static JsonObject rejection(Rejection rejection) {
    return rejection == null
        ? null
        : new JsonObject()
            .put("purchaseId", rejection.purchaseId().toString())
            .put("reason", rejection.reason())
            .put("message", rejection.message());
  }

  private static JsonObject item(CartItem item) {
    var units = new JsonArray();
    for (Unit unit : item.units()) {
      units.add(
          new JsonObject()
              .put("quantity", unit.quantity().toPlainString())
              .put("unit", unit.unit()));
    }
    return new JsonObject()
        .put("id", item.id().toString())
        .put("referenceId", item.referenceId())
        .put("planId", item.planId())
        .put("terms", item.terms().map(TermsJson::write).orElse(null))
        .put("units", units)
        .put("carried", new JsonObject(item.carried()));
  }

  private static CartItem item(JsonObject json) {
    return new CartItem(
        UUID.fromString(json.getString("id")),
        json.getString("referenceId"),
        json.getString("planId"),
        Optional.ofNullable(json.getJsonObject("terms")).map(TermsJson::read),
        json.getJsonArray("units").stream().map(unit -> unit((JsonObject) unit)).toList(),
        json.getJsonObject("carried").getMap());
  }

  private static Unit unit(JsonObject json) {
    return new Unit(new BigDecimal(json.getString("quantity")), json.getString("unit"));
  }
}
