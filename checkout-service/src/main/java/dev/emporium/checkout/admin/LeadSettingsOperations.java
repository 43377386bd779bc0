package dev.emporium.checkout.admin;

import dev.emporium.checkout.domain.lead.LeadSettings;
import dev.emporium.checkout.store.lead.LeadSettingsStore;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What a marketplace decides about its leads. */
public final class LeadSettingsOperations {
  private final Database database;
  private final LeadSettingsStore settings = new LeadSettingsStore();

  public LeadSettingsOperations(Database database) {
    this.database = database;
  }

  /** Binds every operation of {@code contract/checkout/admin-leads.yaml}. */
  public void bind(Operations operations) {
    operations
        .on("getLeadSettings", this::getLeadSettings)
        .on("setLeadSettings", this::setLeadSettings);
  }

  private Future<Reply> getLeadSettings(Call call) {
    return database
        .read(call.marketplace(), settings::get)
        .map(LeadSettingsOperations::shown)
        .map(Reply::ok);
  }

  private Future<Reply> setLeadSettings(Call call) {
    JsonObject body = call.body();
    var decided =
        new LeadSettings(
            body.getBoolean("developersSeeProductLeads"),
            body.getBoolean("conversionNeedsApproval"));
    return database
        .inMarketplace(
            call.marketplace(),
            tx -> settings.put(tx, decided).compose(put -> tx.append(changed(tx, put)).map(put)))
        .map(LeadSettingsOperations::shown)
        .map(Reply::ok);
  }

  private static Event changed(Tx tx, LeadSettings decided) {
    return new Event(
        "lead-settings.updated", "lead-settings", tx.marketplace().toString(), shown(decided));
  }

  private static JsonObject shown(LeadSettings settings) {
    return new JsonObject()
        .put("developersSeeProductLeads", settings.developersSeeProductLeads())
        .put("conversionNeedsApproval", settings.conversionNeedsApproval());
  }
}
