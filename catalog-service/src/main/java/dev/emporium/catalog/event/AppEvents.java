package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.catalog.store.Documents;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.value.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Currency;

/** The catalog's events (ARCHITECTURE.md, catalog). */
final class AppEvents {
  private AppEvents() {}

  /** {@code app.*}: the snapshot of the live version, or of the draft when none is live. */
  static Event app(String type, CatalogApp told) {
    return new Event(
        type, "app", told.app().appId().toString(), new JsonObject().put("app", snapshot(told)));
  }

  /** The App of ARCHITECTURE.md. */
  static JsonObject snapshot(CatalogApp told) {
    App app = told.app();
    AppVersion version = told.version();
    var plans = new JsonArray();
    for (Plan plan : version.plans()) {
      JsonObject json = plan(plan);
      PriceListJson.plan(told, plan, json);
      plans.add(json);
    }
    var snapshot = new JsonObject();
    PriceListJson.app(told, snapshot);
    return snapshot
        .put("appId", app.appId().toString())
        .put("openchannelId", app.openchannelId())
        .put("applicationId", app.applicationId())
        .put("developerId", app.developerId())
        .put("name", version.name())
        .put("version", version.number())
        .put("status", version.status().value().wire())
        .put("onSale", told.buyable())
        .put("editionId", app.editionId().toString())
        .put("editionNumber", app.editionNumber())
        .put("access", new JsonArray(version.access()))
        .put("allow", new JsonObject(version.restriction().allow()))
        .put("restrict", new JsonObject(version.restriction().restrict()))
        .put("plans", plans)
        .put("integration", Documents.integration(app.integration()));
  }

  private static JsonObject plan(Plan plan) {
    PricingModel model = plan.model();
    var currency = Currency.getInstance(model.currency());
    Money price = Money.ofMinor(model.price(), currency);
    boolean once = model.type() == PricingModel.Type.SINGLE;
    return new JsonObject()
        .put("planId", plan.planId().toString())
        .put("paymentPlanNumber", plan.number())
        .put("modelId", model.modelId())
        .put("name", model.type().wire())
        .put("type", model.type().wire())
        .put(
            "price",
            new JsonObject()
                .put("amount", price.rounded().amount().toPlainString())
                .put("currency", model.currency()))
        .put("trialDays", model.trial())
        .put("license", model.license())
        .put("billingPeriod", model.billingPeriod())
        .put("billingPeriodUnit", model.billingPeriodUnit())
        .put("commission", model.commission())
        .put("feePayer", model.feePayer())
        .put(
            "cost",
            new JsonObject()
                .put("costId", plan.costId().toString())
                .put("category", once ? "ONE_TIME" : "RECURRING")
                .put("costType", once ? "ONE_TIME_FLAT" : "RECURRING_FLAT")
                .put("strategy", model.paid() ? "FLAT" : "FREE"));
  }
}
