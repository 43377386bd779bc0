package dev.emporium.checkout.domain.quote;

/** What the seller can do with a quote version (appdirect.txt:7321, 7417). */
public enum QuoteAction {
  PRINT_PDF,
  EDIT_NAME,
  REQUEST_CUSTOMER_APPROVAL,
  SHARE_LINK,
  REVOKE
}
