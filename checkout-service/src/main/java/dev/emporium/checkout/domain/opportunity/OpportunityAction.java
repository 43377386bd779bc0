package dev.emporium.checkout.domain.opportunity;

/** What can be done with an opportunity (appdirect.txt:3888), in the order the document shows. */
public enum OpportunityAction {
  ADD_PRODUCT,
  EDIT,
  FINALIZE,
  SET_CUSTOM_PRICE,
  SET_CUSTOM_CONTRACT,
  SET_PROVISIONING_DATE,
  SET_BILLING_DATE,
  CHANGE_OPPORTUNITY_OWNER,
  /** Ours: the document has an operation for it and no word. */
  REQUEST_REVIEW
}
