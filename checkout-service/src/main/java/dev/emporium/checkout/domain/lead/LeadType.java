package dev.emporium.checkout.domain.lead;

/** How a lead came to be (appdirect.txt:2499): entered by a user, or left at a profile page. */
public enum LeadType {
  MANUAL,
  PRODUCT,
  COMPANY
}
