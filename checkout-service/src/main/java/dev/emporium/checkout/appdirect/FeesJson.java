package dev.emporium.checkout.appdirect;

import static dev.emporium.checkout.store.JsonValues.shares;
import static dev.emporium.checkout.store.JsonValues.texts;

import dev.emporium.checkout.domain.CartFee;
import dev.emporium.checkout.domain.FeeText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Fees on the wire (appdirect.txt:10462-10484): amounts and shares as text like the samples, lists
 * and objects as lists and objects like the table of fields.
 */
final class FeesJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private FeesJson() {}

  static JsonObject fee(CartFee fee) {
    var json =
        new JsonObject()
            .put("id", fee.id().toString())
            .put("createdOn", TIME.format(fee.createdOn()))
            .put("key", fee.key())
            .put("currency", fee.amount().currency().getCurrencyCode())
            .put("amount", fee.amount().amount().toPlainString())
            .put("description", text(fee.text()))
            .put("revenueShare", shares(fee.share()));
    if (fee.externalId() != null) {
      json.put("externalId", fee.externalId());
    }
    var items = new JsonArray();
    fee.itemIds().forEach(id -> items.add(id.toString()));
    json.put("itemIds", items);
    if (fee.metadata() != null) {
      json.put("metadata", fee.metadata());
    }
    return json;
  }

  private static JsonObject text(FeeText text) {
    var json = new JsonObject();
    if (text.standard() != null) {
      json.put("defaultDescription", text.standard());
    }
    return json.put("localizedDescriptions", texts(text.localized()))
        .put("params", texts(text.params()));
  }
}
