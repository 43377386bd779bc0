package dev.emporium.billing.appdirect;

import dev.emporium.billing.domain.Discount;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** AppDirect's {@code Discount} (appdirect.txt:1670-1699). Times are epoch milliseconds. */
final class DiscountJson {
  private DiscountJson() {}

  static JsonObject write(Discount d) {
    var offer = d.offer();
    var target = d.target();
    return new JsonObject()
        .put("id", d.number())
        .put("uuid", d.id().toString())
        .put("createdOn", d.createdAt().toEpochMilli())
        .put("code", offer.code())
        .put("description", offer.description())
        .put("type", offer.type())
        .put("percentage", offer.percentage())
        .put("price", offer.price() == null ? null : offer.price().rounded().amount())
        .put("autoApply", offer.autoApply())
        .put("retainable", offer.retainable())
        .put("billingCycles", offer.billingCycles())
        .put("minUnits", offer.minUnits())
        .put("maxUnits", offer.maxUnits())
        .put("unit", offer.unit())
        .put("maxRedemptions", offer.maxRedemptions())
        .put("redemptions", d.redemptions())
        .put("redemptionRestriction", offer.restriction())
        .put("industryId", offer.industryId())
        .put("startDate", SubscriptionJson.millis(offer.startsAt()))
        .put("expirationDate", SubscriptionJson.millis(offer.expiresAt()))
        .put("applicationId", target.applicationId())
        .put("applicationUuid", OrderJson.text(target.appId()))
        .put("applicationName", target.applicationName())
        .put("editionId", target.editionNumber())
        .put("editionUuid", OrderJson.text(target.editionId()))
        .put("paymentPlanId", target.planNumber())
        .put("paymentPlanUuid", OrderJson.text(target.planId()))
        .put("vendorSharePercentage", offer.bearers().vendor())
        .put("partnerSharePercentage", offer.bearers().partner())
        .put("basePartnerSharePercentage", offer.bearers().basePartner());
  }

  /** The terms of a body; a missing field is its default. Numbers of 0 are no limit. */
  static Discount.Offer offer(JsonObject body, String currency) {
    boolean fixed = body.getString("type").equals("FIXED_PRICE");
    BigDecimal price = decimal(body, "price");
    if (fixed && price == null) {
      throw Failure.invalid("price", "is required for a FIXED_PRICE discount");
    }
    return new Discount.Offer(
        body.getString("code"),
        body.getString("description"),
        fixed ? null : decimal(body, "percentage"),
        fixed ? new Money(price, Currency.getInstance(currency)) : null,
        body.getBoolean("autoApply", true),
        body.getBoolean("retainable", false),
        positive(body, "billingCycles"),
        limit(body, "minUnits"),
        limit(body, "maxUnits"),
        body.getString("unit"),
        positive(body, "maxRedemptions"),
        body.getString("redemptionRestriction"),
        body.getLong("industryId"),
        millis(body, "startDate"),
        millis(body, "expirationDate"),
        new Discount.Bearers(
            decimal(body, "vendorSharePercentage"),
            decimal(body, "partnerSharePercentage"),
            decimal(body, "basePartnerSharePercentage")));
  }

  static UUID uuid(JsonObject body, String field) {
    String text = body.getString(field);
    return text == null || text.isEmpty() ? null : UUID.fromString(text);
  }

  private static Integer positive(JsonObject body, String field) {
    Integer number = body.getInteger(field);
    return number == null || number == 0 ? null : number;
  }

  private static BigDecimal limit(JsonObject body, String field) {
    BigDecimal number = decimal(body, field);
    return number == null || number.signum() == 0 ? null : number;
  }

  private static Instant millis(JsonObject body, String field) {
    Long millis = body.getLong(field);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static BigDecimal decimal(JsonObject body, String field) {
    Object value = body.getValue(field);
    return value == null ? null : new BigDecimal(value.toString());
  }
}
