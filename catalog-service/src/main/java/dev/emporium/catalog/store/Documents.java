package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Integration;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.catalog.domain.product.PlanTerms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The JSON that rests in the database, to and from the domain's values. A model rests as
 * OpenChannel shows it, because that is what query documents are about.
 */
public final class Documents {
  private Documents() {}

  /** An object as plain maps and lists, all the way down; null is the empty one. */
  public static Map<String, Object> map(JsonObject json) {
    var map = new LinkedHashMap<String, Object>();
    if (json != null) {
      json.forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
    }
    return map;
  }

  /** An array as a plain list; null is the empty one. */
  public static List<Object> list(JsonArray json) {
    var list = new ArrayList<Object>();
    if (json != null) {
      json.forEach(element -> list.add(plain(element)));
    }
    return list;
  }

  private static Object plain(Object value) {
    if (value instanceof JsonObject object) {
      return map(object);
    }
    return value instanceof JsonArray array ? list(array) : value;
  }

  /** A model as OpenChannel shows it (openchannel.txt:6078-6131). */
  public static JsonObject model(PricingModel model) {
    var json =
        new JsonObject()
            .put("modelId", model.modelId())
            .put("type", model.type().wire())
            .put("price", model.price())
            .put("trial", model.trial())
            .put("license", model.license())
            .put("currency", model.currency())
            .put("commission", model.commission())
            .put("feePayer", model.feePayer());
    if (model.billingPeriod() != null) {
      json.put("billingPeriod", model.billingPeriod())
          .put("billingPeriodUnit", model.billingPeriodUnit());
    }
    if (model.customData() != null) {
      json.put("customData", new JsonObject(model.customData()));
    }
    return json;
  }

  static JsonArray models(List<Plan> plans) {
    var array = new JsonArray();
    plans.stream().filter(Plan::installable).forEach(plan -> array.add(model(plan.model())));
    return array;
  }

  /** All of the plans but the models that rest beside them. */
  static JsonArray planIds(List<Plan> plans) {
    var array = new JsonArray();
    for (Plan plan : plans) {
      var json =
          new JsonObject()
              .put("planId", plan.planId().toString())
              .put("number", plan.number())
              .put("costId", plan.costId().toString())
              .put("version", plan.version());
      if (plan.editionId() != null) {
        json.put("editionId", plan.editionId().toString());
      }
      if (plan.closed()) {
        json.put("closed", true);
      }
      if (!plan.plain()) {
        json.put("terms", TermsDocuments.terms(plan.terms()));
      }
      array.add(plan.installable() ? json : json.put("model", model(plan.model())));
    }
    return array;
  }

  static List<Plan> plans(JsonArray models, JsonArray ids) {
    var plans = new ArrayList<Plan>();
    int next = 0;
    for (int i = 0; i < ids.size(); i++) {
      JsonObject id = ids.getJsonObject(i);
      JsonObject own = id.getJsonObject("model");
      PricingModel model = model(own == null ? models.getJsonObject(next++) : own);
      UUID planId = UUID.fromString(id.getString("planId"));
      UUID costId = UUID.fromString(id.getString("costId"));
      JsonObject terms = id.getJsonObject("terms");
      String edition = id.getString("editionId");
      plans.add(
          new Plan(
              planId,
              id.getLong("number"),
              costId,
              model,
              edition == null ? null : UUID.fromString(edition),
              id.getInteger("version", 1),
              terms == null
                  ? PlanTerms.of(model, costId, id.getLong("number"))
                  : TermsDocuments.terms(terms),
              id.getBoolean("closed", false)));
    }
    return List.copyOf(plans);
  }

  private static PricingModel model(JsonObject json) {
    JsonObject customData = json.getJsonObject("customData");
    return new PricingModel(
        json.getString("modelId"),
        PricingModel.Type.valueOf(json.getString("type").toUpperCase(java.util.Locale.ROOT)),
        json.getLong("price"),
        json.getInteger("trial"),
        json.getString("license"),
        json.getString("currency"),
        json.getInteger("commission"),
        json.getString("feePayer"),
        json.getString("billingPeriod"),
        json.getInteger("billingPeriodUnit"),
        customData == null ? null : map(customData));
  }

  /** An integration as events and the administrator see it (ARCHITECTURE.md, catalog). */
  public static JsonObject integration(Integration integration) {
    var meters = new JsonArray();
    integration.meters().forEach(meter -> meters.add(meter(meter)));
    return new JsonObject()
        .put(
            "clients",
            new JsonObject()
                .put("redirectUris", new JsonArray(integration.redirectUris()))
                .put("scopes", new JsonArray(integration.scopes())))
        .put("appVersionId", integration.appVersionId())
        .put("externalAuth", externalAuth(integration.externalAuth()))
        .put("meters", meters);
  }

  /** Reads what {@link #integration(Integration)} wrote; ids may be missing. */
  public static Integration integration(JsonObject json) {
    JsonObject clients = json.getJsonObject("clients");
    return new Integration(
        strings(clients.getJsonArray("redirectUris")),
        strings(clients.getJsonArray("scopes")),
        json.getString("appVersionId"),
        externalAuth(json.getJsonObject("externalAuth")),
        meters(json.getJsonArray("meters")));
  }

  /** Texts of an array; null is the empty one. */
  public static List<String> strings(JsonArray array) {
    return list(array).stream().map(String::valueOf).toList();
  }

  /** Meters, with or without ids; prices are decimal texts or numbers. */
  public static List<Integration.Meter> meters(JsonArray array) {
    var meters = new ArrayList<Integration.Meter>();
    for (int i = 0; array != null && i < array.size(); i++) {
      JsonObject json = array.getJsonObject(i);
      meters.add(
          new Integration.Meter(
              json.getString("meterId"),
              json.getString("productName"),
              json.getString("productType"),
              json.getString("usageUnit"),
              json.getString("name"),
              json.getString("priceType"),
              decimal(json.getValue("fixedPricePerUnit")),
              decimal(json.getValue("minPricePerUnit")),
              decimal(json.getValue("maxPricePerUnit")),
              json.getInteger("executionLimitPerCycle")));
    }
    return List.copyOf(meters);
  }

  /** What an app asks of another system's account; null for nothing. */
  public static Integration.ExternalAuth externalAuth(JsonObject json) {
    if (json == null) {
      return null;
    }
    var fields = new ArrayList<Integration.Field>();
    JsonArray array = json.getJsonArray("fields", new JsonArray());
    for (int i = 0; i < array.size(); i++) {
      JsonObject field = array.getJsonObject(i);
      fields.add(
          new Integration.Field(
              field.getString("key"),
              field.getString("label"),
              field.getBoolean("required", false)));
    }
    return new Integration.ExternalAuth(json.getString("type"), List.copyOf(fields));
  }

  private static JsonObject externalAuth(Integration.ExternalAuth auth) {
    if (auth == null) {
      return null;
    }
    var fields = new JsonArray();
    for (Integration.Field field : auth.fields()) {
      var json = new JsonObject().put("key", field.key());
      if (field.label() != null) {
        json.put("label", field.label());
      }
      fields.add(json.put("required", field.required()));
    }
    return new JsonObject().put("type", auth.type()).put("fields", fields);
  }

  private static JsonObject meter(Integration.Meter meter) {
    var json =
        new JsonObject()
            .put("meterId", meter.meterId())
            .put("productName", meter.productName())
            .put("productType", meter.productType())
            .put("usageUnit", meter.usageUnit())
            .put("name", meter.name())
            .put("priceType", meter.priceType());
    put(json, "fixedPricePerUnit", meter.fixedPricePerUnit());
    put(json, "minPricePerUnit", meter.minPricePerUnit());
    put(json, "maxPricePerUnit", meter.maxPricePerUnit());
    if (meter.executionLimitPerCycle() != null) {
      json.put("executionLimitPerCycle", meter.executionLimitPerCycle());
    }
    return json;
  }

  private static void put(JsonObject json, String key, BigDecimal price) {
    if (price != null) {
      json.put(key, price.toPlainString());
    }
  }

  private static BigDecimal decimal(Object value) {
    return value == null ? null : new BigDecimal(value.toString());
  }
}
