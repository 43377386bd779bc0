package dev.emporium.installation.event;

import dev.emporium.installation.store.InstrumentStore;
import dev.emporium.installation.store.InstrumentStore.Instrument;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Keeps who has something to pay with, from billing's {@code payment-instrument.*}. */
public final class InstrumentNews {
  private final InstrumentStore instruments;
  private final EventRecorder recorder;

  public InstrumentNews(InstrumentStore instruments, EventRecorder recorder) {
    this.instruments = instruments;
    this.recorder = recorder;
  }

  /** {@code payment-instrument.added}, {@code .updated}, {@code .removed}. */
  public Future<?> told(Tx tx, Received event) {
    JsonObject data = event.data();
    String user = data.getString("userId");
    var instrument =
        new Instrument(
            data.getString("paymentInstrumentId"),
            UUID.fromString(data.getString("companyId")),
            user == null ? null : UUID.fromString(user),
            data.getBoolean("isDefault", false),
            data.getBoolean("usable", true),
            event.type().endsWith(".removed"));
    return instruments
        .keep(tx, instrument, event.sequence())
        .compose(
            kept ->
                kept && event.type().endsWith(".updated")
                    ? recorder.instrument(tx, event)
                    : Future.succeededFuture())
        .compose(done -> tx.signal(signal(event.marketplace())));
  }

  static String signal(UUID marketplace) {
    return "instruments/" + marketplace;
  }
}
