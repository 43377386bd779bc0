package dev.emporium.checkout.domain.opportunity;

/** Where an opportunity stands (appdirect.txt:3927, 4641). */
public enum OpportunityStatus {
  /** Being prepared by its sales agent. */
  OPEN,
  /** Waiting for a manager, who alone may change it now. */
  PENDING_REVIEW,
  /** Its purchase is being made. */
  PROCESSING,
  /** Sold. */
  CLOSED
}
