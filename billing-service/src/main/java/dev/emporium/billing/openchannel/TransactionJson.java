package dev.emporium.billing.openchannel;

import dev.emporium.billing.domain.Transaction;
import dev.emporium.kit.value.CustomData;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** OpenChannel's Transaction and Transaction Pages (openchannel.txt:7190-7280). */
final class TransactionJson {
  private TransactionJson() {}

  static JsonObject write(Transaction t) {
    var json = new JsonObject().put("transactionId", t.id());
    put(json, "ownershipId", t.names().ownershipId());
    put(json, "appId", t.names().appId());
    put(json, "userId", t.names().userId());
    put(json, "developerId", t.names().developerId());
    if (t.customData() != null) {
      json.put("customData", new JsonObject(t.customData()));
    }
    json.put("date", t.date().toEpochMilli())
        .put("type", t.type().word())
        .put("amount", t.shares().amount())
        .put("feeAmount", t.shares().fee())
        .put("marketplaceAmount", t.shares().marketplace())
        .put("developerAmount", t.shares().developer());
    if (t.deleted()) {
      json.put("isDeleted", true);
    }
    return json;
  }

  static JsonObject page(Page<Transaction> page, int pageNumber, int limit) {
    var list = new JsonArray();
    page.rows().forEach(t -> list.add(write(t)));
    return new JsonObject()
        .put("count", page.total())
        .put("pages", page.pages(limit))
        .put("pageNumber", pageNumber)
        .put("list", list);
  }

  /** The request's custom data as a JSON object's text, checked; null when there is none. */
  static String customData(JsonObject body) {
    JsonObject given = body.getJsonObject("customData");
    if (given == null) {
      return null;
    }
    CustomData.check("customData", given.getMap());
    return given.encode();
  }

  private static void put(JsonObject json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
