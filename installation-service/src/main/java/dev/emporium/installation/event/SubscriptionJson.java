package dev.emporium.installation.event;

import dev.emporium.installation.domain.Entitlement;
import dev.emporium.installation.domain.Plan;
import dev.emporium.installation.store.PlanJson;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** Billing's {@code Subscription} (ARCHITECTURE.md). */
final class SubscriptionJson {
  private SubscriptionJson() {}

  static Entitlement read(JsonObject json) {
    JsonObject model = json.getJsonObject("model", new JsonObject());
    Plan.Type type = Plan.Type.of(json.getString("type"));
    boolean recurs = type == Plan.Type.RECURRING;
    boolean trial = "FREE_TRIAL".equals(json.getString("status"));
    JsonObject price = model.getJsonObject("price", json.getJsonObject("price"));
    var plan =
        new Plan(
            uuid(json, "planId"),
            0,
            json.getString("modelId"),
            null,
            type,
            PlanJson.money(price),
            number(model, "trialDays"),
            "group".equals(json.getString("license")),
            model.getString("billingPeriod"),
            model.getValue("billingPeriodUnit") instanceof Number unit ? unit.intValue() : null,
            number(model, "commission"),
            null,
            new Plan.Cost(null, null, null, null),
            null);
    Instant expires =
        trial ? instant(json, "trialEndsAt") : recurs ? instant(json, "periodEndsAt") : null;
    return new Entitlement(
        uuid(json, "subscriptionId"),
        uuid(json, "purchaseId"),
        uuid(json, "itemId"),
        uuid(json, "installationId"),
        uuid(json, "appId"),
        uuid(json, "companyId"),
        uuid(json, "userId"),
        plan,
        trial,
        expires);
  }

  private static int number(JsonObject json, String key) {
    return json.getValue(key) instanceof Number number ? number.intValue() : 0;
  }

  private static UUID uuid(JsonObject json, String key) {
    String value = json.getString(key);
    return value == null ? null : UUID.fromString(value);
  }

  private static Instant instant(JsonObject json, String key) {
    String value = json.getString(key);
    return value == null ? null : Instant.parse(value);
  }
}
