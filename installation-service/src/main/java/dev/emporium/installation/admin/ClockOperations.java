package dev.emporium.installation.admin;

import dev.emporium.installation.domain.Marketplace;
import dev.emporium.installation.store.MarketplaceStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A sandbox marketplace's clock. */
public final class ClockOperations {
  private final Database database;
  private final MarketplaceStore marketplaces;

  public ClockOperations(Database database, MarketplaceStore marketplaces) {
    this.database = database;
    this.marketplaces = marketplaces;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations.on("moveClock", this::moveClock).on("readClock", this::readClock);
  }

  private Future<Reply> readClock(Call call) {
    return database.read(Tenants.of(call), tx -> clock(tx, tx.now(), null)).map(Reply::ok);
  }

  private Future<Reply> moveClock(Call call) {
    JsonObject body = call.body();
    if (body.containsKey("advanceMillis") == body.containsKey("now")) {
      throw Failure.invalid("advanceMillis", "Either advanceMillis or now is given");
    }
    return database
        .inMarketplace(
            Tenants.of(call),
            tx ->
                sandbox(tx)
                    .compose(
                        it ->
                            marketplaces
                                .advance(tx, it, millis(body, tx.now()))
                                .compose(
                                    offset ->
                                        clock(
                                            tx,
                                            tx.now().plusMillis(millis(body, tx.now())),
                                            offset))))
        .map(Reply::ok);
  }

  private static long millis(JsonObject body, Instant now) {
    return body.containsKey("now")
        ? Tenants.time("now", body.getString("now")).toEpochMilli() - now.toEpochMilli()
        : body.getLong("advanceMillis");
  }

  private Future<Marketplace> sandbox(Tx tx) {
    return marketplaces
        .find(tx, tx.marketplace())
        .map(
            found -> {
              Marketplace it =
                  found.orElseThrow(() -> Failure.notFound("The marketplace was not found"));
              if (!it.sandbox()) {
                throw Failure.conflict("Only a sandbox marketplace's clock can be moved");
              }
              return it;
            });
  }

  private Future<JsonObject> clock(Tx tx, Instant now, Long offset) {
    return (offset == null ? marketplaces.offset(tx) : Future.succeededFuture(offset))
        .map(ahead -> new JsonObject().put("now", now.toString()).put("offsetMillis", ahead));
  }
}
