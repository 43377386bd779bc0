package dev.emporium.checkout.store;

import static dev.emporium.checkout.store.JsonValues.decimal;
import static dev.emporium.checkout.store.JsonValues.plain;

import dev.emporium.checkout.domain.pricing.Discount;
import io.vertx.core.json.JsonObject;

/** A discount's terms as JSON: what the projection keeps and what a quote or purchase freezes. */
public final class DiscountJson {
  private DiscountJson() {}

  /** Writes every field. */
  public static JsonObject write(Discount discount) {
    return new JsonObject()
        .put("discountId", discount.discountId())
        .put("number", discount.number())
        .put("code", discount.code())
        .put("description", discount.description())
        .put("percentage", plain(discount.percentage()))
        .put("amount", plain(discount.amount()))
        .put("currency", discount.currency())
        .put("billingCycles", discount.billingCycles())
        .put("minUnits", plain(discount.minUnits()))
        .put("maxUnits", plain(discount.maxUnits()))
        .put("unit", discount.unit())
        .put("appId", discount.appId())
        .put("editionId", discount.editionId())
        .put("planId", discount.planId());
  }

  /** Reads what {@link #write} wrote. */
  public static Discount read(JsonObject json) {
    return new Discount(
        json.getString("discountId"),
        json.getLong("number"),
        json.getString("code"),
        json.getString("description"),
        decimal(json, "percentage"),
        decimal(json, "amount"),
        json.getString("currency"),
        json.getInteger("billingCycles"),
        decimal(json, "minUnits"),
        decimal(json, "maxUnits"),
        json.getString("unit"),
        json.getString("appId"),
        json.getString("editionId"),
        json.getString("planId"));
  }
}
