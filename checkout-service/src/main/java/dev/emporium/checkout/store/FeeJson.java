package dev.emporium.checkout.store;

import dev.emporium.checkout.domain.CartFee;
import dev.emporium.checkout.domain.FeeText;
import dev.emporium.checkout.domain.pricing.RevenueShare;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A cart's fees the way they rest in its row. */
final class FeeJson {
  private FeeJson() {}

  static JsonArray write(List<CartFee> fees) {
    var array = new JsonArray();
    fees.forEach(fee -> array.add(write(fee)));
    return array;
  }

  static List<CartFee> read(JsonArray fees) {
    return fees.stream().map(fee -> read((JsonObject) fee)).toList();
  }

  private static JsonObject write(CartFee fee) {
    var items = new JsonArray();
    fee.itemIds().forEach(id -> items.add(id.toString()));
    return new JsonObject()
        .put("id", fee.id().toString())
        .put("externalId", fee.externalId())
        .put("createdOn", fee.createdOn().toString())
        .put("key", fee.key())
        .put("amount", fee.amount().amount().toPlainString())
        .put("currency", fee.amount().currency().getCurrencyCode())
        .put("standard", fee.text().standard())
        .put("localized", texts(fee.text().localized()))
        .put("params", texts(fee.text().params()))
        .put("appdirect", fee.share().appdirect().toPlainString())
        .put("channel", fee.share().channel().toPlainString())
        .put("vendor", fee.share().vendor().toPlainString())
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
        new FeeText(
            json.getString("standard"),
            texts(json.getJsonObject("localized")),
            texts(json.getJsonObject("params"))),
        new RevenueShare(
            new BigDecimal(json.getString("appdirect")),
            new BigDecimal(json.getString("channel")),
            new BigDecimal(json.getString("vendor"))),
        json.getJsonArray("itemIds").stream()
            .map(id -> UUID.fromString(String.valueOf(id)))
            .toList(),
        plain(json.getValue("metadata")));
  }

  private static Object plain(Object metadata) {
    return metadata instanceof JsonObject object ? object.getMap() : metadata;
  }

  private static JsonObject texts(Map<String, String> texts) {
    var json = new JsonObject();
    texts.forEach(json::put);
    return json;
  }

  private static Map<String, String> texts(JsonObject json) {
    var texts = new LinkedHashMap<String, String>();
    json.forEach(each -> texts.put(each.getKey(), each.getValue().toString()));
    return texts;
  }
}
