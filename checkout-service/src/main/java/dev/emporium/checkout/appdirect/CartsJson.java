package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Carts on the wire (appdirect.txt:8530-8783). What is not set is left out, as in the samples. */
final class CartsJson {
  private CartsJson() {}

  static JsonObject cart(Cart cart) {
    var parties = cart.parties();
    var json =
        new JsonObject()
            .put("id", cart.id())
            .put("createdOn", String.valueOf(cart.createdOn().toEpochMilli()));
    put(json, "ownerUserId", parties.ownerUser());
    put(json, "ownerCompanyId", parties.ownerCompany());
    put(json, "buyerUserId", parties.buyerUser());
    put(json, "buyerCompanyId", parties.buyerCompany());
    json.put("buyerType", parties.buyerType().name())
        .put("currency", cart.currency().getCurrencyCode())
        .put("status", cart.status().shown())
        .put("isBlocked", cart.isBlocked());
    put(json, "locale", cart.locale());
    put(json, "paymentMethodId", cart.paymentMethodId());
    json.put("items", items(cart.items()));
    if (!cart.customAttributes().isEmpty()) {
      json.put("customAttributes", new JsonObject(cart.customAttributes()));
    }
    return json;
  }

  static JsonArray items(List<CartItem> items) {
    var array = new JsonArray();
    items.forEach(item -> array.add(item(item)));
    return array;
  }

  static JsonObject item(CartItem item) {
    var units = new JsonArray();
    item.units()
        .forEach(
            unit ->
                units.add(
                    new JsonObject()
                        .put("quantity", unit.quantity().toPlainString())
                        .put("unit", unit.unit())));
    var json = new JsonObject().put("id", item.id().toString());
    put(json, "referenceId", item.referenceId());
    json.put("pricingPlanId", item.planId()).put("units", units);
    item.carried().forEach(json::put);
    return json;
  }

  static JsonObject page(Page<Cart> page, CartQuery query) {
    var content = new JsonArray();
    page.rows().forEach(cart -> content.add(cart(cart)));
    return new JsonObject()
        .put("content", content)
        .put(
            "page",
            new JsonObject()
                .put("size", query.size())
                .put("totalElements", page.total())
                .put("totalPages", page.pages(query.size()))
                .put("number", query.number()));
  }

  private static void put(JsonObject json, String field, Object value) {
    if (value != null) {
      json.put(field, value.toString());
    }
  }
}
