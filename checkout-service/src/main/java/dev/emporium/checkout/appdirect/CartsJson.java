package dev.emporium.checkout.appdirect;

import static dev.emporium.checkout.store.JsonValues.array;

import dev.emporium.checkout.domain.AccreditedAgent;
import dev.emporium.checkout.domain.Association;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.PreAuthorization;
import dev.emporium.checkout.store.CustomPriceJson;
import dev.emporium.checkout.store.JsonValues;
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
    put(json, "preAuthId", cart.contents().preAuthId());
    json.put("items", items(cart.items()));
    if (!cart.customAttributes().isEmpty()) {
      json.put("customAttributes", new JsonObject(cart.customAttributes()));
    }
    put(json, "associations", associations(cart));
    put(json, "fees", array(cart.fees(), FeesJson::fee));
    put(json, "accreditedAgents", array(cart.agents(), CartsJson::agent));
    return json;
  }

  static JsonArray items(List<CartItem> items) {
    return array(items, CartsJson::item);
  }

  static JsonObject item(CartItem item) {
    var json = new JsonObject().put("id", item.id().toString());
    put(json, "referenceId", item.referenceId());
    json.put("pricingPlanId", item.planId()).put("units", array(item.units(), JsonValues::unit));
    put(json, "discountCode", item.deal().discountCode());
    put(json, "discountId", item.deal().discountId());
    put(json, "customPrices", CustomPriceJson.write(item.deal().customPrices(), price -> price));
    if (!item.deal().contract().isEmpty()) {
      json.put("customContractConfiguration", new JsonObject(item.deal().contract().fields()));
    }
    item.carried().forEach(json::put);
    return json;
  }

  static JsonArray associations(Cart cart) {
    return array(
        Association.of(cart.items()),
        association ->
            new JsonObject()
                .put("parentItemId", association.parent())
                .put("childItemIds", new JsonArray(association.children()))
                .put("type", "ADDON"));
  }

  /** The sample answers one agent; all of them stand beside the first. */
  static JsonObject agents(Cart cart) {
    return agent(cart.agents().get(0))
        .put("accreditedAgents", array(cart.agents(), CartsJson::agent));
  }

  private static JsonObject agent(AccreditedAgent agent) {
    return new JsonObject()
        .put("userId", agent.user().toString())
        .put("companyId", agent.company().toString());
  }

  static JsonObject preAuthorization(PreAuthorization found) {
    var json = new JsonObject().put("preAuthId", found.id()).put("status", found.status().name());
    put(json, "message", found.message());
    put(json, "code", found.code());
    return json;
  }

  static JsonObject page(Page<Cart> page, CartQuery query) {
    return new JsonObject()
        .put("content", array(page.rows(), CartsJson::cart))
        .put(
            "page",
            new JsonObject()
                .put("size", query.size())
                .put("totalElements", page.total())
                .put("totalPages", page.pages(query.size()))
                .put("number", query.number()));
  }

  private static void put(JsonObject json, String field, JsonArray value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }

  private static void put(JsonObject json, String field, Object value) {
    if (value != null) {
      json.put(field, value.toString());
    }
  }
}
