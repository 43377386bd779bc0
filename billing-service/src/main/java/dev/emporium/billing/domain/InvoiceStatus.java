package dev.emporium.billing.domain;

/**
 * The states of an invoice (appdirect.txt:2260). CARRIED is kept for debts moved to a later one.
 */
public enum InvoiceStatus {
  UNPAID,
  PAID,
  CARRIED,
  VOIDED
}
