package dev.emporium.installation.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Who installs when no user is behind a call: an API key speaks for a company only. */
public final class Installers {
  /** The company's first enabled member. */
  public Future<Optional<UUID>> of(Tx tx, UUID companyId) {
    return tx.one(
        """
        select user_id from membership
        where marketplace_id = $1 and company_id = $2 and enabled
        order by created_at, membership_id
        limit 1
        """,
        row -> row.getUUID("user_id"),
        tx.marketplace(),
        companyId);
  }
}
