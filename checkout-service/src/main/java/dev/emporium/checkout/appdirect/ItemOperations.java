package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.CartItem;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The items of a shopping cart: list, add, retrieve, replace, remove one or many. */
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
        .on("deleteShoppingCartItem", this::deleteShoppingCartItem)
        .on("deleteShoppingCartItems", this::deleteShoppingCartItems)
        .on("deleteShoppingCartItemsV3", this::deleteShoppingCartItems);
  }

  private Future<Reply> listShoppingCartItems(Call call) {
    return desk.cart(call).map(cart -> Reply.ok(CartsJson.items(cart.items())));
  }

  private Future<Reply> addShoppingCartItem(Call call) {
    CartItem item = ItemRequests.item(call.body());
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
    CartItem by = ItemRequests.item(call.body());
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

  private Future<Reply> deleteShoppingCartItems(Call call) {
    List<String> ids =
        FeeRequests.list(call.body(), "ids", "").stream().map(String::valueOf).toList();
    String path = CartRequests.given(call.body(), "itemPath");
    if (ids.isEmpty() && path == null) {
      throw Failure.invalid("ids", "names no item, and there is no itemPath");
    }
    boolean addOns = !FeeRequests.list(call.body(), "cascade", "").isEmpty();
    return desk.change(
            call,
            cart -> {
              var addresses = new ArrayList<>(ids);
              if (path != null) {
                addresses.addAll(ItemPath.select(CartsJson.cart(cart), path));
              }
              return cart.minus(addresses, addOns);
            })
        .map(cart -> Reply.ok(CartsJson.cart(cart)));
  }
}
