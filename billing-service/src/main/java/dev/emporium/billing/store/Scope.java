package dev.emporium.billing.store;

import java.util.UUID;

/** Whose invoices or payments a list is of; null means any. */
public record Scope(
    UUID companyId, UUID userId, Long invoiceNumber, Long orderId, UUID subscriptionId) {

  /** The whole marketplace's. */
  public static Scope marketplace() {
    return new Scope(null, null, null, null, null);
  }

  /** A company's. */
  public static Scope company(UUID companyId) {
    return new Scope(companyId, null, null, null, null);
  }

  /** One user's in one company. */
  public static Scope user(UUID companyId, UUID userId) {
    return new Scope(companyId, userId, null, null, null);
  }

  /** The invoice itself, or its payments. */
  public static Scope invoice(long number) {
    return new Scope(null, null, number, null, null);
  }

  /** Of what an order was invoiced with. */
  public static Scope order(long orderId) {
    return new Scope(null, null, null, orderId, null);
  }

  /** Payments for a subscription. */
  public static Scope subscription(UUID subscriptionId) {
    return new Scope(null, null, null, null, subscriptionId);
  }
}
