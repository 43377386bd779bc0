package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.AccreditedAgent;
import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartFee;
import dev.emporium.checkout.domain.CartItem;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/** What a cart has beside its items: discounts, fees and accredited agents. */
final class PartOperations {
  private final CartDesk desk;
  private final CartDrafts drafts;
  private final DiscountStore discounts;

  PartOperations(CartDesk desk, CartDrafts drafts, DiscountStore discounts) {
    this.desk = desk;
    this.drafts = drafts;
    this.discounts = discounts;
  }

  void bind(Operations operations) {
    operations
        .on("deleteShoppingCartDiscount", this::deleteShoppingCartDiscount)
        .on("createShoppingCartFee", this::createShoppingCartFee)
        .on("deleteShoppingCartFee", this::deleteShoppingCartFee)
        .on("setAccreditedAgents", this::setAccreditedAgents)
        .on("deleteAccreditedAgents", this::deleteAccreditedAgents);
  }

  private Future<Reply> deleteShoppingCartDiscount(Call call) {
    String code = call.path("discountCode");
    List<String> items = call.queryList("itemId").stream().map(String::valueOf).toList();
    return desk.revise(
            call,
            (tx, cart) ->
                discounts
                    .find(tx, List.of(code), List.of(), false)
                    .map(
                        known ->
                            known.stream()
                                .filter(discount -> discount.isNamed(code, null))
                                .map(discount -> discount.terms())
                                .flatMap(
                                    terms ->
                                        Stream.of(
                                            terms.discountId(), String.valueOf(terms.number())))
                                .toList())
                    .map(ids -> cart.minusDiscount(code, ids, items)))
        .map(cart -> Reply.noContent());
  }

  private Future<Reply> createShoppingCartFee(Call call) {
    CartCaller.requireSells(call.principal(), "sets fees");
    return drafts
        .requirePartner(call)
        .compose(
            known ->
                desk.revise(
                    call,
                    (tx, cart) ->
                        Future.succeededFuture(cart.plus(fee(call, cart).madeAt(tx.now())))))
        .map(cart -> Reply.ok(FeesJson.fee(cart.fees().get(cart.fees().size() - 1))));
  }

  private static CartFee fee(Call call, Cart cart) {
    return FeeRequests.fee(
        call.body(),
        cart.currency().getCurrencyCode(),
        address -> cart.find(address).map(CartItem::id),
        cart.createdOn(),
        "");
  }

  private Future<Reply> deleteShoppingCartFee(Call call) {
    CartCaller.requireSells(call.principal(), "sets fees");
    return drafts
        .requirePartner(call)
        .compose(known -> desk.change(call, cart -> cart.minusFee(call.path("feeId"))))
        .map(cart -> Reply.noContent());
  }

  private Future<Reply> setAccreditedAgents(Call call) {
    List<AccreditedAgent> agents = CartRequests.agents(call.body());
    return drafts
        .requirePartner(call)
        .compose(known -> desk.cart(call))
        .compose(seen -> drafts.requireAgents(call, agents))
        .compose(known -> desk.change(call, cart -> cart.soldBy(agents)))
        .map(cart -> Reply.ok(CartsJson.agents(cart)));
  }

  private Future<Reply> deleteAccreditedAgents(Call call) {
    return drafts
        .requirePartner(call)
        .compose(known -> desk.change(call, cart -> cart.soldBy(List.of())))
        .map(cart -> Reply.noContent());
  }
}
