package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Cost;
import dev.emporium.catalog.domain.product.PlanTerms;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans under their ids, and every version their terms had. */
public final class PlanStore {

  /**
   * Gives plans their ids, the numbers of their costs and their versions. A plan whose modelId the
   * app had before keeps its ids, and so do costs by their codes; other terms than it had last make
   * its next version.
   *
   * @param wanted plans; those with an id already have everything
   */
  public Future<List<Plan>> identified(Tx tx, UUID appId, List<Plan> wanted) {
    if (wanted.stream().allMatch(plan -> plan.planId() != null)) {
      return Future.succeededFuture(List.copyOf(wanted));
    }
    return tx.list(
            "SELECT plan_id, number, cost_id, model_id, version, terms FROM plan WHERE app_id = $1",
            row -> row,
            appId)
        .compose(
            rows -> {
              var known = new HashMap<String, Row>();
              rows.forEach(row -> known.put(row.getString("model_id"), row));
              int plans = 0;
              int costs = 0;
              for (Plan plan : wanted) {
                if (plan.planId() == null) {
                  plans += known.containsKey(plan.model().modelId()) ? 0 : 1;
                  costs += plan.terms().costs().size();
                }
              }
              int newCosts = costs;
              return numbers(tx, "payment_plan_number", plans)
                  .compose(
                      planNumbers ->
                          numbers(tx, "cost_number", newCosts)
                              .map(
                                  costNumbers ->
                                      identified(
                                          wanted,
                                          known,
                                          planNumbers.iterator(),
                                          costNumbers.iterator())));
            });
  }

  private static List<Plan> identified(
      List<Plan> wanted, Map<String, Row> known, Iterator<Long> plans, Iterator<Long> costs) {
    var all = new ArrayList<Plan>();
    for (Plan plan : wanted) {
      all.add(
          plan.planId() != null
              ? plan
              : identified(plan, known.get(plan.model().modelId()), plans, costs));
    }
    return List.copyOf(all);
  }

  private static Plan identified(
      Plan plan, Row row, Iterator<Long> plans, Iterator<Long> costNumbers) {
    UUID planId = row == null ? Ids.uuid7() : row.getUUID("plan_id");
    long number = row == null ? plans.next() : row.getLong("number");
    JsonObject before = row == null ? null : row.getJsonObject("terms");
    boolean plain = plan.terms().equals(PlanTerms.of(plan.model(), null, 0));
    PlanTerms terms;
    if (plain) {
      UUID costId = row == null ? Ids.uuid7() : row.getUUID("cost_id");
      terms = PlanTerms.of(plan.model(), costId, number);
    } else {
      terms = numbered(plan.terms(), before, costNumbers);
    }
    int version =
        row == null
            ? 1
            : before == null || before.equals(TermsDocuments.terms(terms))
                ? row.getInteger("version")
                : row.getInteger("version") + 1;
    return new Plan(
        planId,
        number,
        terms.costs().get(0).costId(),
        plan.model(),
        plan.editionId(),
        version,
        terms,
        plan.closed());
  }

  private static PlanTerms numbered(PlanTerms terms, JsonObject before, Iterator<Long> numbers) {
    var known = new HashMap<String, Cost>();
    if (before != null) {
      TermsDocuments.terms(before).costs().forEach(cost -> known.put(cost.code(), cost));
    }
    var costs = new ArrayList<Cost>();
    for (Cost cost : terms.costs()) {
      Cost old = known.get(cost.code());
      if (cost.costId() != null) {
        costs.add(cost);
      } else {
        costs.add(
            old == null
                ? cost.stored(Ids.uuid7(), numbers.next())
                : cost.stored(old.costId(), old.number()));
      }
    }
    return terms.withCosts(List.copyOf(costs));
  }

  private static Future<List<Long>> numbers(Tx tx, String sequence, int count) {
    return count == 0
        ? Future.succeededFuture(List.of())
        : tx.list(
            "SELECT nextval('" + sequence + "') AS number FROM generate_series(1, $1)",
            row -> row.getLong("number"),
            count);
  }

  /** Remembers plans: what they are now, and the versions they have. */
  public Future<Void> save(Tx tx, UUID appId, List<Plan> plans) {
    if (plans.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.batch(
            """
            INSERT INTO plan AS p (marketplace_id, plan_id, number, cost_id, app_id, model_id, edition_id, version, terms)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (app_id, model_id) DO UPDATE SET cost_id = excluded.cost_id,
              edition_id = excluded.edition_id, version = excluded.version, terms = excluded.terms
            WHERE p.version < excluded.version OR p.terms IS NULL
            """,
            plans.stream()
                .map(
                    plan ->
                        new Object[] {
                          tx.marketplace(),
                          plan.planId(),
                          plan.number(),
                          plan.costId(),
                          appId,
                          plan.model().modelId(),
                          plan.editionId(),
                          plan.version(),
                          TermsDocuments.terms(plan.terms())
                        })
                .toList())
        .compose(
            done ->
                tx.batch(
                    """
                    INSERT INTO plan_version (marketplace_id, plan_id, version, terms, created_at)
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (plan_id, version) DO NOTHING
                    """,
                    plans.stream()
                        .map(
                            plan ->
                                new Object[] {
                                  tx.marketplace(),
                                  plan.planId(),
                                  plan.version(),
                                  TermsDocuments.terms(plan.terms()),
                                  tx.now()
                                })
                        .toList()));
  }
}
