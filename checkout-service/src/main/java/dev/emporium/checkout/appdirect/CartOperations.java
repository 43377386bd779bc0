package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartContents;
import dev.emporium.checkout.domain.CartQuery;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.PreAuthorization;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** Shopping carts: list, create, retrieve, update, and what hangs on them. */
final class CartOperations {
  private final Database database;
  private final CartStore carts;
  private final CartDesk desk;
  private final CartDrafts drafts;

  CartOperations(Checkout.Ground ground, CartDesk desk, CartDrafts drafts) {
    database = ground.database();
    carts = ground.carts();
    this.desk = desk;
    this.drafts = drafts;
  }

  void bind(Operations operations) {
    operations
        .on("listShoppingCarts", this::listShoppingCarts)
        .on("createShoppingCart", this::createShoppingCart)
        .on("getShoppingCart", this::getShoppingCart)
        .on("updateShoppingCart", this::updateShoppingCart)
        .on("listShoppingCartAssociations", this::listShoppingCartAssociations)
        .on("getShoppingCartPreauth", this::getShoppingCartPreauth);
  }

  private Future<Reply> listShoppingCarts(Call call) {
    CartQuery query = CartRequests.query(call);
    return database
        .read(call.marketplace(), tx -> carts.list(tx, query))
        .map(page -> Reply.ok(CartsJson.page(page, query)));
  }

  private Future<Reply> createShoppingCart(Call call) {
    return drafts
        .made(call)
        .compose(draft -> database.inMarketplace(call.marketplace(), tx -> desk.store(tx, draft)))
        .map(cart -> Reply.ok(CartsJson.cart(cart)));
  }

  private Future<Reply> getShoppingCart(Call call) {
    return desk.cart(call).map(cart -> Reply.ok(CartsJson.cart(cart)));
  }

  private Future<Reply> updateShoppingCart(Call call) {
    return desk.cart(call)
        .compose(
            seen ->
                requireMayBecome(call, seen)
                    .compose(
                        plans ->
                            desk.revise(
                                call, (tx, cart) -> revised(call, seen, cart, plans, tx.now()))))
        .map(cart -> Reply.ok(CartsJson.cart(cart)));
  }

  /** Looks at what would become of the cart; answers the plans it would hold. */
  private Future<Map<String, KnownPlan>> requireMayBecome(Call call, Cart seen) {
    CartContents next = CartRequests.revised(call.body(), seen.contents(), Instant.EPOCH);
    boolean sameAgents = next.agents().equals(seen.agents());
    return drafts
        .requireMayMake(call, CartCaller.changes(call.principal()), next)
        .compose(
            allowed ->
                sameAgents ? Future.succeededFuture() : drafts.requireAgents(call, next.agents()))
        .compose(known -> desk.plans(call, next.items()));
  }

  private static Future<Cart> revised(
      Call call, Cart seen, Cart cart, Map<String, KnownPlan> plans, Instant now) {
    boolean locked = CartRequests.locked(call.body(), cart.state().locked());
    if (cart.state().locked() && !locked) {
      CartCaller.requireSells(call.principal(), "approves locked carts");
    }
    if (!cart.parties().equals(seen.parties()) || !cart.agents().equals(seen.agents())) {
      throw Failure.conflict("Shopping cart " + cart.id() + " was changed meanwhile.");
    }
    CartContents next = CartRequests.revised(call.body(), cart.contents(), now);
    if (call.body().containsKey("fees") && !next.fees().equals(cart.fees())) {
      CartCaller.requireSells(call.principal(), "sets fees");
    }
    return Future.succeededFuture(cart.revised(next, locked).frozen(plans));
  }

  private Future<Reply> listShoppingCartAssociations(Call call) {
    return desk.cart(call).map(cart -> Reply.ok(CartsJson.associations(cart)));
  }

  private Future<Reply> getShoppingCartPreauth(Call call) {
    CartRequests.requireLocale(call);
    return desk.cart(call)
        .map(
            cart ->
                PreAuthorization.of(cart)
                    .orElseThrow(
                        () ->
                            Failure.notFound(
                                    "Shopping cart " + cart.id() + " has no pre-authorization.")
                                .withCode("PRE_AUTHORIZATION_NOT_FOUND")))
        .map(found -> Reply.ok(CartsJson.preAuthorization(found)));
  }
}
