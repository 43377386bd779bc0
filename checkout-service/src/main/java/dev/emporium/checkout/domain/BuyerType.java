package dev.emporium.checkout.domain;

/** The buyer's relationship with the platform (appdirect.txt:8542). */
public enum BuyerType {
  CUSTOMER,
  PLATFORM_OWNER,
  PARTNER
}
