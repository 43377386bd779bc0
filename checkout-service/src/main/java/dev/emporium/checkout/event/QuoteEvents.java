package dev.emporium.checkout.event;

import dev.emporium.checkout.domain.quote.Quote;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;

/** The events of quotes (ARCHITECTURE.md, checkout): {@code quote.<what happened>}. */
public final class QuoteEvents {
  private QuoteEvents() {}

  /**
   * What happened to a quote.
   *
   * @param what {@code created}, {@code updated}, {@code approval-requested}, {@code shared},
   *     {@code revoked}, {@code approved}, {@code declined}, {@code expired}, {@code purchased}
   */
  public static Event of(String what, Quote quote) {
    var people = quote.offered().people();
    return new Event(
        "quote." + what,
        "quote",
        quote.id().toString(),
        new JsonObject()
            .put("quoteId", quote.id().toString())
            .put("displayId", quote.displayId())
            .put("name", quote.name())
            .put("status", quote.status().name())
            .put("opportunityId", quote.offered().opportunityId().toString())
            .put("ownerUserId", people.owner().user().toString())
            .put("ownerCompanyId", people.owner().company().toString())
            .put("customerUserId", people.customer().user().toString())
            .put("customerCompanyId", people.customer().company().toString())
            .put("expiresOn", quote.expiresOn().toString()));
  }
}
