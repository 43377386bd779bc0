package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.pricing.BillingCycle;
import dev.emporium.checkout.domain.pricing.RecurringTotal;
import io.vertx.core.json.JsonObject;

/** What comes again, on the wire: alike in carts, opportunities and quotes. */
public final class RecurringJson {
  private RecurringJson() {}

  /** How often, and on which day. */
  public static JsonObject cycle(BillingCycle cycle) {
    var json = new JsonObject().put("period", cycle.period());
    if (cycle.count() > 1) {
      json.put("periodCount", cycle.count());
    }
    return cycle.dayOfMonth() == null ? json : json.put("dayOfMonth", cycle.dayOfMonth());
  }

  /** What comes in each cycle. */
  public static JsonObject total(RecurringTotal total) {
    return new JsonObject()
        .put("billingCycle", cycle(total.cycle()))
        .put("totalSalePrice", total.total().tenDecimals());
  }
}
