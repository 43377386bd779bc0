package dev.emporium.billing.event;

import dev.emporium.billing.domain.Purchase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
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
        UUID.fromString(json.getString("buyerUserId")),
        UUID.fromString(json.getString("buyerCompanyId")),
        UUID.fromString(json.getString("ownerUserId")),
        UUID.fromString(json.getString("ownerCompanyId")),
        json.getString("currency"),
        json.getString("paymentInstrumentId"),
        Instant.parse(json.getString("placedAt")),
        json.getJsonArray("items").stream().map(item -> item((JsonObject) item)).toList(),
        decimal(json, "dueNow"));
  }

  private static Purchase.Item item(JsonObject json) {
    List<Purchase.Line> lines =
        json.getJsonArray("lines", new JsonArray()).stream()
            .map(line -> line((JsonObject) line))
            .toList();
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
        lines,
        decimal(json, "dueNow"),
        json.getValue("recurring") == null ? null : decimal(json, "recurring"));
  }

  private static Purchase.Line line(JsonObject json) {
    return new Purchase.Line(
        json.getString("costId"),
        json.getString("category"),
        json.getString("costType"),
        json.getString("strategy"),
        json.getString("unit"),
        json.getString("description"),
        decimal(json, "quantity"),
        decimal(json, "unitPrice"),
        decimal(json, "total"));
  }

  private static BigDecimal decimal(JsonObject json, String key) {
    return new BigDecimal(json.getValue(key).toString());
  }

  private static UUID uuid(JsonObject json, String key) {
    String text = json.getString(key);
    return text == null ? null : UUID.fromString(text);
  }
}
