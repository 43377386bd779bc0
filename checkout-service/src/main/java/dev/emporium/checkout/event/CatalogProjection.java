package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.store.TermsJson;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
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
            insert into catalog_app (marketplace_id, app_id, sequence, application_id, snapshot)
            values ($1, $2, $3, $4, $5)
            on conflict (marketplace_id, app_id)
            do update set sequence = excluded.sequence, application_id = excluded.application_id,
              snapshot = excluded.snapshot
            where catalog_app.sequence < excluded.sequence
            """,
            tx.marketplace(),
            appId,
            event.sequence(),
            app.getLong("applicationId"),
            event.type().equals("app.removed") ? null : facts(app))
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
      PlanTerms terms = PlanReader.terms(app, plans.getJsonObject(i));
      rows.add(
          new Object[] {
            tx.marketplace(),
            terms.planId(),
            terms.appId(),
            onSale,
            TermsJson.write(terms),
            offer(plans.getJsonObject(i)),
            own(app, "allow"),
            own(app, "restrict")
          });
    }
    return tx.execute(
            "delete from catalog_plan where marketplace_id = $1 and app_id = $2",
            tx.marketplace(),
            app.getString("appId"))
        .compose(deleted -> rows.isEmpty() ? Future.succeededFuture() : insert(tx, rows));
  }

  private static Future<?> insert(Tx tx, List<Object[]> rows) {
    return tx.batch(
            """
            insert into catalog_plan (marketplace_id, plan_id, app_id, on_sale, terms, offer,
              allow_own, restrict_own)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            rows)
        .compose(done -> Steps.each(rows, row -> tx.signal("plan/" + row[1])));
  }

  /** What a page about the app shows, without its plans, which have rows of their own. */
  private static JsonObject facts(JsonObject app) {
    JsonObject facts = app.copy();
    facts.remove("plans");
    facts.remove("integration");
    return facts;
  }

  /** How a plan is offered, beside its terms. */
  private static JsonObject offer(JsonObject plan) {
    var offer = new JsonObject();
    for (String field : List.of("frequency", "freeTrial", "currencies", "visibleTo", "primary")) {
      offer.put(field, plan.getValue(field));
    }
    return offer;
  }

  private static JsonObject own(JsonObject app, String rule) {
    JsonObject rules = app.getJsonObject(rule);
    JsonObject own = rules == null ? null : rules.getJsonObject("own");
    return own == null ? new JsonObject() : own;
  }
}
