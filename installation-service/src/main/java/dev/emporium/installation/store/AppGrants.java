package dev.emporium.installation.store;

import dev.emporium.installation.domain.Installation;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Which tokens die with an installation. */
public final class AppGrants {
  private final GrantStore grants;

  public AppGrants(GrantStore grants) {
    this.grants = grants;
  }

  /** Kills every token a user consented to. */
  public Future<Void> revokeUser(Tx tx, UUID userId) {
    return tx.list(
            """
            select grant_id from access_grant
            where marketplace_id = $1 and user_id = $2 and kind = 'TOKENS' and revoked_at is null
            order by created_at, grant_id
            """,
            row -> row.getUUID("grant_id"),
            tx.marketplace(),
            userId)
        .compose(found -> Steps.each(found, grant -> grants.revoke(tx, grant)))
        .mapEmpty();
  }

  /**
   * Kills the tokens of an installation that has ended: those made with it, and every other token
   * of the app for that company (or location) unless the company has it installed a second time. An
   * API key is no token of an installation: with it the app may be installed again.
   */
  public Future<Void> revoke(Tx tx, Installation ended) {
    return tx.list(
            """
            select grant_id from access_grant g
            where g.marketplace_id = $1 and g.kind = 'TOKENS' and g.revoked_at is null
              and g.app_id = $2
              and (g.installation_id = $3
                or coalesce(g.location_id, g.company_id) = $4 and not exists (
                  select 1 from installation i
                  where i.marketplace_id = $1 and i.app_id = $2 and i.company_id = $4
                    and i.installation_id <> $3 and i.licence = 'active'))
            order by g.created_at, g.grant_id
            """,
            row -> row.getUUID("grant_id"),
            tx.marketplace(),
            ended.appId(),
            ended.id(),
            ended.companyId())
        .compose(found -> Steps.each(found, grant -> grants.revoke(tx, grant)))
        .mapEmpty();
  }
}
