package dev.emporium.checkout.store.lead;

import dev.emporium.checkout.domain.lead.LeadSettings;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;

/** What each marketplace decided about leads. */
public final class LeadSettingsStore {

  /** The marketplace's decisions, or the ones it begins with. */
  public Future<LeadSettings> get(Tx tx) {
    return tx.one(
            """
            select developers_see, conversion_needs_approval from lead_settings
            where marketplace_id = $1
            """,
            row -> new LeadSettings(row.getBoolean(0), row.getBoolean(1)),
            tx.marketplace())
        .map(found -> found.orElse(LeadSettings.BEGINNING));
  }

  /** Puts other decisions in their place. */
  public Future<LeadSettings> put(Tx tx, LeadSettings settings) {
    return tx.execute(
            """
            insert into lead_settings (marketplace_id, developers_see, conversion_needs_approval)
            values ($1, $2, $3)
            on conflict (marketplace_id) do update set developers_see = excluded.developers_see,
              conversion_needs_approval = excluded.conversion_needs_approval
            """,
            tx.marketplace(),
            settings.developersSeeProductLeads(),
            settings.conversionNeedsApproval())
        .map(settings);
  }
}
