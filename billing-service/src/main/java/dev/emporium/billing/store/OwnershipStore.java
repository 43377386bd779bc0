package dev.emporium.billing.store;

import dev.emporium.billing.domain.Ownership;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/** Installations as installation told of them, under OpenChannel's name. */
public final class OwnershipStore {
  private OwnershipStore() {}

  /** Keeps what installation told, unless something newer is known. */
  public static Future<Integer> save(Tx tx, JsonObject installation, long sequence) {
    return tx.execute(
        """
        insert into known_installation (marketplace_id, installation_id, ownership_id, app_id, company_id, user_id,
          subscription_id, sequence)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (marketplace_id, installation_id) do update set app_id = excluded.app_id,
          company_id = excluded.company_id, user_id = excluded.user_id, sequence = excluded.sequence,
          subscription_id = coalesce(excluded.subscription_id, known_installation.subscription_id)
        where known_installation.sequence < excluded.sequence
        """,
        tx.marketplace(),
        UUID.fromString(installation.getString("installationId")),
        installation.getString("ownershipId"),
        UUID.fromString(installation.getString("appId")),
        UUID.fromString(installation.getString("companyId")),
        UUID.fromString(installation.getString("userId")),
        uuid(installation, "subscriptionId"),
        sequence);
  }

  /** With its row locked: payments and refunds of one ownership come one after the other. */
  public static Future<Optional<Ownership>> lock(Tx tx, String ownershipId) {
    return tx.one(
        "select * from known_installation where marketplace_id = $1 and ownership_id = $2 for update",
        row ->
            new Ownership(
                row.getUUID("installation_id"),
                row.getString("ownership_id"),
                row.getUUID("app_id"),
                row.getUUID("company_id"),
                row.getUUID("user_id"),
                row.getUUID("subscription_id")),
        tx.marketplace(),
        ownershipId);
  }

  /** Whether installation has told of it. */
  public static Future<Boolean> isKnown(Tx tx, String ownershipId) {
    return tx.one(
            "select 1 from known_installation where marketplace_id = $1 and ownership_id = $2",
            row -> true,
            tx.marketplace(),
            ownershipId)
        .map(Optional::isPresent);
  }

  private static UUID uuid(JsonObject json, String key) {
    String text = json.getString(key);
    return text == null ? null : UUID.fromString(text);
  }
}
