package dev.emporium.checkout.domain.lead;

/**
 * Where a lead stands (appdirect.txt:2381). SUBMITTED waits for the marketplace, ASSIGNED is with a
 * company; the two {@code _FOR_MANAGERS} are the first API's leads for the marketplace's own sales.
 * PENDING_SUBMISSION and LEGACY belong to data this marketplace never makes.
 */
public enum LeadStatus {
  PENDING_SUBMISSION,
  SUBMITTED,
  ASSIGNED,
  PENDING_CONVERSION_APPROVAL,
  CONVERSION_APPROVED,
  CONVERTED,
  DISQUALIFIED,
  DELETED,
  LEGACY,
  PENDING_FOR_MANAGERS,
  ACCEPTED_FOR_MANAGERS;

  /** Whether nothing more happens to the lead. */
  public boolean ended() {
    return this == CONVERTED || this == DISQUALIFIED || this == DELETED;
  }
}
