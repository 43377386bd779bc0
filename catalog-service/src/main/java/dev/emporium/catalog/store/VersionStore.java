package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.catalog.domain.SafeName;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What versions say, with their plans and the words they are found by. */
public final class VersionStore {
  private final SearchStore search;
  private final PlanStore plans;

  public VersionStore(SearchStore search, PlanStore plans) {
    this.search = search;
    this.plans = plans;
  }

  /** Inserts a version, and its plans that the app did not have before. */
  public Future<Void> insert(Tx tx, App app, AppVersion version) {
    return tx.execute(
            """
            INSERT INTO app_version (marketplace_id, app_id, number, name, type, status, status_at, status_by,
              status_reason, models, plans, custom_data, allow_rule, restrict_rule, access, attributes, words,
              created_at, updated_at, submitted_at, published_at, live, name_key, search, sheet)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, %s,
              $17, $18, $19, $20, $21, $22, $23::text::tsvector, $24)
            """
                .formatted(WORDS),
            values(tx, app, version))
        .compose(done -> extras(tx, app, version));
  }

  /** Writes everything a version says. */
  public Future<Void> update(Tx tx, App app, AppVersion version) {
    return tx.execute(
            """
            UPDATE app_version SET name = $4, type = $5, status = $6, status_at = $7, status_by = $8,
              status_reason = $9, models = $10, plans = $11, custom_data = $12, allow_rule = $13,
              restrict_rule = $14, access = $15, attributes = $16, words = %s, created_at = $17, updated_at = $18,
              submitted_at = $19, published_at = $20, live = $21, name_key = $22, search = $23::text::tsvector,
              sheet = $24
            WHERE marketplace_id = $1 AND app_id = $2 AND number = $3
            """
                .formatted(WORDS),
            values(tx, app, version))
        .compose(done -> extras(tx, app, version));
  }

  private static final String WORDS =
      """
      to_tsvector('simple', left($4 || ' ' || coalesce($12::jsonb ->> 'summary', '') || ' '
        || coalesce($12::jsonb ->> 'description', ''), 100000))""";

  private static Object[] values(Tx tx, App app, AppVersion version) {
    return new Object[] {
      tx.marketplace(),
      app.appId(),
      version.number(),
      version.name(),
      version.type(),
      version.status().value().wire(),
      version.status().lastUpdated(),
      version.status().modifiedBy().wire(),
      version.status().reason(),
      Documents.models(version.plans()),
      Documents.planIds(version.plans()),
      new JsonObject(version.customData()),
      new JsonObject(version.restriction().allow()),
      new JsonObject(version.restriction().restrict()),
      new JsonArray(version.access()),
      new JsonObject(version.attributes()),
      version.created(),
      version.lastUpdated(),
      version.submitted(),
      version.published(),
      app.isLive(version.number()),
      SafeName.key(version.name()),
      SearchStore.vector(app.developerId(), version),
      SheetDocuments.sheet(version.sheet())
    };
  }

  private Future<Void> extras(Tx tx, App app, AppVersion version) {
    return plans
        .save(tx, app.appId(), version.plans())
        .compose(done -> search.learn(tx, app.developerId(), version));
  }

  /**
   * Models as plans: one that says what its plan said before stays as it is, with all of its terms;
   * of others one whose modelId the app had before keeps its ids. Plans that models cannot say
   * stay.
   *
   * @param before the plans of the version that is edited
   */
  public Future<List<Plan>> plans(Tx tx, UUID appId, List<PricingModel> models, List<Plan> before) {
    var byModel = new HashMap<String, Plan>();
    before.forEach(plan -> byModel.put(plan.model().modelId(), plan));
    var wanted = new ArrayList<Plan>();
    for (PricingModel model : models) {
      Plan old = byModel.remove(model.modelId());
      wanted.add(old != null && old.model().equals(model) ? old : Plan.of(null, 0, null, model, 0));
    }
    before.stream()
        .filter(plan -> !plan.installable() && byModel.containsKey(plan.model().modelId()))
        .forEach(wanted::add);
    return plans.identified(tx, appId, wanted);
  }

  /** The number of a version to come; those of deleted versions are not used again. */
  public Future<Integer> nextNumber(Tx tx, UUID appId) {
    return tx.one(
            "SELECT max(number) + 1 AS next FROM app_version WHERE app_id = $1",
            row -> row.getInteger("next"),
            appId)
        .map(Optional::orElseThrow);
  }

  /** The greatest number of a version that is not deleted, besides this one; empty for none. */
  public Future<Optional<Integer>> latestBesides(Tx tx, UUID appId, int number) {
    return tx.one(
        """
        SELECT number FROM app_version WHERE app_id = $1 AND number <> $2 AND NOT is_deleted
        ORDER BY number DESC LIMIT 1
        """,
        row -> row.getInteger("number"),
        appId,
        number);
  }

  /** Marks one version deleted. */
  public Future<Void> delete(Tx tx, UUID appId, int number) {
    return tx.execute(
            "UPDATE app_version SET is_deleted = TRUE, live = FALSE WHERE app_id = $1 AND number = $2",
            appId,
            number)
        .mapEmpty();
  }

  /** Marks every version of an app deleted. */
  public Future<Void> deleteAll(Tx tx, UUID appId) {
    return tx.execute(
            "UPDATE app_version SET is_deleted = TRUE, live = FALSE WHERE app_id = $1", appId)
        .mapEmpty();
  }

  /** Makes a version the live one: users see it from now on, and no other. */
  public Future<Void> saveLive(Tx tx, App app) {
    return tx.execute(
            """
            UPDATE app_version SET live = FALSE WHERE app_id = $1 AND live AND number IS DISTINCT FROM $2
            """,
            app.appId(),
            app.liveVersion())
        .compose(
            done ->
                tx.execute(
                    "UPDATE app_version SET live = TRUE WHERE app_id = $1 AND NOT live AND number = $2",
                    app.appId(),
                    app.liveVersion()))
        .mapEmpty();
  }
}
