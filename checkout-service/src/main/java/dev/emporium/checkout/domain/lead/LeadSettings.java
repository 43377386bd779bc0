package dev.emporium.checkout.domain.lead;

/**
 * What a marketplace decides about leads.
 *
 * @param developersSeeProductLeads whether developers see the leads left at their products' pages
 * @param conversionNeedsApproval whether a reseller must ask before it converts a lead
 */
public record LeadSettings(boolean developersSeeProductLeads, boolean conversionNeedsApproval) {
  /** Until somebody decides. */
  public static final LeadSettings BEGINNING = new LeadSettings(false, true);
}
