package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.MarketUser;
import dev.emporium.installation.event.InstallationEvents;
import dev.emporium.installation.store.InstallationStore;
import dev.emporium.installation.store.OwnershipStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.CustomData;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** OpenChannel's Update Ownership, and the later document's PATCH. */
public final class OwnershipChanges {
  private final Database database;
  private final InstallationStore installations;
  private final OwnershipStore ownerships;

  public OwnershipChanges(
      Database database, InstallationStore installations, OwnershipStore ownerships) {
    this.database = database;
    this.installations = installations;
    this.ownerships = ownerships;
  }

  /** The operations' table. */
  public void bind(Operations ops) {
    ops.on("updateOwnership", call -> change(call, false))
        .on("patchOwnership", call -> change(call, true));
  }

  private Future<Reply> change(Call call, boolean merge) {
    JsonObject body = call.body();
    if (body.getJsonObject("customData") != null) {
      CustomData.check("customData", body.getJsonObject("customData").getMap());
    }
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                installations
                    .byOwnershipIdForUpdate(tx, call.path("ownershipId"))
                    .map(
                        found ->
                            found.orElseThrow(
                                () -> Failure.notFound("The ownership was not found")))
                    .compose(it -> write(tx, it, told(it, body, merge, tx.now())))
                    .compose(it -> ownerships.find(tx, it.id())))
        .map(found -> Reply.ok(OwnershipJson.write(found.orElseThrow())));
  }

  private Future<Installation> write(Tx tx, Installation before, Installation after) {
    return after.equals(before)
        ? Future.succeededFuture(before)
        : installations
            .update(tx, after)
            .compose(now -> tx.append(InstallationEvents.updated(now)).map(now));
  }

  private static Installation told(Installation it, JsonObject body, boolean merge, Instant now) {
    Installation next = it;
    if (body.containsKey("customData")) {
      JsonObject given = body.getJsonObject("customData");
      Map<String, Object> data =
          MarketUser.merged(it.customData(), given == null ? null : given.getMap(), merge);
      next = next.noted(data);
    }
    if (body.containsKey("expires")) {
      Long millis = body.getLong("expires");
      next = next.ending(millis == null ? null : Instant.ofEpochMilli(millis), now);
    }
    return next;
  }
}
