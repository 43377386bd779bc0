package dev.emporium.catalog.admin;

import dev.emporium.catalog.domain.Market;
import dev.emporium.catalog.event.DeveloperChanges;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The market's settings for apps, which OpenChannel shows and its dashboard writes. */
public final class MarketOperations {
  private final Database database;
  private final DeveloperChanges changes;
  private final MarketStore markets;

  public MarketOperations(Database database, DeveloperChanges changes, MarketStore markets) {
    this.database = database;
    this.changes = changes;
    this.markets = markets;
  }

  /** Binds both operations. */
  public void bind(Operations table) {
    table.on("getMarketSettings", this::get).on("replaceMarketSettings", this::replace);
  }

  private Future<Reply> get(Call call) {
    return database.read(marketplace(call), markets::find).map(MarketOperations::reply);
  }

  private Future<Reply> replace(Call call) {
    JsonObject body = call.body();
    var attributes = MarketStore.attributes(body.getJsonArray("attributes"));
    return database
        .inMarketplace(
            marketplace(call),
            tx ->
                changes.settle(
                    tx,
                    market ->
                        market.with(
                            body.getLong("minPrice"),
                            body.getLong("maxPrice"),
                            attributes,
                            body.getString("viewAppUrl"),
                            body.getString("previewAppUrl"))))
        .map(MarketOperations::reply);
  }

  private static Reply reply(Market market) {
    return Reply.ok(
        new JsonObject()
            .put("minPrice", market.minPrice())
            .put("maxPrice", market.maxPrice())
            .put("attributes", MarketStore.attributes(market.attributes()))
            .put("viewAppUrl", market.viewAppUrl())
            .put("previewAppUrl", market.previewAppUrl()));
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
