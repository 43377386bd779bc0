package dev.emporium.checkout.domain.lead;

/** Whom the lead is for, in the first API's words: marketplace owner, reseller, or vendor. */
public enum SalesTarget {
  PROVIDER,
  RESELLER,
  VENDOR
}
