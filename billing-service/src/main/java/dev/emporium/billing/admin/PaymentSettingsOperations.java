package dev.emporium.billing.admin;

import dev.emporium.billing.domain.PaymentSettings;
import dev.emporium.billing.event.BillingEvents;
import dev.emporium.billing.payment.Accounts;
import dev.emporium.billing.store.SettingsStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Sets payments up: OpenChannel leaves it to a dashboard. */
public final class PaymentSettingsOperations {
  private final Database database;
  private final Accounts accounts;

  public PaymentSettingsOperations(Database database, Accounts accounts) {
    this.database = database;
    this.accounts = accounts;
  }

  /** This section's operations. */
  public void bind(Operations operations) {
    operations
        .on("getPaymentSettings", this::getPaymentSettings)
        .on("putPaymentSettings", this::putPaymentSettings)
        .on("stripeConnected", this::stripeConnected);
  }

  private Future<Reply> getPaymentSettings(Call call) {
    return database
        .read(Tenants.marketplace(call), SettingsStore::of)
        .map(settings -> Reply.ok(json(settings)));
  }

  private Future<Reply> putPaymentSettings(Call call) {
    UUID marketplace = Tenants.marketplace(call);
    PaymentSettings wanted = settings(call.body());
    return database
        .inMarketplace(marketplace, tx -> save(tx, wanted))
        .map(saved -> Reply.ok(json(saved)));
  }

  private static Future<PaymentSettings> save(Tx tx, PaymentSettings wanted) {
    return SettingsStore.save(tx, wanted)
        .compose(done -> tx.append(BillingEvents.paymentSettings(tx.marketplace(), wanted)))
        .map(wanted);
  }

  private static PaymentSettings settings(JsonObject body) {
    var settings =
        new PaymentSettings(
            body.getBoolean("enabled"),
            PaymentSettings.Gateway.of(body.getString("gateway")),
            body.getInteger("defaultCommission", 0),
            body.getString("stripeClientId"),
            body.getString("stripePublishableKey"),
            0);
    boolean stripe = settings.enabled() && settings.gateway() == PaymentSettings.Gateway.STRIPE;
    if (stripe && settings.stripeClientId() == null) {
      throw Failure.invalid("stripeClientId", "is required when Stripe is selected");
    }
    if (stripe && settings.stripePublishableKey() == null) {
      throw Failure.invalid("stripePublishableKey", "is required when Stripe is selected");
    }
    return settings;
  }

  private static JsonObject json(PaymentSettings s) {
    return new JsonObject()
        .put("enabled", s.enabled())
        .put("gateway", s.gateway().word())
        .put("defaultCommission", s.defaultCommission())
        .put("stripeClientId", s.stripeClientId())
        .put("stripePublishableKey", s.stripePublishableKey());
  }

  /** Stripe's consent page sends developers here. */
  private Future<Reply> stripeConnected(Call call) {
    return accounts
        .connected(call.query("state").orElseThrow(), call.query("code").orElse(null))
        .map(Reply::redirect);
  }
}
