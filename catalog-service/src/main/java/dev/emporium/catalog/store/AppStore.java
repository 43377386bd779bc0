package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.SafeName;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Apps and their versions. */
public final class AppStore {
  private static final int PLAIN_ALIASES = 5;

  /** The numbers AppDirect's clients know a new app, its edition and its plans by. */
  public record Numbers(long application, long edition, List<Long> plans) {}

  /** Draws numbers for an app with that many plans. */
  public Future<Numbers> numbers(Tx tx, int plans) {
    return tx.list(
            """
            SELECT nextval('payment_plan_number') AS plan FROM generate_series(1, $1)
            """,
            row -> row.getLong("plan"),
            plans)
        .compose(
            drawn ->
                tx.one(
                    "SELECT nextval('application_number') AS app, nextval('edition_number') AS edition",
                    row -> new Numbers(row.getLong("app"), row.getLong("edition"), drawn)))
        .map(Optional::orElseThrow);
  }

  /** An alias nobody has: the plain one, numbered ones, at last one with a random end. */
  public Future<String> freeAlias(Tx tx, String name) {
    return freeAlias(tx, name, 1);
  }

  private Future<String> freeAlias(Tx tx, String name, int attempt) {
    if (attempt > PLAIN_ALIASES) {
      return Future.succeededFuture(SafeName.of(name) + "-" + Ids.hex24());
    }
    String alias = SafeName.numbered(name, attempt);
    return tx.one(
            "SELECT 1 FROM app_alias WHERE marketplace_id = $1 AND safe_name = $2",
            row -> alias,
            tx.marketplace(),
            alias)
        .compose(
            taken ->
                taken.isPresent()
                    ? freeAlias(tx, name, attempt + 1)
                    : Future.succeededFuture(alias));
  }

  /**
   * Inserts an app with its first version.
   *
   * @throws Failure CONFLICT with field {@code name} when an app of that name exists
   */
  public Future<Void> insert(Tx tx, CatalogApp created) {
    App app = created.app();
    return tx.execute(
            """
            INSERT INTO app (marketplace_id, app_id, openchannel_id, application_id, edition_id, edition_number,
              developer_id, developer_uuid, name_key, safe_names, live_version, latest_version, integration, version,
              created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (marketplace_id, name_key) WHERE NOT is_deleted DO NOTHING
            """,
            tx.marketplace(),
            app.appId(),
            app.openchannelId(),
            app.applicationId(),
            app.editionId(),
            app.editionNumber(),
            app.developerId(),
            app.developerUuid(),
            SafeName.key(created.version().name()),
            app.safeNames().toArray(String[]::new),
            app.liveVersion(),
            app.latestVersion(),
            Documents.integration(app.integration()),
            app.version(),
            app.created())
        .compose(rows -> rows == 1 ? Future.succeededFuture() : Future.failedFuture(nameTaken()))
        .compose(
            done ->
                tx.execute(
                    "INSERT INTO app_alias (marketplace_id, safe_name, app_id) VALUES ($1, $2, $3)",
                    tx.marketplace(),
                    app.safeNames().get(0),
                    app.appId()))
        .compose(done -> insertVersion(tx, app, created.version()));
  }

  private static Failure nameTaken() {
    return Failure.of(Kind.CONFLICT, "name", "An app with this name already exists");
  }

  private Future<Void> insertVersion(Tx tx, App app, AppVersion version) {
    return tx.execute(
            """
            INSERT INTO app_version (marketplace_id, app_id, number, name, type, status, status_at, status_by,
              status_reason, models, plans, custom_data, allow_rule, restrict_rule, access, attributes, words,
              created_at, updated_at, submitted_at, published_at, live)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
              to_tsvector('simple', $4 || ' ' || coalesce($12::jsonb ->> 'summary', '') || ' '
                || coalesce($12::jsonb ->> 'description', '')), $17, $18, $19, $20, $21)
            """,
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
            app.isLive(version.number()))
        .compose(
            done ->
                tx.batch(
                    """
                    INSERT INTO plan (marketplace_id, plan_id, number, cost_id, app_id, model_id)
                    VALUES ($1, $2, $3, $4, $5, $6)
                    """,
                    version.plans().stream()
                        .map(
                            plan ->
                                new Object[] {
                                  tx.marketplace(),
                                  plan.planId(),
                                  plan.number(),
                                  plan.costId(),
                                  app.appId(),
                                  plan.model().modelId()
                                })
                        .toList()));
  }

  /** Locks an app until the transaction ends and reads one of its versions. */
  public Future<Optional<CatalogApp>> lock(Tx tx, AppKey key, int number) {
    return lock(tx, key, row -> number);
  }

  /** Locks an app and reads its live version, or its latest one when it has none. */
  public Future<Optional<CatalogApp>> lockCurrent(Tx tx, AppKey key, boolean live) {
    return lock(
        tx,
        key,
        row -> {
          Integer number = row.getInteger("live_version");
          return live && number != null ? number : row.getInteger("latest_version");
        });
  }

  /**
   * The lock and the reading are two statements: one statement that waits for the lock would show
   * the version as it was before the wait.
   */
  private Future<Optional<CatalogApp>> lock(Tx tx, AppKey key, Function<Row, Integer> which) {
    return tx.one(
            """
            SELECT app_id, live_version, latest_version FROM app a
            WHERE a.marketplace_id = $1 AND %s = $2 AND NOT a.is_deleted
            FOR UPDATE
            """
                .formatted(key.column()),
            row -> version(tx, row.getUUID("app_id"), which.apply(row)),
            tx.marketplace(),
            key.value())
        .compose(found -> found.orElse(Future.succeededFuture(Optional.empty())));
  }

  /** One version of an app, without a lock. */
  public Future<Optional<CatalogApp>> version(Tx tx, UUID appId, int number) {
    return tx.one(
        """
        SELECT %s FROM app a
        JOIN app_version v ON v.app_id = a.app_id AND v.number = $3
        WHERE a.marketplace_id = $1 AND a.app_id = $2
        """
            .formatted(AppRows.COLUMNS),
        AppRows::read,
        tx.marketplace(),
        appId,
        number);
  }

  /** Writes a version's state and the app's live version. */
  public Future<Void> saveStatus(Tx tx, CatalogApp changed) {
    AppVersion version = changed.version();
    return tx.execute(
            """
            UPDATE app_version SET status = $3, status_at = $4, status_by = $5, status_reason = $6,
              submitted_at = $7, published_at = $8
            WHERE app_id = $1 AND number = $2
            """,
            changed.app().appId(),
            version.number(),
            version.status().value().wire(),
            version.status().lastUpdated(),
            version.status().modifiedBy().wire(),
            version.status().reason(),
            version.submitted(),
            version.published())
        .compose(
            done ->
                tx.execute(
                    """
                    UPDATE app_version SET live = FALSE WHERE app_id = $1 AND live AND number IS DISTINCT FROM $2
                    """,
                    changed.app().appId(),
                    changed.app().liveVersion()))
        .compose(
            done ->
                tx.execute(
                    "UPDATE app_version SET live = TRUE WHERE app_id = $1 AND NOT live AND number = $2",
                    changed.app().appId(),
                    changed.app().liveVersion()))
        .compose(done -> save(tx, changed.app()));
  }

  /**
   * Writes what of an app itself may change.
   *
   * @throws Failure CONFLICT when somebody else changed it since it was read
   */
  public Future<Void> save(Tx tx, App app) {
    return tx.execute(
            """
            UPDATE app SET live_version = $3, integration = $4, version = $5
            WHERE marketplace_id = $1 AND app_id = $2 AND version = $5 - 1
            """,
            tx.marketplace(),
            app.appId(),
            app.liveVersion(),
            Documents.integration(app.integration()),
            app.version())
        .compose(
            rows ->
                rows == 1
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(Failure.conflict("The app was changed meanwhile")));
  }
}
