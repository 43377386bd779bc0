package dev.emporium.billing.event;

import dev.emporium.billing.domain.AssistedSale;
import dev.emporium.billing.domain.Purchase;
import dev.emporium.billing.store.LineJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** Reads a {@code Purchase} payload (ARCHITECTURE.md, checkout). */
public final class PurchaseJson {
  private PurchaseJson() {}

  /** Fails with an IllegalArgumentException or NullPointerException when it is no purchase. */
  public static Purchase read(JsonObject json) {
    return new Purchase(
        UUID.fromString(json.getString("purchaseId")),
        json.getString("origin"),
        json.getString("cartId"),
        uuid(json, "installationId"),
        json.getString("opportunityId"),
        json.getString("quoteId"),
        UUID.fromString(json.getString("buyerUserId")),
        UUID.fromString(json.getString("buyerCompanyId")),
        UUID.fromString(json.getString("ownerUserId")),
        UUID.fromString(json.getString("ownerCompanyId")),
        json.getString("currency"),
        json.getString("paymentInstrumentId"),
        Instant.parse(json.getString("placedAt")),
        json.getJsonArray("items").stream().map(item -> item((JsonObject) item)).toList(),
        json.getJsonArray("fees", new JsonArray()).stream()
            .map(fee -> fee((JsonObject) fee))
            .toList(),
        decimal(json, "dueNow"),
        assisted(json));
  }

  private static AssistedSale assisted(JsonObject json) {
    UUID user = uuid(json, "salesUserId");
    UUID company = uuid(json, "salesCompanyId");
    return user == null || company == null ? null : new AssistedSale(user, company);
  }

  private static Purchase.Item item(JsonObject json) {
    return new Purchase.Item(
        UUID.fromString(json.getString("itemId")),
        UUID.fromString(json.getString("appId")),
        json.getLong("applicationId"),
        json.getString("appName"),
        uuid(json, "editionId"),
        UUID.fromString(json.getString("planId")),
        json.getLong("paymentPlanNumber"),
        json.getString("modelId"),
        json.getString("type"),
        json.getString("license"),
        json.getInteger("trialDays", 0),
        json.getString("billingPeriod"),
        json.getInteger("billingPeriodUnit"),
        json.getInteger("commission", 0),
        json.getValue("quantity") == null ? BigDecimal.ONE : decimal(json, "quantity"),
        LineJson.read(json.getJsonArray("lines")),
        decimal(json, "dueNow"),
        json.getValue("recurring") == null ? null : decimal(json, "recurring"),
        agreed(json));
  }

  private static Purchase.Agreed agreed(JsonObject json) {
    JsonObject contract = json.getJsonObject("contract");
    String start = json.getString("billingStart");
    return new Purchase.Agreed(
        uuid(json, "parentItemId"),
        json.getLong("editionNumber"),
        LineJson.units(json.getJsonArray("units")),
        LineJson.phases(json.getJsonArray("phases")),
        contract == null ? Map.of() : contract.getMap(),
        start == null ? null : LocalDate.parse(start));
  }

  private static Purchase.Fee fee(JsonObject json) {
    JsonObject share = json.getJsonObject("revenueShare");
    return new Purchase.Fee(
        json.getString("feeId"),
        json.getString("description"),
        decimal(json, "total"),
        share == null || share.getValue("vendor") == null
            ? BigDecimal.ZERO
            : decimal(share, "vendor"),
        json.getJsonArray("itemIds", new JsonArray()).stream().map(String::valueOf).toList());
  }

  private static BigDecimal decimal(JsonObject json, String key) {
    return new BigDecimal(json.getValue(key).toString());
  }

  private static UUID uuid(JsonObject json, String key) {
    String text = json.getString(key);
    return text == null ? null : UUID.fromString(text);
  }
}
