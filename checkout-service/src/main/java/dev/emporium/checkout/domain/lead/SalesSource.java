package dev.emporium.checkout.domain.lead;

/** Who brought the lead, in the first API's words (appdirect.txt:2301). */
public enum SalesSource {
  RESELLER,
  CUSTOMER
}
