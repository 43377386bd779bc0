package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartReach;
import dev.emporium.checkout.event.CartEvents;
import dev.emporium.checkout.event.PurchaseSaga;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How a cart is sold: finalized, made and finalized at once, or approved first. */
final class SaleOperations {
  private static final int NOTICES = 100;

  private final Database database;
  private final CartStore carts;
  private final PurchaseSaga saga;
  private final CartDesk desk;
  private final CartDrafts drafts;

  SaleOperations(Checkout.Ground ground, CartDesk desk, CartDrafts drafts) {
    database = ground.database();
    carts = ground.carts();
    saga = ground.saga();
    this.desk = desk;
    this.drafts = drafts;
  }

  void bind(Operations operations) {
    operations
        .on("finalizeShoppingCart", this::finalizeShoppingCart)
        .on("createAndFinalizeShoppingCart", this::createAndFinalizeShoppingCart)
        .on("notifyLockedCarts", this::notifyLockedCarts);
  }

  private Future<Reply> finalizeShoppingCart(Call call) {
    return saga.place(
            call.marketplace(),
            call.path("shoppingCartId"),
            CartCaller.changes(call.principal()),
            CartRequests.zone(call))
        .map(SaleOperations::accepted);
  }

  private Future<Reply> createAndFinalizeShoppingCart(Call call) {
    ZoneId zone = CartRequests.zone(call);
    return drafts
        .made(call)
        .compose(draft -> saga.placeNew(call.marketplace(), tx -> desk.store(tx, draft), zone))
        .map(SaleOperations::accepted);
  }

  private static Reply accepted(UUID purchase) {
    return Reply.accepted(new JsonObject().put("purchaseId", purchase.toString()));
  }

  private Future<Reply> notifyLockedCarts(Call call) {
    CartReach reach = CartCaller.changes(call.principal());
    return drafts
        .requirePartner(call)
        .compose(known -> notices(call.marketplace(), reach, "", 0))
        .map(
            sent ->
                new Reply(
                    200,
                    Map.of(),
                    "application/json",
                    Buffer.buffer(Json.encode("Approval requests sent: " + sent))));
  }

  /** Some carts a transaction: there may be more locked ones than should be held at a time. */
  private Future<Integer> notices(UUID marketplace, CartReach reach, String after, int sent) {
    return database
        .inMarketplace(
            marketplace,
            tx -> carts.locked(tx, reach, after, NOTICES).compose(found -> append(tx, found)))
        .compose(
            found ->
                found.size() < NOTICES
                    ? Future.succeededFuture(sent + found.size())
                    : notices(marketplace, reach, found.get(NOTICES - 1).id(), sent + NOTICES));
  }

  private static Future<List<Cart>> append(Tx tx, List<Cart> locked) {
    return Steps.each(locked, cart -> tx.append(CartEvents.lockedNotice(cart))).map(locked);
  }
}
