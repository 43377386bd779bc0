package dev.emporium.checkout.domain.pricing;

/** Whether a cost is charged once, again each billing cycle, or by what was used. */
public enum Category {
  RECURRING,
  ONE_TIME,
  /** Shown with its price; charged after use, never by a purchase. */
  METERED
}
