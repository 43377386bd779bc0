package dev.emporium.installation.event;

import dev.emporium.installation.domain.Plan;
import dev.emporium.installation.domain.Purchase;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** A purchase as billing reads it (ARCHITECTURE.md, {@code Purchase}): one item, one line. */
public final class PurchaseJson {
  private static final String ONE = "1";
  private static final String ONE_EXACTLY = "1.0000000000";

  private PurchaseJson() {}

  /** The payload of {@code purchase.requested}. */
  public static JsonObject write(Purchase it) {
    return new JsonObject()
        .put("purchaseId", it.purchaseId().toString())
        .put("origin", it.origin())
        .putNull("cartId")
        .put("installationId", it.installationId().toString())
        .put("buyerUserId", it.userId().toString())
        .put("buyerCompanyId", it.companyId().toString())
        .put("ownerUserId", it.userId().toString())
        .put("ownerCompanyId", it.companyId().toString())
        .put("currency", it.price().currency().getCurrencyCode())
        .put("paymentInstrumentId", it.paymentInstrumentId())
        .put("placedAt", it.placedAt().toString())
        .put("items", new JsonArray().add(item(it)))
        .put("dueNow", text(it.dueNow()));
  }

  private static JsonObject item(Purchase it) {
    Plan plan = it.plan();
    UUID edition = plan.edition() == null ? it.offer().editionId() : plan.edition().editionId();
    return new JsonObject()
        .put("itemId", it.itemId().toString())
        .put("appId", it.offer().appId().toString())
        .put("applicationId", it.offer().applicationId())
        .put("appName", it.offer().name())
        .put("editionId", edition == null ? null : edition.toString())
        .put("editionNumber", plan.edition() == null ? null : plan.edition().number())
        .put("planId", plan.planId().toString())
        .put("paymentPlanNumber", plan.paymentPlanNumber())
        .put("modelId", plan.modelId())
        .put("type", plan.type().word())
        .put("license", plan.group() ? "group" : "single")
        .put("trialDays", it.trialDays())
        .put("billingPeriod", plan.billingPeriod())
        .put("billingPeriodUnit", plan.billingPeriodUnit())
        .put("commission", plan.commission())
        .put("quantity", ONE)
        .put("lines", new JsonArray().add(line(it)))
        .put("dueNow", text(it.dueNow()))
        .put("recurring", it.recurring() == null ? null : text(it.recurring()));
  }

  private static JsonObject line(Purchase it) {
    Plan.Cost cost = it.plan().cost();
    return new JsonObject()
        .put("costId", cost.costId())
        .put("category", cost.category())
        .put("costType", cost.costType())
        .put("strategy", it.price().signum() == 0 ? "FREE" : cost.strategy())
        .putNull("unit")
        .put("description", it.offer().name())
        .put("quantity", ONE_EXACTLY)
        .put("unitPrice", text(it.price()))
        .put("total", text(it.price()));
  }

  private static String text(Money money) {
    return money.rounded().amount().toPlainString();
  }
}
