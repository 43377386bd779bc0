package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.pricing.Category;
import dev.emporium.checkout.domain.pricing.Cost;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Strategy;
import dev.emporium.checkout.store.TermsJson;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Money;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The catalog's plans, from {@code app.*}: each event carries the whole app. */
public final class CatalogProjection {

  /** Puts the app's plans in place of those known before. */
  public Future<?> apply(Tx tx, Received event) {
    JsonObject app = event.data().getJsonObject("app");
    String appId = app.getString("appId");
    return tx.execute(
            """
            insert into catalog_app (marketplace_id, app_id, sequence) values ($1, $2, $3)
            on conflict (marketplace_id, app_id) do update set sequence = excluded.sequence
            where catalog_app.sequence < excluded.sequence
            """,
            tx.marketplace(),
            appId,
            event.sequence())
        .compose(
            rows ->
                rows == 0
                    ? Future.succeededFuture()
                    : replace(tx, app, event.type().equals("app.removed")));
  }

  private static Future<?> replace(Tx tx, JsonObject app, boolean removed) {
    var rows = new ArrayList<Object[]>();
    JsonArray plans = app.getJsonArray("plans", new JsonArray());
    boolean onSale = app.getBoolean("onSale", false);
    for (int i = 0; i < plans.size() && !removed; i++) {
      PlanTerms terms = terms(app, plans.getJsonObject(i));
      rows.add(
          new Object[] {
            tx.marketplace(),
            terms.planId(),
            terms.appId(),
            onSale,
            TermsJson.write(terms),
            own(app, "allow"),
            own(app, "restrict")
          });
    }
    Future<?> done =
        tx.execute(
            "delete from catalog_plan where marketplace_id = $1 and app_id = $2",
            tx.marketplace(),
            app.getString("appId"));
    if (!rows.isEmpty()) {
      done =
          done.compose(
              deleted ->
                  tx.batch(
                      """
                      insert into catalog_plan (marketplace_id, plan_id, app_id, on_sale, terms,
                        allow_own, restrict_own)
                      values ($1, $2, $3, $4, $5, $6, $7)
                      """,
                      rows));
    }
    for (Object[] row : rows) {
      done = done.compose(before -> tx.signal("plan/" + row[1]));
    }
    return done;
  }

  private static JsonObject own(JsonObject app, String rule) {
    JsonObject rules = app.getJsonObject(rule);
    JsonObject own = rules == null ? null : rules.getJsonObject("own");
    return own == null ? new JsonObject() : own;
  }

  /** The terms of one plan of an app's snapshot (ARCHITECTURE.md, catalog). */
  static PlanTerms terms(JsonObject app, JsonObject plan) {
    JsonObject cost = plan.getJsonObject("cost");
    JsonObject price = plan.getJsonObject("price");
    try {
      return new PlanTerms(
          plan.getString("planId"),
          plan.getString("name", app.getString("name")),
          app.getString("appId"),
          app.getLong("applicationId"),
          app.getString("name"),
          app.getString("editionId"),
          plan.getLong("paymentPlanNumber"),
          plan.getString("modelId"),
          plan.getString("type"),
          plan.getString("license"),
          plan.getInteger("trialDays", 0),
          plan.getString("billingPeriod"),
          plan.getInteger("billingPeriodUnit"),
          plan.getInteger("commission", 0),
          List.of(
              new Cost(
                  cost.getString("costId"),
                  Category.valueOf(cost.getString("category")),
                  cost.getString("costType"),
                  Strategy.valueOf(cost.getString("strategy")),
                  cost.getString("unit"),
                  Money.of(price.getString("amount"), price.getString("currency")))));
    } catch (IllegalArgumentException unknown) {
      throw Failure.invalid("plans", "plan " + plan.getString("planId") + ": " + unknown);
    }
  }
}
