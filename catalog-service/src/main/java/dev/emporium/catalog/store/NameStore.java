package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.SafeName;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Names of apps, which are unique, and their aliases, which are never given to another app. */
public final class NameStore {
  private static final int PLAIN_ALIASES = 5;

  /**
   * Claims the names of an app's live, latest and submitted versions and gives others up.
   *
   * @throws Failure CONFLICT with field {@code name} when another app has one of them
   */
  public Future<Void> claim(Tx tx, UUID appId) {
    return tx.execute(
            """
            DELETE FROM app_name n WHERE n.marketplace_id = $1 AND n.app_id = $2 AND NOT EXISTS (
              SELECT 1 FROM app_version v JOIN app a ON a.app_id = v.app_id
              WHERE v.app_id = $2 AND v.name_key = n.name_key AND %s)
            """
                .formatted(CLAIMING),
            tx.marketplace(),
            appId)
        .compose(
            done ->
                tx.execute(
                    """
                    INSERT INTO app_name (marketplace_id, name_key, app_id)
                    SELECT DISTINCT $1::uuid, v.name_key, v.app_id
                    FROM app_version v JOIN app a ON a.app_id = v.app_id
                    WHERE v.app_id = $2 AND %s ORDER BY v.name_key
                    ON CONFLICT (marketplace_id, name_key) DO NOTHING
                    """
                        .formatted(CLAIMING),
                    tx.marketplace(),
                    appId))
        .compose(
            done ->
                tx.one(
                    """
                    SELECT 1 FROM app_version v JOIN app a ON a.app_id = v.app_id
                    JOIN app_name n ON n.marketplace_id = $1 AND n.name_key = v.name_key
                    WHERE v.marketplace_id = $1 AND v.app_id = $2 AND n.app_id <> $2 AND %s LIMIT 1
                    """
                        .formatted(CLAIMING),
                    row -> true,
                    tx.marketplace(),
                    appId))
        .compose(
            taken ->
                taken.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        Failure.of(Kind.CONFLICT, "name", "An app with this name already exists")));
  }

  private static final String CLAIMING =
      """
      NOT a.is_deleted AND NOT v.is_deleted
        AND (v.live OR v.number = a.latest_version OR v.status IN ('pending', 'inReview'))""";

  /**
   * An alias for the app's name: the one of that name it has already, a new one nobody has (the
   * plain one, numbered ones, at last one with a random end).
   */
  public Future<String> alias(Tx tx, UUID appId, String name) {
    return alias(tx, appId, name, 1);
  }

  private Future<String> alias(Tx tx, UUID appId, String name, int attempt) {
    if (attempt > PLAIN_ALIASES) {
      return Future.succeededFuture(SafeName.of(name) + "-" + Ids.hex24());
    }
    String alias = SafeName.numbered(name, attempt);
    return owner(tx, alias)
        .compose(
            owner ->
                owner.isEmpty() || owner.get().equals(appId)
                    ? Future.succeededFuture(alias)
                    : alias(tx, appId, name, attempt + 1));
  }

  /**
   * Gives an app an alias for ever; it may have it already.
   *
   * @throws Failure CONFLICT with field {@code name} when another app took it a moment ago
   */
  public Future<Void> give(Tx tx, UUID appId, String alias) {
    return tx.execute(
            """
            INSERT INTO app_alias (marketplace_id, safe_name, app_id) VALUES ($1, $2, $3)
            ON CONFLICT (marketplace_id, safe_name) DO NOTHING
            """,
            tx.marketplace(),
            alias,
            appId)
        .compose(rows -> rows == 1 ? Future.succeededFuture(Optional.of(appId)) : owner(tx, alias))
        .compose(
            owner ->
                owner.equals(Optional.of(appId))
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        Failure.of(
                            Kind.CONFLICT, "name", "An app with this name is made right now")));
  }

  /** The app an alias means, old ones and those of deleted apps too. */
  public Future<Optional<UUID>> owner(Tx tx, String alias) {
    return tx.one(
        "SELECT app_id FROM app_alias WHERE marketplace_id = $1 AND safe_name = $2",
        row -> row.getUUID("app_id"),
        tx.marketplace(),
        alias);
  }
}
