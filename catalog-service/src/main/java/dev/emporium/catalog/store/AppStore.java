package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Apps and their versions. */
public final class AppStore {
  private final NameStore names;
  private final VersionStore versions;

  public AppStore(NameStore names, VersionStore versions) {
    this.names = names;
    this.versions = versions;
  }

  /** The numbers AppDirect's clients know a new app and its edition by. */
  public record Numbers(long application, long edition) {}

  /** Draws numbers for an app. */
  public Future<Numbers> numbers(Tx tx) {
    return tx.one(
            "SELECT nextval('application_number') AS app, nextval('edition_number') AS edition",
            row -> new Numbers(row.getLong("app"), row.getLong("edition")))
        .map(Optional::orElseThrow);
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
              developer_id, developer_uuid, safe_names, live_version, latest_version, integration, version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            tx.marketplace(),
            app.appId(),
            app.openchannelId(),
            app.applicationId(),
            app.editionId(),
            app.editionNumber(),
            app.developerId(),
            app.developerUuid(),
            app.safeNames().toArray(String[]::new),
            app.liveVersion(),
            app.latestVersion(),
            Documents.integration(app.integration()),
            app.version(),
            app.created())
        .compose(done -> versions.insert(tx, app, created.version()))
        .compose(done -> names.claim(tx, app.appId()))
        .compose(done -> names.give(tx, app.appId(), app.safeNames().get(0)));
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
        .compose(done -> versions.saveLive(tx, changed.app()))
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
            UPDATE app SET live_version = $3, integration = $4, version = $5, safe_names = $6, latest_version = $7,
              is_deleted = $8, settings = $9, markups = $10
            WHERE marketplace_id = $1 AND app_id = $2 AND version = $5 - 1
            """,
            tx.marketplace(),
            app.appId(),
            app.liveVersion(),
            Documents.integration(app.integration()),
            app.version(),
            app.safeNames().toArray(String[]::new),
            app.latestVersion(),
            app.deleted(),
            SellingDocuments.settings(app.selling().settings()),
            SellingDocuments.markups(app.selling().markups()))
        .compose(
            rows ->
                rows == 1
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(Failure.conflict("The app was changed meanwhile")));
  }
}
