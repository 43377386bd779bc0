package dev.emporium.checkout.event;

import static dev.emporium.checkout.store.JsonValues.decimal;

import dev.emporium.checkout.domain.KnownDiscount;
import dev.emporium.checkout.domain.pricing.Discount;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Billing's discounts, from {@code discount.*}. */
public final class DiscountProjection {
  private final DiscountStore discounts;

  public DiscountProjection(DiscountStore discounts) {
    this.discounts = discounts;
  }

  /** Notes the discount; a removed one stays as a tombstone, so that nothing late revives it. */
  public Future<?> apply(Tx tx, Received event) {
    JsonObject json = event.data().getJsonObject("discount");
    var told =
        new DiscountStore.Told(
            terms(json),
            instant(json, "startsAt"),
            instant(json, "expiresAt"),
            json.getBoolean("autoApply", false),
            json.getInteger("maxRedemptions"),
            event.type().equals("discount.removed"),
            event.sequence());
    return discounts.note(tx, told).compose(done -> tell(tx, told.terms()));
  }

  /** By each of the names that callers use. */
  private static Future<?> tell(Tx tx, Discount discount) {
    String number = String.valueOf(discount.number());
    Future<?> told =
        tx.signal(KnownDiscount.arrival(discount.discountId()))
            .compose(done -> tx.signal(KnownDiscount.arrival(number)));
    return discount.code() == null
        ? told
        : told.compose(done -> tx.signal(KnownDiscount.arrival(discount.code())));
  }

  private static Discount terms(JsonObject json) {
    JsonObject price = json.getJsonObject("price");
    return new Discount(
        json.getString("discountId"),
        json.getLong("discountNumber"),
        json.getString("code"),
        json.getString("description"),
        decimal(json, "percentage"),
        price == null ? null : decimal(price, "amount"),
        price == null ? null : price.getString("currency"),
        json.getInteger("billingCycles"),
        decimal(json, "minUnits"),
        decimal(json, "maxUnits"),
        json.getString("unit"),
        json.getString("appId"),
        json.getString("editionId"),
        json.getString("planId"));
  }

  private static Instant instant(JsonObject json, String field) {
    String text = json.getString(field);
    return text == null ? null : Instant.parse(text);
  }
}
