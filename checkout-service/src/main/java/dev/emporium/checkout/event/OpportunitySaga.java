package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.BuyerType;
import dev.emporium.checkout.domain.Instrument;
import dev.emporium.checkout.domain.Parties;
import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.Purchase;
import dev.emporium.checkout.domain.opportunity.DiscountRules;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunityFacts;
import dev.emporium.checkout.domain.opportunity.OpportunitySnapshot;
import dev.emporium.checkout.domain.opportunity.OpportunityValidation;
import dev.emporium.checkout.domain.opportunity.Problem;
import dev.emporium.checkout.domain.opportunity.Progress;
import dev.emporium.checkout.store.DiscountStore;
import dev.emporium.checkout.store.opportunity.OpportunityStore;
import dev.emporium.checkout.store.quote.QuoteStore;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Sells opportunities: places their purchases and learns how those ended. */
public final class OpportunitySaga {
  private final OpportunityStore opportunities;
  private final OpportunityFactsReader facts;
  private final DiscountStore discounts;
  private final Sales sales;
  private final QuoteStore quotes = new QuoteStore();

  public OpportunitySaga(
      OpportunityStore opportunities,
      OpportunityFactsReader facts,
      DiscountStore discounts,
      Sales sales) {
    this.opportunities = opportunities;
    this.facts = facts;
    this.discounts = discounts;
    this.sales = sales;
  }

  /**
   * Either the opportunity, PROCESSING, or what prevents its sale; then nothing was changed, and
   * what {@link Problem#unsettled} names may be waited for before trying again.
   */
  public record Attempt(Opportunity opportunity, List<Problem> problems) {
    /** The sold opportunity; fails with INVALID when something prevented the sale. */
    public Opportunity sold() {
      Problem.requireNone(problems);
      return opportunity;
    }
  }

  /**
   * Everything that prevents the sale of an opportunity at its present terms.
   *
   * @param locked whether limited discounts must not be redeemed by others until the transaction
   *     ends
   */
  public Future<List<Problem>> problems(Tx tx, Opportunity opportunity, boolean locked) {
    return facts
        .of(tx, opportunity.deal(), opportunity.people())
        .compose(known -> problems(tx, opportunity, known, locked));
  }

  private Future<List<Problem>> problems(
      Tx tx, Opportunity opportunity, OpportunityFacts known, boolean locked) {
    List<String> ids =
        opportunity.deal().discounts().stream().map(each -> each.discount().discountId()).toList();
    var found = new ArrayList<>(OpportunityValidation.run(opportunity, known, false));
    return ids.isEmpty()
        ? Future.succeededFuture(found)
        : discounts
            .find(tx, ids, List.of(), locked)
            .map(
                now -> {
                  found.addAll(DiscountRules.unusable(opportunity.deal(), now));
                  return found;
                });
  }

  /**
   * Sells a locked opportunity in the caller's transaction: at the quote the customer approved,
   * else at its own terms. One whose purchase is on its way or done is not sold again.
   */
  public Future<Attempt> finalizeNow(Tx tx, Opportunity locked, boolean manager) {
    if (isSold(locked)) {
      return Future.succeededFuture(new Attempt(locked, List.of()));
    }
    locked.requireChangeable(manager);
    return quotes
        .approved(tx, locked.id())
        .compose(
            quote ->
                quote.isPresent()
                    ? finalizeAtQuote(tx, locked, quote.get().offered(), quote.get().id())
                    : finalizeAsItIs(tx, locked));
  }

  private Future<Attempt> finalizeAsItIs(Tx tx, Opportunity locked) {
    return facts
        .of(tx, locked.deal(), locked.people())
        .compose(
            known ->
                problems(tx, locked, known, true)
                    .compose(
                        problems ->
                            problems.isEmpty()
                                ? place(tx, locked, OpportunitySnapshot.of(locked), null, known)
                                : Future.succeededFuture(new Attempt(locked, problems))));
  }

  /**
   * Sells a locked opportunity at what a quote's version froze, in the caller's transaction: items,
   * prices, discounts and fees are the snapshot's, whatever the opportunity and the catalog say by
   * now. Customer, agent and payment must still be in order. An opportunity that is being sold or
   * is sold already is not sold again: look at its {@link Progress#sale()}.
   */
  public Future<Attempt> finalizeAtQuote(
      Tx tx, Opportunity locked, OpportunitySnapshot snapshot, UUID quoteId) {
    if (isSold(locked)) {
      return Future.succeededFuture(new Attempt(locked, List.of()));
    }
    return facts
        .of(tx, snapshot.deal(), locked.people())
        .compose(
            known -> {
              List<Problem> problems =
                  OpportunityValidation.run(snapshot.deal(), locked, known, true);
              return problems.isEmpty()
                  ? place(tx, locked, snapshot, quoteId, known)
                  : Future.succeededFuture(new Attempt(locked, problems));
            });
  }

  private static boolean isSold(Opportunity opportunity) {
    return switch (opportunity.status()) {
      case PROCESSING, CLOSED -> true;
      default -> false;
    };
  }

  private Future<Attempt> place(
      Tx tx,
      Opportunity locked,
      OpportunitySnapshot snapshot,
      UUID quoteId,
      OpportunityFacts known) {
    UUID id = Ids.uuid7();
    Party customer = locked.people().customer();
    var purchase =
        new Purchase(
            id,
            Purchase.Origin.opportunity(
                locked.id().toString(), quoteId == null ? null : quoteId.toString()),
            new Parties(
                customer.user(),
                customer.company(),
                customer.user(),
                customer.company(),
                BuyerType.CUSTOMER),
            Optional.of(locked.people().owner()),
            snapshot.currency(),
            snapshot.priced(LocalDate.ofInstant(tx.now(), ZoneOffset.UTC)),
            known.payer(customer.user()).map(Instrument::id).orElse(null),
            tx.now());
    return opportunities
        .nextPurchaseNumber(tx)
        .compose(
            number ->
                opportunities.save(
                    tx, locked.processing(snapshot.deal(), new Progress.Sale(id, number, quoteId))))
        .compose(saved -> sales.place(tx, purchase).map(new Attempt(saved, List.of())));
  }

  /** {@code purchase.completed}: the opportunity is closed. */
  public Future<?> completed(Tx tx, Received event) {
    return ended(
        tx,
        event,
        (opportunity, end) ->
            opportunity
                .closed(end.purchase())
                .map(
                    closed ->
                        new Ending(closed, OpportunityEvents.closed(closed, end.purchase()))));
  }

  /** {@code purchase.rejected}: the opportunity is open again and remembers why. */
  public Future<?> rejected(Tx tx, Received event) {
    return ended(
        tx,
        event,
        (opportunity, end) ->
            opportunity
                .reopened(end.why())
                .map(open -> new Ending(open, OpportunityEvents.reopened(open, end.why()))));
  }

  private record Ending(Opportunity opportunity, Event event) {}

  private Future<?> ended(
      Tx tx, Received event, BiFunction<Opportunity, PurchaseEnd, Optional<Ending>> change) {
    Optional<PurchaseEnd> end = PurchaseEnd.of(event, "opportunity");
    return end.isEmpty()
        ? Future.succeededFuture()
        : opportunities
            .lock(tx, UUID.fromString(end.get().sold()))
            .compose(
                found ->
                    found
                        .flatMap(opportunity -> change.apply(opportunity, end.get()))
                        .map(ending -> keep(tx, ending, end.get().purchase()))
                        .orElseGet(Future::succeededFuture));
  }

  private Future<Void> keep(Tx tx, Ending ending, UUID purchase) {
    return opportunities
        .save(tx, ending.opportunity())
        .compose(saved -> tx.append(ending.event()))
        .compose(done -> tx.signal("purchase/" + purchase));
  }
}
