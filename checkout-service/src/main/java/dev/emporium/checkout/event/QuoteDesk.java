package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.OpportunitySnapshot;
import dev.emporium.checkout.domain.opportunity.OpportunityStatus;
import dev.emporium.checkout.domain.quote.Decision;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.domain.quote.QuoteAction;
import dev.emporium.checkout.domain.quote.QuoteStatus;
import dev.emporium.checkout.store.opportunity.OpportunityStore;
import dev.emporium.checkout.store.quote.QuoteLinkStore;
import dev.emporium.checkout.store.quote.QuoteStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and changes quotes, each change with its event. Whoever changes quotes of an opportunity
 * that may be sold locks the opportunity first, as its sale does.
 */
public final class QuoteDesk {
  private static final int TOKEN_LENGTH = 43;

  private final QuoteStore quotes;
  private final QuoteLinkStore links;
  private final OpportunityStore opportunities;
  private final LeadLinks leads = new LeadLinks();

  public QuoteDesk(QuoteStore quotes, QuoteLinkStore links, OpportunityStore opportunities) {
    this.quotes = quotes;
    this.links = links;
    this.opportunities = opportunities;
  }

  /** A quote after an action, and the token of the link that was made. */
  public record Acted(Quote quote, Optional<String> token, Instant linkExpiresOn) {}

  /** A new version of what the opportunity offers now; {@code name} may be null. */
  public Future<Quote> create(Tx tx, Opportunity opportunity, String name, Party by) {
    requireUnsold(opportunity);
    return quotes
        .nextNumber(tx)
        .compose(
            number ->
                quotes.insert(
                    tx,
                    Quote.create(
                        Ids.uuid7(),
                        number,
                        name,
                        by,
                        OpportunitySnapshot.of(opportunity),
                        tx.now())))
        .compose(quote -> tell(tx, "created", quote))
        .compose(quote -> leads.quoteMade(tx, quote).map(quote));
  }

  /**
   * Does what the seller asked.
   *
   * @param name for EDIT_NAME
   */
  public Future<Acted> act(Tx tx, UUID id, QuoteAction action, String name) {
    return quotes
        .lock(tx, id)
        .map(found -> found.orElseThrow(QuoteStore::notFound))
        .compose(
            quote -> {
              quote.require(action);
              return switch (action) {
                case PRINT_PDF -> Future.succeededFuture(quote).map(QuoteDesk::acted);
                case EDIT_NAME -> keep(tx, "updated", quote.renamed(name)).map(QuoteDesk::acted);
                case REQUEST_CUSTOMER_APPROVAL ->
                    keep(tx, "approval-requested", quote.approvalRequested(tx.now()))
                        .map(QuoteDesk::acted);
                case SHARE_LINK -> share(tx, quote);
                case REVOKE -> keep(tx, "revoked", quote.revoked()).map(QuoteDesk::acted);
              };
            });
  }

  private static Acted acted(Quote quote) {
    return new Acted(quote, Optional.empty(), null);
  }

  /** A link lives as long as a new quote would; earlier links stay good. */
  private Future<Acted> share(Tx tx, Quote quote) {
    String token = Ids.alphanumeric(TOKEN_LENGTH);
    Instant end = tx.now().plus(Quote.VALIDITY);
    return links
        .add(tx, token, quote.id(), end)
        .compose(added -> keep(tx, "shared", quote))
        .map(shared -> new Acted(shared, Optional.of(token), end));
  }

  /**
   * The customer's answer. An approval takes the opportunity's other pending and approved versions
   * back, so that it is plain at which one it is sold.
   */
  public Future<Quote> decide(Tx tx, UUID id, Decision answer) {
    return quotes
        .find(tx, id)
        .map(found -> found.orElseThrow(QuoteStore::notFound))
        .compose(quote -> opportunities.lock(tx, quote.offered().opportunityId()))
        .map(found -> found.orElseThrow(QuoteStore::notFound))
        .compose(
            opportunity -> {
              requireUnsold(opportunity);
              return quotes.lockAll(tx, opportunity.id());
            })
        .compose(all -> decide(tx, all, id, answer));
  }

  private Future<Quote> decide(Tx tx, List<Quote> all, UUID id, Decision answer) {
    Quote decided =
        all.stream()
            .filter(quote -> quote.id().equals(id))
            .findFirst()
            .orElseThrow(QuoteStore::notFound)
            .decided(answer);
    List<Quote> superseded =
        all.stream()
            .filter(quote -> answer.approved() && !quote.id().equals(id))
            .flatMap(quote -> quote.superseded().stream())
            .toList();
    return Steps.each(superseded, quote -> keep(tx, "revoked", quote))
        .compose(done -> keep(tx, answer.approved() ? "approved" : "declined", decided));
  }

  /** {@code purchase.completed}: the opportunity was sold at this quote. */
  public Future<?> purchased(Tx tx, Received event) {
    String id = event.data().getString("quoteId");
    return id == null ? Future.succeededFuture() : purchased(tx, UUID.fromString(id));
  }

  private Future<?> purchased(Tx tx, UUID id) {
    return quotes
        .lock(tx, id)
        .compose(
            found ->
                found.isEmpty() || !isApproved(found.get())
                    ? Future.succeededFuture()
                    : keep(tx, "purchased", found.get().purchased())
                        .compose(quote -> leads.quoteSold(tx, quote)));
  }

  private static boolean isApproved(Quote quote) {
    return quote.status() == QuoteStatus.APPROVED;
  }

  /** Writes down what has expired by itself; answers how many there were. */
  public Future<Integer> expire(Tx tx, int most) {
    return quotes
        .overdue(tx, most)
        .compose(
            overdue ->
                links
                    .forget(tx, tx.now().minus(Quote.VALIDITY))
                    .compose(
                        done ->
                            Steps.each(overdue, quote -> keep(tx, "expired", quote.at(tx.now()))))
                    .map(overdue.size()));
  }

  private Future<Quote> keep(Tx tx, String what, Quote quote) {
    return quotes.save(tx, quote).compose(saved -> tell(tx, what, saved));
  }

  private static Future<Quote> tell(Tx tx, String what, Quote quote) {
    return tx.append(QuoteEvents.of(what, quote)).map(quote);
  }

  private static void requireUnsold(Opportunity opportunity) {
    OpportunityStatus status = opportunity.status();
    if (status == OpportunityStatus.PROCESSING || status == OpportunityStatus.CLOSED) {
      throw Failure.conflict("The opportunity has been sold already.")
          .withCode("OPPORTUNITY_CLOSED");
    }
  }
}
