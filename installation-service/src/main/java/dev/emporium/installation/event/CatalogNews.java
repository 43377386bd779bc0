package dev.emporium.installation.event;

import dev.emporium.installation.store.OfferStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Keeps what is for sale, from the catalog's {@code app.*}, and records what OpenChannel tells. */
public final class CatalogNews {
  private final OfferStore offers;
  private final EventRecorder recorder;

  public CatalogNews(OfferStore offers, EventRecorder recorder) {
    this.offers = offers;
    this.recorder = recorder;
  }

  /** Every {@code app.*}. */
  public Future<?> app(Tx tx, Received event) {
    JsonObject app = event.data().getJsonObject("app");
    return offers
        .keep(tx, app, event.sequence())
        .compose(kept -> recorder.record(tx, event))
        .compose(done -> tx.signal("app/" + app.getString("appId")))
        .compose(done -> tx.signal("app/" + app.getString("openchannelId")));
  }
}
