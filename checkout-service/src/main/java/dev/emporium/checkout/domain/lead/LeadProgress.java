package dev.emporium.checkout.domain.lead;

/**
 * How far a lead has come.
 *
 * @param result null until it is known
 * @param referrer who handed it on last
 * @param recipient who has it
 * @param reseller who converted it, or null
 * @param converted the user and company it became or belongs to, or null
 * @param linked whether that company has become the reseller's customer
 */
public record LeadProgress(
    LeadStatus status,
    Outcome result,
    Participant referrer,
    Participant recipient,
    Person reseller,
    Person converted,
    boolean linked) {

  /** Nothing has happened yet. */
  static LeadProgress start(LeadStatus status, Participant referrer, Participant recipient) {
    return new LeadProgress(status, null, referrer, recipient, null, null, false);
  }

  LeadProgress moved(LeadStatus next, Participant from, Participant to) {
    return new LeadProgress(next, result, from, to, reseller, converted, linked);
  }

  LeadProgress status(LeadStatus next, Outcome outcome) {
    return new LeadProgress(next, outcome, referrer, recipient, reseller, converted, linked);
  }

  LeadProgress associated(Person with) {
    return new LeadProgress(status, result, referrer, recipient, reseller, with, false);
  }

  LeadProgress converted(Person by, Person to) {
    return new LeadProgress(LeadStatus.CONVERTED, result, referrer, recipient, by, to, true);
  }
}
