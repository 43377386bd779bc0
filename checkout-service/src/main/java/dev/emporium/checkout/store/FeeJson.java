package dev.emporium.checkout.store;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.list;
import static dev.emporium.checkout.store.JsonValues.shares;
import static dev.emporium.checkout.store.JsonValues.texts;

import dev.emporium.checkout.domain.CartFee;
import dev.emporium.checkout.domain.FeeText;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A cart's fees the way they rest in its row. */
final class FeeJson {
  private FeeJson() {}

  static JsonArray write(List<CartFee> fees) {
    return array(fees, FeeJson::write);
  }

  static List<CartFee> read(JsonArray fees) {
    return list(fees, FeeJson::read);
  }

  private static JsonObject write(CartFee fee) {
    var items = new JsonArray();
    fee.itemIds().forEach(id -> items.add(id.toString()));
    return shares(fee.share())
        .put("id", fee.id().toString())
        .put("externalId", fee.externalId())
        .put("createdOn", fee.createdOn().toString())
        .put("key", fee.key())
        .put("amount", fee.amount().amount().toPlainString())
        .put("currency", fee.amount().currency().getCurrencyCode())
        .put("standard", fee.text().standard())
        .put("localized", texts(fee.text().localized()))
        .put("params", texts(fee.text().params()))
        .put("itemIds", items)
        .put("metadata", fee.metadata());
  }

  private static CartFee read(JsonObject json) {
    return new CartFee(
        UUID.fromString(json.getString("id")),
        json.getString("externalId"),
        Instant.parse(json.getString("createdOn")),
        json.getString("key"),
        Money.of(json.getString("amount"), json.getString("currency")),
        new FeeText(json.getString("standard"), read(json, "localized"), read(json, "params")),
        shares(json),
        json.getJsonArray("itemIds").stream()
            .map(id -> UUID.fromString(String.valueOf(id)))
            .toList(),
        plain(json.getValue("metadata")));
  }

  private static Object plain(Object metadata) {
    return metadata instanceof JsonObject object ? object.getMap() : metadata;
  }

  private static Map<String, String> read(JsonObject json, String field) {
    var texts = new LinkedHashMap<String, String>();
    json.getJsonObject(field).forEach(each -> texts.put(each.getKey(), each.getValue().toString()));
    return texts;
  }
}
