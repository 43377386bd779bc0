package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Ownership;
import dev.emporium.installation.domain.Plan;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** OpenChannel's Ownership and Model ({@code openchannel.txt:6603-6655, 6080-6131}). */
final class OwnershipJson {
  private OwnershipJson() {}

  static JsonObject write(Ownership it) {
    Installation installation = it.installation();
    var standing = installation.standing();
    var json =
        new JsonObject()
            .put("ownershipId", installation.ownershipId())
            .put("date", standing.since().toEpochMilli());
    put(json, "appId", it.appId());
    put(json, "userId", it.userId());
    put(json, "developerId", it.developerId());
    put(json, "groupId", it.groupId());
    json.put("ownershipType", standing.type().word());
    json.put("ownershipStatus", standing.licence().word());
    putMillis(json, "uninstallDate", standing.ended());
    putMillis(json, "expires", standing.ends());
    json.put("model", model(installation.terms().plan()));
    if (installation.customData() != null) {
      json.put("customData", new JsonObject(installation.customData()));
    }
    return json;
  }

  static JsonObject page(Page<Ownership> page, int pageNumber, int limit) {
    var list = new JsonArray();
    page.rows().forEach(row -> list.add(write(row)));
    return new JsonObject()
        .put("count", page.total())
        .put("pages", page.pages(limit))
        .put("pageNumber", pageNumber)
        .put("list", list);
  }

  /** Price in the smallest unit of the currency. */
  static JsonObject model(Plan plan) {
    var json =
        new JsonObject()
            .put("type", plan.type().word())
            .put("price", plan.price().minor())
            .put("trial", plan.trialDays())
            .put("license", plan.group() ? "group" : "single")
            .put("modelId", plan.modelId())
            .put("currency", plan.price().currency().getCurrencyCode())
            .put("commission", plan.commission());
    put(json, "feePayer", plan.feePayer());
    put(json, "billingPeriod", plan.billingPeriod());
    put(json, "billingPeriodUnit", plan.billingPeriodUnit());
    return json;
  }

  static void put(JsonObject json, String key, Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  private static void putMillis(JsonObject json, String key, Instant time) {
    if (time != null) {
      json.put(key, time.toEpochMilli());
    }
  }
}
