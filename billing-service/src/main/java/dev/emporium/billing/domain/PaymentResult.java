package dev.emporium.billing.domain;

/** What became of a payment (appdirect.txt:2233). */
public enum PaymentResult {
  SUCCESSFUL,
  FAILED,
  GATEWAY_NOT_AVAILABLE,
  MANUAL;

  /** The invoice is settled by it. */
  public boolean settles() {
    return this == SUCCESSFUL || this == MANUAL;
  }
}
