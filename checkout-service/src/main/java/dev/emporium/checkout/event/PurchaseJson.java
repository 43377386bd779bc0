package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Purchase;
import dev.emporium.checkout.domain.pricing.Calculation;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.Line;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.RoundingMode;

/** The frozen purchase that billing works from (ARCHITECTURE.md, Purchase). */
public final class PurchaseJson {
  private PurchaseJson() {}

  /** The payload of {@code purchase.placed}. */
  public static JsonObject write(Purchase purchase) {
    var parties = purchase.cart().parties();
    var items = new JsonArray();
    purchase.priced().items().forEach(item -> items.add(item(item)));
    return new JsonObject()
        .put("purchaseId", purchase.purchaseId().toString())
        .put("origin", "cart")
        .put("cartId", purchase.cart().id())
        .putNull("installationId")
        .put("buyerUserId", CartEvents.text(parties.buyerUser()))
        .put("buyerCompanyId", CartEvents.text(parties.buyerCompany()))
        .put("ownerUserId", CartEvents.text(parties.ownerUser()))
        .put("ownerCompanyId", CartEvents.text(parties.ownerCompany()))
        .put("currency", purchase.cart().currency().getCurrencyCode())
        .put("paymentInstrumentId", purchase.paymentInstrumentId())
        .put("placedAt", purchase.placedAt().toString())
        .put("items", items)
        .put("dueNow", plain(purchase.priced().dueNow()));
  }

  private static JsonObject item(PricedItem item) {
    PlanTerms terms = item.terms();
    var lines = new JsonArray();
    item.lines().forEach(line -> line.calculations().forEach(part -> lines.add(line(line, part))));
    return new JsonObject()
        .put("itemId", item.itemId())
        .put("appId", terms.appId())
        .put("applicationId", terms.applicationId())
        .put("appName", terms.appName())
        .put("editionId", terms.editionId())
        .put("planId", terms.planId())
        .put("paymentPlanNumber", terms.paymentPlanNumber())
        .put("modelId", terms.modelId())
        .put("type", terms.type())
        .put("license", terms.license())
        .put("trialDays", terms.trialDays())
        .put("billingPeriod", terms.billingPeriod())
        .put("billingPeriodUnit", terms.billingPeriodUnit())
        .put("commission", terms.commission())
        .put("quantity", "1")
        .put("lines", lines)
        .put("dueNow", plain(item.dueNow()))
        .put("recurring", item.recurring().map(PurchaseJson::plain).orElse(null));
  }

  private static JsonObject line(Line line, Calculation part) {
    Cost cost = line.cost();
    return new JsonObject()
        .put("costId", cost.costId())
        .put("category", cost.category().name())
        .put("costType", cost.costType())
        .put("strategy", cost.strategy().name())
        .put("unit", cost.unit())
        .put("description", line.description())
        .put("quantity", part.quantity().setScale(10, RoundingMode.HALF_UP).toPlainString())
        .put("unitPrice", plain(part.unitPrice()))
        .put("total", plain(part.total()));
  }

  private static String plain(Money money) {
    return money.rounded().amount().toPlainString();
  }
}
