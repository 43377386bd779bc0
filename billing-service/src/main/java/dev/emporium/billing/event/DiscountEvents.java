package dev.emporium.billing.event;

import dev.emporium.billing.domain.Discount;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** What billing publishes of discounts (ARCHITECTURE.md, billing). */
public final class DiscountEvents {
  private DiscountEvents() {}

  /** {@code change}: created, updated or removed. */
  public static Event of(String change, Discount discount) {
    var offer = discount.offer();
    var target = discount.target();
    JsonObject price = null;
    if (offer.price() != null) {
      price =
          new JsonObject()
              .put("amount", offer.price().rounded().amount().toPlainString())
              .put("currency", offer.price().currency().getCurrencyCode());
    }
    var json =
        new JsonObject()
            .put("discountId", discount.id().toString())
            .put("discountNumber", discount.number())
            .put("code", offer.code())
            .put("description", offer.description())
            .put("type", offer.type())
            .put("percentage", plain(offer.percentage()))
            .put("price", price)
            .put("billingCycles", offer.billingCycles())
            .put("minUnits", plain(offer.minUnits()))
            .put("maxUnits", plain(offer.maxUnits()))
            .put("unit", offer.unit())
            .put("appId", text(target.appId()))
            .put("applicationId", target.applicationId())
            .put("editionId", text(target.editionId()))
            .put("planId", text(target.planId()))
            .put("autoApply", offer.autoApply())
            .put("maxRedemptions", offer.maxRedemptions())
            .put("retainable", offer.retainable())
            .put("startsAt", time(offer.startsAt()))
            .put("expiresAt", time(offer.expiresAt()));
    return new Event(
        "discount." + change,
        "discount",
        discount.id().toString(),
        new JsonObject().put("discount", json));
  }

  private static String plain(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  private static String time(Instant at) {
    return at == null ? null : at.toString();
  }
}
