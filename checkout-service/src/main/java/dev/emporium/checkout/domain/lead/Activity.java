package dev.emporium.checkout.domain.lead;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of a lead's log.
 *
 * @param forMarketplace whether it was done in the marketplace's name rather than a company's
 * @param actorCompany null for an anonymous visitor
 * @param quote the quote a LEAD_QUOTE_LINKED is about, else null
 */
public record Activity(
    UUID id,
    UUID leadId,
    Instant createdOn,
    Verb verb,
    boolean forMarketplace,
    UUID actorCompany,
    QuoteMention quote) {

  /**
   * A quote as the log shows it.
   *
   * @param friendlyId what people call it
   * @param product the name of what it offers first
   */
  public record QuoteMention(UUID id, String friendlyId, String product) {}
}
