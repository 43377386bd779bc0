package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Cart;
import dev.emporium.checkout.domain.CartFacts;
import dev.emporium.checkout.domain.CartPricing;
import dev.emporium.checkout.domain.CartReach;
import dev.emporium.checkout.domain.CartStatus;
import dev.emporium.checkout.domain.CartValidation;
import dev.emporium.checkout.domain.Instrument;
import dev.emporium.checkout.domain.Purchase;
import dev.emporium.checkout.domain.ValidationLevel;
import dev.emporium.checkout.domain.ValidationSummary;
import dev.emporium.checkout.store.CartStore;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Checkout's part of the purchase: it begins one from a cart and learns how it ended. */
public final class PurchaseSaga {
  private final Database database;
  private final CartStore carts;
  private final FactsReader facts;
  private final Arrivals arrivals;
  private final Sales sales;

  public PurchaseSaga(
      Database database, CartStore carts, FactsReader facts, Arrivals arrivals, Sales sales) {
    this.database = database;
    this.carts = carts;
    this.facts = facts;
    this.arrivals = arrivals;
    this.sales = sales;
  }

  /** Either a purchase, or the summary that prevents it. */
  private record Attempt(Optional<UUID> purchase, Optional<ValidationSummary> refusal) {
    Set<String> unsettled() {
      return refusal.map(ValidationSummary::unsettled).orElse(Set.of());
    }

    UUID requirePlaced() {
      refusal.ifPresent(ValidationSummary::requirePassed);
      return purchase.orElseThrow();
    }
  }

  /**
   * Places the cart's purchase. A cart whose purchase is on its way or done is not sold again: the
   * answer is that purchase. Fails with NOT_FOUND, or with INVALID when a PREVENT_FINALIZE
   * validation finds a blocking error.
   *
   * @param reach as in {@link CartStore#find}
   * @param zone whose calendar decides the day of the purchase
   * @return the purchase's id
   */
  public Future<UUID> place(UUID marketplace, String cartId, CartReach reach, ZoneId zone) {
    return arrivals
        .settle(
            () ->
                database.inMarketplace(
                    marketplace,
                    tx -> carts.lock(tx, cartId, reach).compose(cart -> attempt(tx, cart, zone))),
            Attempt::unsettled)
        .map(Attempt::requirePlaced);
  }

  /**
   * As {@link #place}, for a cart that is made for it: when it cannot be sold it is not made
   * either.
   *
   * @param make stores the cart, each time it is attempted
   */
  public Future<UUID> placeNew(UUID marketplace, Function<Tx, Future<Cart>> make, ZoneId zone) {
    return arrivals
        .settle(
            () ->
                database
                    .inMarketplace(
                        marketplace,
                        tx ->
                            make.apply(tx)
                                .compose(cart -> attempt(tx, cart, zone))
                                .map(Refused::unlessPlaced))
                    .recover(
                        failure ->
                            failure instanceof Refused refused
                                ? Future.succeededFuture(refused.attempt)
                                : Future.failedFuture(failure)),
            Attempt::unsettled)
        .map(Attempt::requirePlaced);
  }

  /** Undoes the transaction of an attempt that was refused. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Attempt attempt;

    private Refused(Attempt attempt) {
      super("refused", null, false, false);
      this.attempt = attempt;
    }

    static Attempt unlessPlaced(Attempt attempt) {
      if (attempt.refusal().isPresent()) {
        throw new Refused(attempt);
      }
      return attempt;
    }
  }

  private Future<Attempt> attempt(Tx tx, Cart cart, ZoneId zone) {
    if (cart.status() != CartStatus.ACTIVE) {
      return Future.succeededFuture(new Attempt(Optional.of(cart.purchaseId()), Optional.empty()));
    }
    return facts
        .forSale(tx, cart)
        .compose(
            known -> {
              ValidationSummary summary =
                  CartValidation.run(Ids.uuid7(), cart, known, ValidationLevel.PREVENT_FINALIZE);
              return summary.blockingErrors().isEmpty()
                  ? sell(tx, cart, known, zone)
                  : Future.succeededFuture(new Attempt(Optional.empty(), Optional.of(summary)));
            });
  }

  private Future<Attempt> sell(Tx tx, Cart open, CartFacts known, ZoneId zone) {
    Cart cart = open.frozen(known.plans());
    UUID id = Ids.uuid7();
    LocalDate day = LocalDate.ofInstant(tx.now(), zone);
    Purchase purchase =
        new Purchase(
            id,
            Purchase.Origin.cart(cart.id()),
            cart.parties(),
            Optional.empty(),
            cart.currency(),
            CartPricing.of(cart, known, day).complete(),
            known.payer(cart).map(Instrument::id).orElse(null),
            tx.now());
    return carts
        .save(tx, open, cart.finalizing(id))
        .compose(saved -> sales.place(tx, purchase))
        .map(new Attempt(Optional.of(id), Optional.empty()));
  }

  /** {@code purchase.completed}: the cart is finished. */
  public Future<?> completed(Tx tx, Received event) {
    return ended(
        tx,
        event,
        (cart, end) ->
            cart.finished(end.purchase())
                .map(finished -> new Ending(finished, CartEvents.finished(finished))));
  }

  /** {@code purchase.rejected}: the cart is open again and remembers why. */
  public Future<?> rejected(Tx tx, Received event) {
    return ended(
        tx,
        event,
        (cart, end) ->
            cart.reopened(end.why())
                .map(reopened -> new Ending(reopened, CartEvents.reopened(reopened, end.why()))));
  }

  private record Ending(Cart cart, Event event) {}

  private Future<?> ended(
      Tx tx, Received event, BiFunction<Cart, PurchaseEnd, Optional<Ending>> change) {
    Optional<PurchaseEnd> end = PurchaseEnd.of(event, "cart");
    return end.isEmpty()
        ? Future.succeededFuture()
        : carts
            .lock(tx, end.get().sold(), CartReach.EVERYTHING)
            .compose(
                cart ->
                    change
                        .apply(cart, end.get())
                        .map(ending -> keep(tx, cart, ending, end.get().purchase()))
                        .orElseGet(Future::succeededFuture));
  }

  private Future<Void> keep(Tx tx, Cart before, Ending ending, UUID purchase) {
    return carts
        .save(tx, before, ending.cart())
        .compose(saved -> tx.append(ending.event()))
        .compose(done -> tx.signal("purchase/" + purchase));
  }
}
