package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Ownership;
import dev.emporium.catalog.domain.Viewer;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who has what: a projection of installations and of the models that were bought. */
public final class OwnershipStore {
  /** Ownerships {@code o} of user %s or, by a group licence, of company %s; $1 is the tenant. */
  static final String OWNED_BY =
      """
      ownership o LEFT JOIN subscription_model s ON s.subscription_id = o.subscription_id
      WHERE o.marketplace_id = $1 AND (o.user_id = %s OR (o.company_id = %s::uuid AND s.license = 'group'))""";

  /** An installation as its event tells it; times and texts may be null. */
  public record Installation(
      UUID installationId,
      String ownershipId,
      UUID appId,
      UUID companyId,
      UUID userId,
      UUID subscriptionId,
      String licence,
      String ownershipType,
      Instant expires) {}

  /** The viewer's ownership of each of these apps; active ones count before ended ones. */
  public Future<Map<UUID, Ownership>> of(Tx tx, Viewer viewer, List<UUID> apps) {
    if (viewer.userId() == null || apps.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.list(
            """
            SELECT DISTINCT ON (x.app_id) x.*, u.openchannel_user FROM (
              SELECT o.*, s.model ->> 'modelId' AS model_id FROM %s AND o.app_id = ANY($4::uuid[])) x
            LEFT JOIN marketplace_user u ON u.user_id = x.user_id
            ORDER BY x.app_id, array_position(ARRAY['active', 'pending', 'uninstalled', 'cancelled'], x.licence),
              x.owned_at DESC, x.installation_id
            """
                .formatted(OWNED_BY.formatted("$2", "$3")),
            OwnershipStore::read,
            tx.marketplace(),
            viewer.userId(),
            viewer.companyId(),
            apps.toArray(UUID[]::new))
        .map(
            found -> {
              var byApp = new HashMap<UUID, Ownership>();
              found.forEach(ownership -> byApp.put(ownership.appId(), ownership));
              return byApp;
            });
  }

  /** Remembers an installation; true when it was not known yet, stale news change nothing. */
  public Future<Boolean> apply(Tx tx, Installation told, Instant at, long sequence) {
    return tx.one(
            """
            INSERT INTO ownership AS o (marketplace_id, installation_id, ownership_id, app_id, company_id, user_id,
              subscription_id, licence, ownership_type, expires, owned_at, uninstalled_at, sequence)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
              CASE WHEN $8 = 'uninstalled' THEN $11::timestamptz END, $12)
            ON CONFLICT (installation_id) DO UPDATE SET subscription_id = excluded.subscription_id,
              user_id = excluded.user_id, company_id = excluded.company_id, licence = excluded.licence,
              ownership_type = excluded.ownership_type, expires = excluded.expires, sequence = excluded.sequence,
              uninstalled_at = CASE WHEN excluded.licence = 'uninstalled'
                                    THEN coalesce(o.uninstalled_at, excluded.uninstalled_at) END
            WHERE o.sequence < excluded.sequence
            RETURNING xmax = 0 AS inserted
            """,
            row -> row.getBoolean("inserted"),
            tx.marketplace(),
            told.installationId(),
            told.ownershipId(),
            told.appId(),
            told.companyId(),
            told.userId(),
            told.subscriptionId(),
            told.licence(),
            told.ownershipType(),
            told.expires(),
            at,
            sequence)
        .map(inserted -> inserted.orElse(false));
  }

  /** Remembers which model a subscription is about. */
  public Future<Void> applyModel(
      Tx tx, UUID subscription, String license, JsonObject model, long sequence) {
    return tx.execute(
            """
            INSERT INTO subscription_model AS s (marketplace_id, subscription_id, license, model, sequence)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (subscription_id) DO UPDATE SET license = excluded.license, model = excluded.model,
              sequence = excluded.sequence
            WHERE s.sequence < excluded.sequence
            """,
            tx.marketplace(),
            subscription,
            license,
            model,
            sequence)
        .mapEmpty();
  }

  /** The model a subscription is about, as billing told it. */
  public Future<Optional<JsonObject>> model(Tx tx, UUID subscription) {
    return tx.one(
        "SELECT model FROM subscription_model WHERE marketplace_id = $1 AND subscription_id = $2",
        row -> row.getJsonObject("model"),
        tx.marketplace(),
        subscription);
  }

  private static Ownership read(Row row) {
    return new Ownership(
        row.getString("ownership_id"),
        row.getUUID("app_id"),
        row.getString("openchannel_user"),
        row.getString("ownership_type"),
        row.getString("licence"),
        row.getString("model_id"),
        AppRows.instant(row, "owned_at"),
        AppRows.instant(row, "uninstalled_at"),
        AppRows.instant(row, "expires"));
  }
}
