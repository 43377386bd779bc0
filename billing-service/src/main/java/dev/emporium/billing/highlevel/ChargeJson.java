package dev.emporium.billing.highlevel;

import dev.emporium.billing.domain.WalletCharge;
import dev.emporium.billing.store.WalletStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** HighLevel's wallet charges (highlevel.txt:15-65; dialects.md (c)). */
final class ChargeJson {
  private ChargeJson() {}

  /** A JSON number; null when absent. */
  static BigDecimal decimal(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null) {
      return null;
    }
    BigDecimal number = new BigDecimal(value.toString());
    if (number.precision() - number.scale() > 12 || number.scale() > 10) {
      throw unprocessable(field, field + " has too many digits");
    }
    return number;
  }

  /** ISO 8601: a date, a date and time (UTC), or one with an offset; null when absent. */
  static Instant time(String text, String field) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return text.matches(".*([zZ]|[+-][0-9]{2}:?[0-9]{2})$")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException malformed) {
      throw unprocessable(field, field + " must be an ISO8601 timestamp");
    }
  }

  static Failure unprocessable(String field, String message) {
    return Failure.of(Kind.UNPROCESSABLE, field, message);
  }

  static JsonObject created(String chargeId) {
    return new JsonObject().put("success", true).put("chargeId", chargeId);
  }

  static JsonObject write(WalletCharge c, String appId, String locationId) {
    return new JsonObject()
        .put("chargeId", c.chargeId())
        .put("appId", appId)
        .put("meterId", c.meterId())
        .put("entityType", "location")
        .put("entityId", locationId)
        .put("currency", c.amount().currency().getCurrencyCode())
        .put("amountCharged", c.amount().amount())
        .put("pricePerUnit", c.price())
        .put("units", c.units())
        .put("transactionType", c.refunded() ? "refund" : "charge")
        .put("refunded", c.refunded())
        .put(
            "meta",
            new JsonObject()
                .put("eventId", c.eventId())
                .put("description", c.description())
                .put("eventTime", c.eventTime().toString())
                .put("userId", c.userId()))
        .put("createdAt", c.createdAt().toString())
        .put("updatedAt", c.updatedAt().toString());
  }

  static JsonObject page(
      List<WalletCharge> charges,
      long total,
      WalletStore.Filter filter,
      String appId,
      String locationId) {
    var json = new JsonArray();
    charges.forEach(charge -> json.add(write(charge, appId, locationId)));
    return new JsonObject()
        .put("charges", json)
        .put("count", total)
        .put(
            "pagination",
            new JsonObject()
                .put("total", total)
                .put("skip", filter.skip())
                .put("limit", filter.limit()));
  }
}
