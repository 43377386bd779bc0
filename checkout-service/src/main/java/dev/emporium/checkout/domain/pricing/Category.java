package dev.emporium.checkout.domain.pricing;

/** Whether a cost is charged once or again each billing cycle. */
public enum Category {
  RECURRING,
  ONE_TIME
}
