package dev.emporium.checkout.store;

import static dev.emporium.checkout.store.JsonValues.array;
import static dev.emporium.checkout.store.JsonValues.list;
import static dev.emporium.checkout.store.JsonValues.uuid;

import dev.emporium.checkout.domain.AccreditedAgent;
import dev.emporium.checkout.domain.BuyerType;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartContents;
import dev.emporium.checkout.domain.CartState;
import dev.emporium.checkout.domain.CartStatus;
import dev.emporium.checkout.domain.Parties;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Currency;
import java.util.List;

/** How a cart lies in its row. */
final class CartRow {
  private CartRow() {}

  static Cart read(Row row) {
    return new Cart(
        row.getString("cart_id"),
        row.getOffsetDateTime("created_on").toInstant(),
        row.getLong("version"),
        row.getString("partner"),
        contents(row),
        new CartState(
            CartStatus.valueOf(row.getString("status")),
            row.getBoolean("locked"),
            row.getUUID("purchase_id"),
            JsonValues.rejection(row.getJsonObject("rejection"))));
  }

  private static CartContents contents(Row row) {
    return new CartContents(
        new Parties(
            row.getUUID("owner_user_id"),
            row.getUUID("owner_company_id"),
            row.getUUID("buyer_user_id"),
            row.getUUID("buyer_company_id"),
            BuyerType.valueOf(row.getString("buyer_type"))),
        Currency.getInstance(row.getString("currency")),
        row.getString("locale"),
        row.getString("payment_method_id"),
        row.getString("pre_auth_id"),
        row.getJsonObject("custom_attributes").getMap(),
        ItemJson.read(row.getJsonArray("items")),
        FeeJson.read(row.getJsonArray("fees")),
        list(row.getJsonArray("agents"), CartRow::agent));
  }

  static JsonArray agents(List<AccreditedAgent> agents) {
    return array(agents, CartRow::agent);
  }

  private static JsonObject agent(AccreditedAgent agent) {
    return new JsonObject()
        .put("user", agent.user().toString())
        .put("company", agent.company().toString());
  }

  private static AccreditedAgent agent(JsonObject json) {
    return new AccreditedAgent(uuid(json, "user"), uuid(json, "company"));
  }
}
