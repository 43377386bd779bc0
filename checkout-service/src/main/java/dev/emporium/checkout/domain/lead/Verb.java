package dev.emporium.checkout.domain.lead;

/** What somebody did to a lead (appdirect.txt:2826-2880; the sample names five of these). */
public enum Verb {
  LEAD_CREATED,
  LEAD_UPDATED,
  LEAD_ASSIGNED,
  LEAD_ASSOCIATED,
  LEAD_CONVERSION_REQUESTED,
  LEAD_CONVERSION_APPROVED,
  LEAD_CONVERTED,
  LEAD_QUOTE_LINKED,
  LEAD_DISQUALIFIED,
  LEAD_DELETED
}
