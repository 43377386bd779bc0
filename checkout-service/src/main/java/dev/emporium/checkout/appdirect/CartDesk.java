package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartFacts;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.CartValidation;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.ValidationLevel;
import dev.emporium.checkout.domain.ValidationSummary;
import dev.emporium.checkout.event.CartEvents;
import dev.emporium.checkout.event.FactsReader;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What every operation on one cart does the same way: find it for this caller, read or change it.
 */
final class CartDesk {
  private final Database database;
  private final CartStore carts;
  private final FactsReader facts;
  private final Arrivals arrivals;

  CartDesk(Checkout.Ground ground) {
    database = ground.database();
    carts = ground.carts();
    facts = ground.facts();
    arrivals = ground.arrivals();
  }

  /** Stores a new cart, with its event, as made now. */
  Future<Cart> store(Tx tx, Cart draft) {
    return carts
        .insert(tx, draft.madeAt(tx.now()))
        .compose(stored -> tx.append(CartEvents.created(stored)).map(stored));
  }

  /** The cart of the path. */
  Future<Cart> cart(Call call) {
    return look(call, (tx, cart) -> Future.succeededFuture(cart));
  }

  /** Something about the cart of the path alone. */
  <T> Future<T> look(Call call, BiFunction<Tx, Cart, Future<T>> about) {
    return database.read(
        call.marketplace(), tx -> find(tx, call).compose(cart -> about.apply(tx, cart)));
  }

  /** Something about the cart of the path and the facts around it; nothing is written. */
  <T> Future<T> read(Call call, BiFunction<Tx, Known, Future<T>> about) {
    return database.read(
        call.marketplace(), tx -> find(tx, call).compose(cart -> known(tx, cart, about)));
  }

  /** As {@link #read}, about a cart that is not stored. */
  <T> Future<T> read(Call call, Cart draft, BiFunction<Tx, Known, Future<T>> about) {
    return database.read(call.marketplace(), tx -> known(tx, draft, about));
  }

  /** As {@link #read}, with something written beside the cart, which stays as it is. */
  <T> Future<T> note(Call call, BiFunction<Tx, Known, Future<T>> about) {
    return database.inMarketplace(
        call.marketplace(), tx -> find(tx, call).compose(cart -> known(tx, cart, about)));
  }

  private <T> Future<T> known(Tx tx, Cart cart, BiFunction<Tx, Known, Future<T>> about) {
    return facts.of(tx, cart).compose(known -> about.apply(tx, new Known(cart, known)));
  }

  /** A cart and what its rules ask for. */
  record Known(Cart cart, CartFacts facts) {
    /** What stands in the way of buying it. */
    ValidationSummary validated(ValidationLevel level) {
      return CartValidation.run(Ids.uuid7(), cart, facts, level);
    }

    /** What it costs when it is bought now. */
    CartPricing priced(Tx tx, ZoneId zone) {
      return CartPricing.of(cart, facts, LocalDate.ofInstant(tx.now(), zone));
    }
  }

  /** Changes the cart of the path, one change after the other, with its event. */
  Future<Cart> change(Call call, UnaryOperator<Cart> change) {
    return revise(call, (tx, cart) -> Future.succeededFuture(change.apply(cart)));
  }

  /**
   * As {@link #change}, for a change that must look around first. Fails with FORBIDDEN when it sets
   * prices or a contract and the caller may not.
   */
  Future<Cart> revise(Call call, BiFunction<Tx, Cart, Future<Cart>> change) {
    return database.inMarketplace(
        call.marketplace(),
        tx ->
            carts
                .lock(tx, call.path("shoppingCartId"), CartCaller.changes(call.principal()))
                .compose(
                    cart ->
                        change
                            .apply(tx, cart)
                            .compose(
                                next -> {
                                  if (next.contents().sellsOtherwiseThan(cart.contents())) {
                                    CartCaller.requireSells(
                                        call.principal(), "sets prices and contracts");
                                  }
                                  return carts.save(tx, cart, next);
                                }))
                .compose(saved -> tx.append(CartEvents.updated(saved)).map(saved)));
  }

  /** The item's plan, if it is known or arrives soon; fails first when the cart is not open. */
  Future<Map<String, KnownPlan>> planFor(Call call, CartItem item) {
    return arrivals.settle(
        () ->
            look(
                call,
                (tx, cart) -> {
                  cart.requireOpen();
                  return facts.plans(tx, List.of(item.planId()));
                }),
        plans -> missing(plans, List.of(item)));
  }

  /** The plans of several items. */
  Future<Map<String, KnownPlan>> plans(Call call, List<CartItem> items) {
    List<String> ids = items.stream().map(CartItem::planId).toList();
    return arrivals.settle(
        () -> database.read(call.marketplace(), tx -> facts.plans(tx, ids)),
        plans -> missing(plans, items));
  }

  private Future<Cart> find(Tx tx, Call call) {
    return carts.find(tx, call.path("shoppingCartId"), CartCaller.sees(call.principal()));
  }

  private static Collection<String> missing(Map<String, KnownPlan> plans, List<CartItem> items) {
    return items.stream()
        .map(CartItem::planId)
        .filter(id -> !plans.containsKey(id))
        .distinct()
        .map(id -> "plan/" + id)
        .toList();
  }
}
