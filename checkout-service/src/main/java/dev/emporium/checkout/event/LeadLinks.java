package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.lead.Activity;
import dev.emporium.checkout.domain.lead.Activity.QuoteMention;
import dev.emporium.checkout.domain.lead.Lead;
import dev.emporium.checkout.domain.lead.Outcome;
import dev.emporium.checkout.domain.lead.Verb;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.checkout.store.lead.ActivityStore;
import dev.emporium.checkout.store.lead.LeadStore;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.util.function.Function;

/** What quotes mean for the leads their customers were: mentioned in the log, and won when sold. */
public final class LeadLinks {
  private final LeadStore leads = new LeadStore();
  private final ActivityStore activities = new ActivityStore();

  /** A reseller made a quote for a company that was its lead. */
  public Future<?> quoteMade(Tx tx, Quote quote) {
    return each(
        tx,
        quote,
        lead ->
            activities
                .add(tx, mention(tx, quote, lead))
                .compose(noted -> tx.append(LeadEvents.of(Verb.LEAD_QUOTE_LINKED, lead))));
  }

  /** What the quote offered was sold. */
  public Future<?> quoteSold(Tx tx, Quote quote) {
    return each(
        tx,
        quote,
        lead ->
            lead.progress().result() == Outcome.WON
                ? Future.succeededFuture()
                : leads
                    .save(tx, lead.won(tx.now()))
                    .compose(won -> tx.append(LeadEvents.of(Verb.LEAD_UPDATED, won))));
  }

  private Future<?> each(Tx tx, Quote quote, Function<Lead, Future<Void>> step) {
    People people = quote.offered().people();
    return leads
        .convertedTo(tx, people.customer().company(), people.owner().company())
        .compose(found -> Steps.each(found, step));
  }

  private static Activity mention(Tx tx, Quote quote, Lead lead) {
    String product =
        quote.offered().deal().items().stream()
            .findFirst()
            .map(OpportunityItem::productName)
            .orElse(null);
    return new Activity(
        Ids.uuid7(),
        lead.id(),
        tx.now(),
        Verb.LEAD_QUOTE_LINKED,
        false,
        quote.offered().people().owner().company(),
        new QuoteMention(quote.id(), quote.displayId(), product));
  }
}
