package dev.emporium.billing.domain;

/** How somebody pays (appdirect.txt:5702). */
public enum PaymentMethod {
  CREDIT_CARD,
  PAYPAL,
  MANUAL,
  EXTERNAL_INVOICE,
  MARKETPLACE_CREDITS;

  /** Goes through the payment gateway at once. */
  public boolean isCharged() {
    return this == CREDIT_CARD;
  }

  /** Is settled outside: the invoice stays UNPAID until somebody records the payment. */
  public boolean isInvoiced() {
    return this == MANUAL || this == EXTERNAL_INVOICE;
  }

  /** Whether this marketplace's gateways offer it at all. */
  public boolean isOffered() {
    return isCharged() || isInvoiced();
  }
}
