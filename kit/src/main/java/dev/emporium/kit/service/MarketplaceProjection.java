package dev.emporium.kit.service;

import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Keeps {@link Marketplaces} up in every service but the one that owns them. */
final class MarketplaceProjection {
  /** The topic marketplaces are told in; its own service writes the table itself. */
  static final String OWNER = "installation";

  private MarketplaceProjection() {}

  static Future<?> apply(Tx tx, Received event) {
    JsonObject data = event.data();
    return Marketplaces.put(
        tx,
        UUID.fromString(data.getString("marketplaceId")),
        data.getString("currency"),
        data.getLong("clockOffsetMillis", 0L),
        event.sequence());
  }
}
