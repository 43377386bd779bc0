package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.event.Arrivals;
import dev.emporium.checkout.event.CartEvents;
import dev.emporium.checkout.event.CustomerProjection;
import dev.emporium.checkout.event.PurchaseSaga;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shopping carts: list, create, retrieve, finalize. */
final class CartOperations {
  private static final String PARTNER = "AD-ShoppingCart-Partner";

  private final Database database;
  private final CartStore carts;
  private final CustomerProjection customers;
  private final Arrivals arrivals;
  private final PurchaseSaga saga;
  private final CartDesk desk;

  CartOperations(
      Database database,
      CartStore carts,
      CustomerProjection customers,
      Arrivals arrivals,
      PurchaseSaga saga,
      CartDesk desk) {
    this.database = database;
    this.carts = carts;
    this.customers = customers;
    this.arrivals = arrivals;
    this.saga = saga;
    this.desk = desk;
  }

  void bind(Operations operations) {
    operations
        .on("listShoppingCarts", this::listShoppingCarts)
        .on("createShoppingCart", this::createShoppingCart)
        .on("getShoppingCart", this::getShoppingCart)
        .on("finalizeShoppingCart", this::finalizeShoppingCart);
  }

  private Future<Reply> listShoppingCarts(Call call) {
    CartQuery query = CartRequests.query(call);
    return database
        .read(call.marketplace(), tx -> carts.list(tx, query))
        .map(page -> Reply.ok(CartsJson.page(page, query)));
  }

  private Future<Reply> createShoppingCart(Call call) {
    CartCaller.requireMayMake(call.principal(), CartRequests.parties(call.body()));
    String partner = call.header(PARTNER).orElse("");
    Cart draft = CartRequests.cart(call.body(), partner, Instant.EPOCH);
    return requirePartner(call, partner)
        .compose(known -> desk.plans(call, draft.items()))
        .compose(
            plans ->
                database.inMarketplace(
                    call.marketplace(),
                    tx -> {
                      Cart cart = draft.madeAt(tx.now()).frozen(plans);
                      return carts
                          .insert(tx, cart)
                          .compose(stored -> tx.append(CartEvents.created(stored)).map(stored));
                    }))
        .map(cart -> Reply.ok(CartsJson.cart(cart)));
  }

  private Future<Reply> getShoppingCart(Call call) {
    return desk.cart(call).map(cart -> Reply.ok(CartsJson.cart(cart)));
  }

  private Future<Reply> finalizeShoppingCart(Call call) {
    return saga.place(
            call.marketplace(),
            call.path("shoppingCartId"),
            CartCaller.party(call.principal()),
            CartRequests.zone(call))
        .map(id -> Reply.accepted(new JsonObject().put("purchaseId", id.toString())));
  }

  private Future<Void> requirePartner(Call call, String given) {
    return arrivals
        .settle(
            () -> database.read(call.marketplace(), customers::partner),
            known -> known.isPresent() ? List.of() : List.of("marketplace/" + call.marketplace()))
        .map(
            known -> {
              if (!known.equals(Optional.of(given))) {
                throw Failure.invalid(PARTNER, "is not the partner code of this marketplace")
                    .withCode("INVALID_PARTNER");
              }
              return null;
            });
  }
}
