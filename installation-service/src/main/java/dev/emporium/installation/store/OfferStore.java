package dev.emporium.installation.store;

import dev.emporium.installation.domain.ExternalAuth;
import dev.emporium.installation.domain.Offer;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The catalog's apps as last published: a projection. */
public final class OfferStore {
  /** The App of an event as it came, for those who need more of it than {@link Offer} has. */
  public Future<Optional<JsonObject>> data(Tx tx, UUID appId) {
    return tx.one(
        "select data from offer where marketplace_id = $1 and app_id = $2",
        row -> row.getJsonObject("data"),
        tx.marketplace(),
        appId);
  }

  /** The app of this id. */
  public Future<Optional<Offer>> find(Tx tx, UUID appId) {
    return tx.one(
        "select data from offer where marketplace_id = $1 and app_id = $2",
        OfferStore::read,
        tx.marketplace(),
        appId);
  }

  /** The app of these 24 hex digits. */
  public Future<Optional<Offer>> byOpenchannelId(Tx tx, String openchannelId) {
    return tx.one(
        "select data from offer where marketplace_id = $1 and openchannel_id = $2",
        OfferStore::read,
        tx.marketplace(),
        openchannelId);
  }

  /**
   * Keeps an App of an event.
   *
   * @return false when a later one is kept already
   */
  public Future<Boolean> keep(Tx tx, JsonObject app, long sequence) {
    return tx.execute(
            """
            insert into offer (app_id, marketplace_id, openchannel_id, developer_id, name, data, sequence)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (app_id) do update
              set openchannel_id = excluded.openchannel_id, developer_id = excluded.developer_id,
                  name = excluded.name, data = excluded.data, sequence = excluded.sequence
              where offer.sequence < excluded.sequence
            """,
            UUID.fromString(app.getString("appId")),
            tx.marketplace(),
            app.getString("openchannelId"),
            app.getString("developerId"),
            app.getString("name"),
            app,
            sequence)
        .map(rows -> rows > 0);
  }

  private static Offer read(Row row) {
    JsonObject app = row.getJsonObject("data");
    JsonObject integration = app.getJsonObject("integration");
    JsonObject external = integration == null ? null : integration.getJsonObject("externalAuth");
    String edition = app.getString("editionId");
    return new Offer(
        UUID.fromString(app.getString("appId")),
        app.getString("openchannelId"),
        app.getValue("applicationId") instanceof Number number ? number.longValue() : 0,
        app.getString("developerId"),
        app.getString("name"),
        app.getBoolean("onSale", false),
        edition == null ? null : UUID.fromString(edition),
        own(app, "allow"),
        own(app, "restrict"),
        // what no model can say is sold by carts and opportunities only
        objects(app.getJsonArray("plans")).stream()
            .filter(plan -> plan.getBoolean("installable", true))
            .map(PlanJson::read)
            .toList(),
        integration == null ? null : integration.getString("appVersionId"),
        external == null ? null : external(external));
  }

  private static ExternalAuth external(JsonObject json) {
    return new ExternalAuth(
        json.getString("type"),
        objects(json.getJsonArray("fields")).stream()
            .map(
                field ->
                    new ExternalAuth.Field(
                        field.getString("key"), field.getBoolean("required", false)))
            .toList());
  }

  private static Map<String, Object> own(JsonObject app, String which) {
    JsonObject rule = app.getJsonObject(which);
    JsonObject own = rule == null ? null : rule.getJsonObject("own");
    return own == null ? Map.of() : own.getMap();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array == null
        ? List.of()
        : array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }
}
