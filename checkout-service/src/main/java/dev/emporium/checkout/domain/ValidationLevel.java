package dev.emporium.checkout.domain;

/**
 * When a validation runs (appdirect.txt:10200). PRE_FINALIZE and PREVENT_FINALIZE ask everything a
 * sale needs; PREVENT_PROVISIONING only what setting the products up needs: items, plans, owner.
 */
public enum ValidationLevel {
  PRE_FINALIZE,
  PREVENT_FINALIZE,
  PREVENT_PROVISIONING
}
