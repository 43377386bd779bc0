package dev.emporium.catalog.admin;

import dev.emporium.catalog.domain.Integration;
import dev.emporium.catalog.domain.Transition;
import dev.emporium.catalog.event.AppChanges;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.Documents;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What the vendor's dashboard does by hand: review apps, connect them to other software. */
public final class AdminOperations {
  private final Database database;
  private final AppChanges changes;

  public AdminOperations(Database database, AppChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  /** Binds both operations. */
  public void bind(Operations table) {
    table
        .on("changeAppStatus", this::changeAppStatus)
        .on("replaceAppIntegration", this::replaceAppIntegration);
  }

  private Future<Reply> changeAppStatus(Call call) {
    var transition = Transition.byAdministrator(call.body().getString("status"));
    String reason = call.body().getString("reason", "");
    if (reason.indexOf('\0') >= 0) {
      throw Failure.invalid("reason", "Null characters are not allowed");
    }
    return database
        .inMarketplace(
            marketplace(call),
            tx -> changes.changeStatus(tx, AppKey.any(call.path("appId")), transition, reason))
        .map(Reply::ok);
  }

  private Future<Reply> replaceAppIntegration(Call call) {
    JsonObject body = call.body();
    var wanted =
        new Integration(
            Documents.strings(body.getJsonArray("redirectUris")),
            Documents.strings(body.getJsonArray("scopes")),
            null,
            Documents.externalAuth(body.getJsonObject("externalAuth")),
            Documents.meters(body.getJsonArray("meters")));
    return database
        .inMarketplace(
            marketplace(call), tx -> changes.integrate(tx, AppKey.any(call.path("appId")), wanted))
        .map(stored -> Reply.ok(Documents.integration(stored)));
  }

  /** The platform's operator belongs to no marketplace and names one. */
  private static UUID marketplace(Call call) {
    if (call.marketplace() != null) {
      return call.marketplace();
    }
    return call.query("marketplaceId")
        .map(UUID::fromString)
        .orElseThrow(() -> Failure.invalid("marketplaceId", "This field is required"));
  }
}
