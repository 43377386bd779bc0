package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.CartItem;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;

/** The items of a shopping cart: list, add, retrieve, replace, remove. */
final class ItemOperations {
  private final CartDesk desk;

  ItemOperations(CartDesk desk) {
    this.desk = desk;
  }

  void bind(Operations operations) {
    operations
        .on("listShoppingCartItems", this::listShoppingCartItems)
        .on("addShoppingCartItem", this::addShoppingCartItem)
        .on("getShoppingCartItem", this::getShoppingCartItem)
        .on("updateShoppingCartItem", this::updateShoppingCartItem)
        .on("deleteShoppingCartItem", this::deleteShoppingCartItem);
  }

  private Future<Reply> listShoppingCartItems(Call call) {
    return desk.cart(call).map(cart -> Reply.ok(CartsJson.items(cart.items())));
  }

  private Future<Reply> addShoppingCartItem(Call call) {
    CartItem item = CartRequests.item(call.body());
    return desk.planFor(call, item)
        .compose(
            plans -> desk.change(call, cart -> cart.plus(item.frozen(plans, cart.currency(), ""))))
        .map(cart -> Reply.ok(CartsJson.item(cart.item(item.id().toString()))));
  }

  private Future<Reply> getShoppingCartItem(Call call) {
    return desk.cart(call).map(cart -> Reply.ok(CartsJson.item(cart.item(call.path("itemId")))));
  }

  private Future<Reply> updateShoppingCartItem(Call call) {
    String address = call.path("itemId");
    CartItem by = CartRequests.item(call.body());
    return desk.cart(call)
        .map(cart -> cart.item(address).id().toString())
        .compose(
            id ->
                desk.planFor(call, by)
                    .compose(
                        plans ->
                            desk.change(
                                call,
                                cart -> cart.replace(id, by.frozen(plans, cart.currency(), ""))))
                    .map(cart -> Reply.ok(CartsJson.item(cart.item(id)))));
  }

  private Future<Reply> deleteShoppingCartItem(Call call) {
    return desk.change(call, cart -> cart.minus(call.path("itemId")))
        .map(cart -> Reply.noContent());
  }
}
