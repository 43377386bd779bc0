package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Viewer;
import dev.emporium.catalog.domain.product.Entitlement;
import dev.emporium.catalog.store.CompanyStore.Person;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a company and its people have of a product: from the projected installations. */
public final class ContextStore {

  /** An entitlement with its owner, who may be unknown (null). */
  public record Owned(Entitlement entitlement, Person owner, boolean ownerAdmin) {}

  /** All a company or user has or had of a product, what holds first. */
  public Future<List<Owned>> of(Tx tx, UUID appId, UUID company, UUID user) {
    return tx.list(
        """
        SELECT o.installation_id, o.company_id, o.user_id, o.subscription_id, o.licence, o.ownership_type, o.expires,
          coalesce(s.license, 'single') AS license, coalesce(s.model, '{}') AS model,
          p.first_name, p.last_name, p.email, coalesce(m.roles ? 'ROLE_SYS_ADMIN', FALSE) AS admin
        FROM ownership o
        LEFT JOIN subscription_model s ON s.subscription_id = o.subscription_id
        LEFT JOIN person p ON p.user_id = o.user_id
        LEFT JOIN membership m ON m.company_id = o.company_id AND m.user_id = o.user_id
        WHERE o.marketplace_id = $1 AND o.app_id = $2 AND (o.company_id = $3::uuid OR o.user_id = $4::uuid)
        ORDER BY array_position(ARRAY['active', 'pending', 'uninstalled', 'cancelled'], o.licence),
          o.user_id IS DISTINCT FROM $4::uuid, o.owned_at DESC, o.installation_id
        LIMIT 1000
        """,
        ContextStore::read,
        tx.marketplace(),
        appId,
        company,
        user);
  }

  private static Owned read(Row row) {
    JsonObject model = row.getJsonObject("model");
    String plan = model.getString("planId");
    UUID user = row.getUUID("user_id");
    var entitlement =
        new Entitlement(
            row.getUUID("installation_id"),
            row.getUUID("company_id"),
            user,
            row.getUUID("subscription_id"),
            row.getString("licence"),
            "trial".equals(row.getString("ownership_type")),
            "group".equals(row.getString("license")),
            plan == null ? null : UUID.fromString(plan),
            model.getString("modelId"),
            model.getString("status"),
            AppRows.instant(row, "expires"));
    Person owner =
        user == null
            ? null
            : new Person(
                user,
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("email"));
    return new Owned(entitlement, owner, row.getBoolean("admin"));
  }

  /** Whether the company or user has a bundle that holds this product. */
  public Future<Boolean> inBundle(Tx tx, UUID appId, UUID company, UUID user) {
    return tx.one(
            """
            SELECT 1 FROM ownership o JOIN app_version v ON v.app_id = o.app_id AND v.live
            WHERE o.marketplace_id = $1 AND o.licence = 'active'
              AND (o.company_id = $2::uuid OR o.user_id = $3::uuid) AND v.sheet -> 'bundle' @> $4
            LIMIT 1
            """,
            row -> true,
            tx.marketplace(),
            company,
            user,
            new JsonArray().add(new JsonObject().put("appId", appId.toString())))
        .map(Optional::isPresent);
  }

  /** Whether any bundle on sale holds this product. */
  public Future<Boolean> bundled(Tx tx, UUID appId) {
    return tx.one(
            """
            SELECT 1 FROM app_version v WHERE v.marketplace_id = $1 AND v.live AND v.sheet ->> 'productType' = 'BUNDLE'
              AND v.sheet -> 'bundle' @> $2 LIMIT 1
            """,
            row -> true,
            tx.marketplace(),
            new JsonArray().add(new JsonObject().put("appId", appId.toString())))
        .map(Optional::isPresent);
  }

  /** Which of these products the company or user has. */
  public Future<List<UUID>> owned(Tx tx, List<UUID> apps, UUID company, UUID user) {
    return apps.isEmpty()
        ? Future.succeededFuture(List.of())
        : tx.list(
            """
            SELECT DISTINCT app_id FROM ownership WHERE marketplace_id = $1 AND licence = 'active'
              AND (company_id = $2::uuid OR user_id = $3::uuid) AND app_id = ANY($4::uuid[])
            """,
            row -> row.getUUID("app_id"),
            tx.marketplace(),
            company,
            user,
            apps.toArray(UUID[]::new));
  }

  /** Whether the company or user has anything at all. */
  public Future<Boolean> ownsAnything(Tx tx, UUID company, UUID user) {
    return tx.one(
            """
            SELECT 1 FROM ownership WHERE marketplace_id = $1 AND licence = 'active'
              AND (company_id = $2::uuid OR user_id = $3::uuid) LIMIT 1
            """,
            row -> true,
            tx.marketplace(),
            company,
            user)
        .map(Optional::isPresent);
  }

  /** What restrictions look at; nothing for a user nobody has told us of. */
  public Future<Viewer> viewer(Tx tx, UUID user) {
    return tx.one(
            "SELECT user_id, company_id, custom_data FROM marketplace_user WHERE marketplace_id = $1 AND user_id = $2",
            row ->
                new Viewer(
                    row.getUUID("user_id"),
                    row.getUUID("company_id"),
                    Documents.map(row.getJsonObject("custom_data"))),
            tx.marketplace(),
            user)
        .map(found -> found.orElse(Viewer.UNKNOWN));
  }
}
