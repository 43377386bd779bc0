package dev.emporium.checkout.domain.quote;

/** Where a quote version stands (appdirect.txt:7306, 7395; the document shows the first two). */
public enum QuoteStatus {
  /** Made; only the seller sees it. */
  OPEN,
  /** With the customer. */
  PENDING,
  /** The customer agrees: its opportunity is sold at this. */
  APPROVED,
  /** The customer does not agree. */
  DECLINED,
  /** The seller took it back. */
  REVOKED,
  /** Nobody answered in time. */
  EXPIRED,
  /** Sold. */
  PURCHASED;

  /** Whether time can end it. */
  boolean isLimited() {
    return this == OPEN || this == PENDING;
  }
}
