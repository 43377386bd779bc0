package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.Rejection;
import dev.emporium.checkout.domain.opportunity.Opportunity;
import dev.emporium.checkout.domain.opportunity.People;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The events of opportunities (ARCHITECTURE.md, checkout). */
public final class OpportunityEvents {
  private static final String AGGREGATE = "opportunity";

  private OpportunityEvents() {}

  /** {@code opportunity.created}. */
  public static Event created(Opportunity opportunity) {
    return summary("opportunity.created", opportunity);
  }

  /** {@code opportunity.updated}. */
  public static Event updated(Opportunity opportunity) {
    return summary("opportunity.updated", opportunity);
  }

  /** {@code opportunity.owner-changed}. */
  public static Event ownerChanged(Opportunity opportunity) {
    return summary("opportunity.owner-changed", opportunity);
  }

  /** {@code opportunity.review-requested}. */
  public static Event reviewRequested(Opportunity opportunity) {
    return summary("opportunity.review-requested", opportunity);
  }

  /** {@code opportunity.removed}. */
  public static Event removed(Opportunity opportunity) {
    return summary("opportunity.removed", opportunity);
  }

  /** {@code opportunity.closed}. */
  public static Event closed(Opportunity opportunity, UUID purchase) {
    return event(
        "opportunity.closed",
        opportunity,
        people(opportunity).put("purchaseId", purchase.toString()).put("outcome", "WON"));
  }

  /** {@code opportunity.reopened}. */
  public static Event reopened(Opportunity opportunity, Rejection why) {
    return event(
        "opportunity.reopened",
        opportunity,
        people(opportunity)
            .put("purchaseId", why.purchaseId().toString())
            .put("reason", why.reason())
            .put("message", why.message()));
  }

  private static Event summary(String type, Opportunity opportunity) {
    return event(
        type,
        opportunity,
        people(opportunity)
            .put("name", opportunity.heading().name())
            .put("currency", opportunity.currency().getCurrencyCode())
            .put("itemCount", opportunity.items().size()));
  }

  private static JsonObject people(Opportunity opportunity) {
    People people = opportunity.people();
    return new JsonObject()
        .put("opportunityId", opportunity.id().toString())
        .put("status", opportunity.status().name())
        .put("ownerUserId", people.owner().user().toString())
        .put("ownerCompanyId", people.owner().company().toString())
        .put("ownerType", people.ownerType().name())
        .put("customerUserId", people.customer().user().toString())
        .put("customerCompanyId", people.customer().company().toString());
  }

  private static Event event(String type, Opportunity opportunity, JsonObject data) {
    return new Event(type, AGGREGATE, opportunity.id().toString(), data);
  }
}
