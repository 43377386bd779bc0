package dev.emporium.checkout.domain.lead;

/** The first API's word for where a lead stands (appdirect.txt:2302). */
public enum SalesStatus {
  PENDING,
  DENIED,
  ACCEPTED,
  ASSIGNED,
  LOST,
  WON;

  /** How the first API shows a lead; deleted leads it does not show at all. */
  public static SalesStatus of(LeadStatus status, Outcome result) {
    return switch (status) {
      case ASSIGNED -> ASSIGNED;
      case CONVERSION_APPROVED, ACCEPTED_FOR_MANAGERS -> ACCEPTED;
      case CONVERTED -> result == Outcome.LOST ? LOST : WON;
      case DISQUALIFIED, DELETED -> result == Outcome.LOST ? LOST : DENIED;
      case PENDING_SUBMISSION,
          SUBMITTED,
          PENDING_CONVERSION_APPROVAL,
          PENDING_FOR_MANAGERS,
          LEGACY ->
          PENDING;
    };
  }

  /** What the lead's own status becomes when a caller of the first API sets this one. */
  LeadStatus status(SalesTarget target) {
    boolean managers = target == SalesTarget.PROVIDER;
    return switch (this) {
      case PENDING -> managers ? LeadStatus.PENDING_FOR_MANAGERS : LeadStatus.SUBMITTED;
      case ACCEPTED -> managers ? LeadStatus.ACCEPTED_FOR_MANAGERS : LeadStatus.CONVERSION_APPROVED;
      case ASSIGNED -> LeadStatus.ASSIGNED;
      case WON -> LeadStatus.CONVERTED;
      case DENIED, LOST -> LeadStatus.DISQUALIFIED;
    };
  }
}
