package dev.emporium.catalog.domain.product;

/** When a cost is charged. */
public enum Category {
  /** Each billing cycle. */
  RECURRING,
  /** With the purchase. */
  ONE_TIME,
  /** For the usage that is told afterwards. */
  METERED
}
