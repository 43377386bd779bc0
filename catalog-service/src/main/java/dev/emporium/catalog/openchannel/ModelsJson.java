package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.catalog.store.Documents;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Models as a developer sends them (openchannel.txt:6078-6131). */
final class ModelsJson {
  private ModelsJson() {}

  /**
   * Reads them; null is none. The contract has checked most bodies, but not those that name fields
   * one by one.
   *
   * @throws Failure INVALID with field {@code model} or {@code model.<field>}
   */
  static List<PricingModel.Draft> drafts(Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw Failure.invalid("model", "This field is an array of models");
    }
    var drafts = new ArrayList<PricingModel.Draft>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.getValue(i) instanceof JsonObject model)) {
        throw Failure.invalid("model", "This field is an array of models");
      }
      drafts.add(draft(model));
    }
    return drafts;
  }

  private static PricingModel.Draft draft(JsonObject model) {
    Object customData = model.getValue("customData");
    if (customData != null && !(customData instanceof JsonObject)) {
      throw Failure.invalid("model.customData", "This field is an object");
    }
    return new PricingModel.Draft(
        text(model, "modelId"),
        text(model, "type"),
        number(model, "price"),
        number(model, "trial"),
        text(model, "license"),
        text(model, "currency"),
        number(model, "commission"),
        text(model, "feePayer"),
        text(model, "billingPeriod"),
        number(model, "billingPeriodUnit"),
        customData == null ? null : Documents.map((JsonObject) customData));
  }

  private static String text(JsonObject model, String field) {
    Object value = model.getValue(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw Failure.invalid("model." + field, "This field is a text");
  }

  private static BigDecimal number(JsonObject model, String field) {
    Object value = model.getValue(field);
    if (value == null || value instanceof Number) {
      return value == null ? null : new BigDecimal(value.toString());
    }
    throw Failure.invalid("model." + field, "This field is a number");
  }
}
