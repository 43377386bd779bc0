package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.Rejection;
import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A purchase that a sales agent prepares for a customer: OPEN, PENDING_REVIEW when the agent has
 * asked a manager, PROCESSING while the purchase is made, then CLOSED, or OPEN again when it was
 * rejected. Every change says whether a manager makes it, as only managers change what is in
 * review.
 *
 * @param version counts changes; a store saves only over the version it read
 */
public record Opportunity(
    UUID id,
    Instant createdOn,
    long version,
    People people,
    Currency currency,
    Heading heading,
    Deal deal,
    Progress progress) {

  public OpportunityStatus status() {
    return progress.status();
  }

  public List<OpportunityItem> items() {
    return deal.items();
  }

  /** Fails with CONFLICT unless it may be changed now. */
  public void requireChangeable(boolean manager) {
    switch (status()) {
      case PROCESSING -> throw refusal("OPPORTUNITY_PROCESSING", "is being purchased");
      case CLOSED -> throw refusal("OPPORTUNITY_CLOSED", "is closed");
      case PENDING_REVIEW -> {
        if (!manager) {
          throw refusal("OPPORTUNITY_IN_REVIEW", "is in review");
        }
      }
      default -> {
        // An open one may be changed by everybody who sees it.
      }
    }
  }

  /** Fails with CONFLICT when it must stay, because a purchase refers to it. */
  public void requireRemovable(boolean manager) {
    if (status() == OpportunityStatus.PROCESSING || status() == OpportunityStatus.CLOSED) {
      throw refusal("OPPORTUNITY_NOT_REMOVABLE", "has been purchased and stays");
    }
    requireChangeable(manager);
  }

  /** With another name, date and attributes. */
  public Opportunity headed(Heading other, boolean manager) {
    requireChangeable(manager);
    return new Opportunity(id, createdOn, version, people, currency, other, deal, progress);
  }

  /** With more items, at the end. */
  public Opportunity plus(List<OpportunityItem> more, boolean manager) {
    requireChangeable(manager);
    return with(deal.plus(more));
  }

  /** With one item edited. */
  public Opportunity edit(String item, UnaryOperator<OpportunityItem> edit, boolean manager) {
    requireChangeable(manager);
    return with(deal.change(List.of(item), edit));
  }

  /** Without an item and its add-ons. */
  public Opportunity minus(String item, boolean manager) {
    requireChangeable(manager);
    return with(deal.minus(item));
  }

  /** With the same values on all these items, in place of all they had. */
  public Opportunity requiring(
      Collection<String> items, Map<String, List<String>> values, boolean manager) {
    requireChangeable(manager);
    return with(deal.change(items, each -> each.withRequiredFields(values)));
  }

  public Opportunity discounted(AppliedDiscount discount, boolean manager) {
    requireChangeable(manager);
    return with(deal.plus(discount));
  }

  /** Without a discount on these items; fails with NOT_FOUND when it is on none of them. */
  public Opportunity undiscounted(String code, Collection<UUID> from, boolean manager) {
    requireChangeable(manager);
    return with(deal.minusDiscount(code, from));
  }

  public Opportunity shippedTo(Shipping place, boolean manager) {
    requireChangeable(manager);
    return with(deal.shippedTo(place));
  }

  /** Another agent's, OPEN and without products (appdirect.txt:5075). */
  public Opportunity ownedBy(Party agent, OwnerType type) {
    requireChangeable(true);
    return new Opportunity(
        id,
        createdOn,
        version,
        people.ownedBy(agent, type),
        currency,
        heading,
        new Deal(List.of(), List.of(), deal.shipping()),
        progress.to(OpportunityStatus.OPEN));
  }

  /** Submitted to a manager (appdirect.txt:4680). */
  public Opportunity inReview() {
    if (status() == OpportunityStatus.PENDING_REVIEW) {
      throw refusal("OPPORTUNITY_IN_REVIEW", "is in review");
    }
    requireChangeable(true);
    if (items().isEmpty()) {
      throw refusal("OPPORTUNITY_EMPTY", "has no items");
    }
    return with(progress.to(OpportunityStatus.PENDING_REVIEW));
  }

  /**
   * Waiting for its purchase; what went wrong before is forgotten. Who may do so was asked before.
   *
   * @param sold what is sold: its own deal, or the one a quote froze, which it then shows
   */
  public Opportunity processing(Deal sold, Progress.Sale sale) {
    requireChangeable(true);
    return new Opportunity(
        id,
        createdOn,
        version,
        people,
        currency,
        heading,
        sold,
        new Progress(OpportunityStatus.PROCESSING, Optional.of(sale), Optional.empty()));
  }

  /** Sold; empty when it does not wait for that purchase (any more). */
  public Optional<Opportunity> closed(UUID purchase) {
    return progress.awaits(purchase)
        ? Optional.of(with(progress.to(OpportunityStatus.CLOSED)))
        : Optional.empty();
  }

  /** Open again; empty when it does not wait for that purchase (any more). */
  public Optional<Opportunity> reopened(Rejection why) {
    return progress.awaits(why.purchaseId())
        ? Optional.of(
            with(new Progress(OpportunityStatus.OPEN, Optional.empty(), Optional.of(why))))
        : Optional.empty();
  }

  /** The same opportunity, made at another time: a draft becomes one when its transaction knows. */
  public Opportunity madeAt(Instant time) {
    return new Opportunity(id, time, version, people, currency, heading, deal, progress);
  }

  /** The same draft with something in it. */
  public Opportunity offering(Deal other) {
    return with(other);
  }

  /** What is not found, or not for whoever asks. */
  public static Failure notFound(String id) {
    return Failure.notFound("Opportunity " + id + " was not found.")
        .withCode("OPPORTUNITY_NOT_FOUND");
  }

  private Failure refusal(String code, String what) {
    return Failure.conflict("Opportunity " + id + " " + what + ".").withCode(code);
  }

  private Opportunity with(Deal other) {
    return new Opportunity(id, createdOn, version, people, currency, heading, other, progress);
  }

  private Opportunity with(Progress other) {
    return new Opportunity(id, createdOn, version, people, currency, heading, deal, other);
  }
}
