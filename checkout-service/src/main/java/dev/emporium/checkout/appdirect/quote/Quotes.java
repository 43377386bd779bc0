package dev.emporium.checkout.appdirect.quote;

import dev.emporium.checkout.appdirect.opportunity.SalesCallers;
import dev.emporium.checkout.event.Directory;
import dev.emporium.checkout.event.QuoteDesk;
import dev.emporium.checkout.store.opportunity.OpportunityStore;
import dev.emporium.checkout.store.quote.QuoteLinkStore;
import dev.emporium.checkout.store.quote.QuoteStore;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import io.vertx.core.Vertx;

/** Every operation on quotes. */
public final class Quotes {
  private final QuoteVersionOperations versions;
  private final SharedQuoteOperations shared;

  /** What the operations stand on. */
  public record Ground(
      Database database,
      QuoteStore quotes,
      QuoteLinkStore links,
      OpportunityStore opportunities,
      QuoteDesk desk,
      SalesCallers callers,
      Directory people,
      Arrivals arrivals) {}

  /**
   * @param publicUrl the gateway's address, where share links lead
   */
  public Quotes(Vertx vertx, Ground ground, String publicUrl) {
    var views = new QuoteViews(ground);
    versions = new QuoteVersionOperations(ground, views, publicUrl);
    shared = new SharedQuoteOperations(vertx, ground, views);
  }

  /** Binds every operation of {@code contract/checkout/appdirect-quotes.yaml}. */
  public void bind(Operations operations) {
    versions.bind(operations);
  }

  /** Binds every operation of {@code contract/checkout/quotes.yaml}. */
  public void bindShared(Operations operations) {
    shared.bind(operations);
  }
}
