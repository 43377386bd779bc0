package dev.emporium.catalog.store;

import dev.emporium.catalog.domain.Market;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Marketplaces as installation tells of them, and their settings for apps. */
public final class MarketStore {
  /** This marketplace's settings; without any, nothing is bounded. */
  public Future<Market> find(Tx tx) {
    return tx.one(
            """
            SELECT openchannel_id, name, currency, min_price, max_price, attributes, view_app_url,
              preview_app_url, version
            FROM market WHERE marketplace_id = $1
            """,
            MarketStore::read,
            tx.marketplace())
        .map(found -> found.orElse(Market.OPEN));
  }

  /** Remembers who a marketplace is; stale news change nothing. */
  public Future<Void> apply(
      Tx tx, String openchannelId, String name, String currency, long sequence) {
    return tx.execute(
            """
            INSERT INTO market AS m (marketplace_id, openchannel_id, name, currency, sequence)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (marketplace_id) DO UPDATE SET openchannel_id = excluded.openchannel_id,
              name = excluded.name, currency = excluded.currency, sequence = excluded.sequence
            WHERE m.sequence < excluded.sequence
            """,
            tx.marketplace(),
            openchannelId,
            name,
            currency,
            sequence)
        .mapEmpty();
  }

  /**
   * Writes settings.
   *
   * @throws Failure CONFLICT when somebody else changed them since they were read
   */
  public Future<Void> save(Tx tx, Market market) {
    return tx.execute(
            """
            INSERT INTO market AS m (marketplace_id, min_price, max_price, attributes, view_app_url,
              preview_app_url, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (marketplace_id) DO UPDATE SET min_price = excluded.min_price,
              max_price = excluded.max_price, attributes = excluded.attributes,
              view_app_url = excluded.view_app_url, preview_app_url = excluded.preview_app_url,
              version = excluded.version
            WHERE m.version = excluded.version - 1
            """,
            tx.marketplace(),
            market.minPrice(),
            market.maxPrice(),
            attributes(market.attributes()),
            market.viewAppUrl(),
            market.previewAppUrl(),
            market.version())
        .compose(
            rows ->
                rows == 1
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(Failure.conflict("The settings were changed meanwhile")));
  }

  private static Market read(Row row) {
    return new Market(
        row.getString("openchannel_id"),
        row.getString("name"),
        row.getString("currency"),
        row.getLong("min_price"),
        row.getLong("max_price"),
        attributes(row.getJsonArray("attributes")),
        row.getString("view_app_url"),
        row.getString("preview_app_url"),
        row.getInteger("version"));
  }

  /** Attributes as OpenChannel shows them. */
  public static JsonArray attributes(List<Market.Attribute> attributes) {
    var array = new JsonArray();
    attributes.forEach(
        attribute -> {
          var json = new JsonObject().put("name", attribute.name()).put("type", attribute.type());
          array.add(attribute.values().isEmpty() ? json : json.put("values", attribute.values()));
        });
    return array;
  }

  /** Attributes from their JSON; null is none. */
  public static List<Market.Attribute> attributes(JsonArray array) {
    var attributes = new ArrayList<Market.Attribute>();
    for (int i = 0; array != null && i < array.size(); i++) {
      JsonObject json = array.getJsonObject(i);
      attributes.add(
          new Market.Attribute(
              json.getString("name"), json.getString("type"), json.getString("values", "")));
    }
    return List.copyOf(attributes);
  }
}
