package dev.emporium.billing.store;

import dev.emporium.billing.domain.PaymentSettings;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;

/** How marketplaces take payments: one row each, none before they are set up. */
public final class SettingsStore {
  private SettingsStore() {}

  /** What holds: payments are off where nothing is stored. */
  public static Future<PaymentSettings> of(Tx tx) {
    return tx.one(
            "select * from payment_settings where marketplace_id = $1",
            row ->
                new PaymentSettings(
                    row.getBoolean("enabled"),
                    PaymentSettings.Gateway.of(row.getString("gateway")),
                    row.getInteger("default_commission"),
                    row.getString("stripe_client_id"),
                    row.getString("stripe_publishable_key"),
                    row.getInteger("version")),
            tx.marketplace())
        .map(found -> found.orElseGet(PaymentSettings::none));
  }

  /** Replaces them. */
  public static Future<Integer> save(Tx tx, PaymentSettings s) {
    return tx.execute(
        """
        insert into payment_settings (marketplace_id, enabled, gateway, default_commission, stripe_client_id,
          stripe_publishable_key)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (marketplace_id) do update set enabled = excluded.enabled, gateway = excluded.gateway,
          default_commission = excluded.default_commission, stripe_client_id = excluded.stripe_client_id,
          stripe_publishable_key = excluded.stripe_publishable_key, version = payment_settings.version + 1
        """,
        tx.marketplace(),
        s.enabled(),
        s.gateway().word(),
        s.defaultCommission(),
        s.stripeClientId(),
        s.stripePublishableKey());
  }
}
