package dev.emporium.catalog.event;

import dev.emporium.catalog.store.MarketStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Who the marketplaces are. */
public final class MarketProjection {
  private final MarketStore markets;

  public MarketProjection(MarketStore markets) {
    this.markets = markets;
  }

  /** Subscribes to what is needed. */
  public void consume(Wiring wiring) {
    wiring.consume("installation", "marketplace.*", this::marketplace);
  }

  private Future<?> marketplace(Tx tx, Received event) {
    JsonObject data = event.data();
    return markets
        .apply(
            tx,
            data.getString("openchannelId"),
            data.getString("name"),
            data.getString("currency"),
            event.sequence())
        .compose(done -> tx.signal("market/" + tx.marketplace()));
  }
}
