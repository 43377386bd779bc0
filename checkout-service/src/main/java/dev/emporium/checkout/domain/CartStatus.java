package dev.emporium.checkout.domain;

/** Where a cart stands. */
public enum CartStatus {
  /** Open for changes. */
  ACTIVE,
  /** Its purchase is being processed; closed for changes until it is known how that ended. */
  FINALIZING,
  /** Bought. */
  FINISHED;

  /**
   * The vendor's word: it knows ACTIVE and FINISHED only (appdirect.txt:8457); a cart that waits
   * for an external event is ACTIVE and blocked (appdirect.txt:8546).
   */
  public String shown() {
    return this == FINISHED ? "FINISHED" : "ACTIVE";
  }
}
