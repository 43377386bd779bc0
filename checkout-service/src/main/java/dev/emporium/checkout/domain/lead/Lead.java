package dev.emporium.checkout.domain.lead;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Ids;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A sales lead: somebody who may become a customer, and who is selling to it.
 *
 * @param version counts changes; a store saves only over the version it read
 */
public record Lead(
    UUID id,
    long version,
    LeadOrigin origin,
    LeadContent content,
    LeadProgress progress,
    Instant lastModified) {
  private static final Set<LeadStatus> ASSIGNABLE =
      Set.of(
          LeadStatus.PENDING_SUBMISSION,
          LeadStatus.SUBMITTED,
          LeadStatus.ASSIGNED,
          LeadStatus.PENDING_CONVERSION_APPROVAL,
          LeadStatus.PENDING_FOR_MANAGERS,
          LeadStatus.ACCEPTED_FOR_MANAGERS);

  /**
   * A new lead. A user's own lead is with the user's company (of a manager: with the marketplace,
   * to be assigned); a reseller's profile page gives it to that reseller, a product's page to the
   * marketplace.
   *
   * @param byManager whether the creator speaks for the marketplace
   */
  public static Lead create(LeadOrigin origin, LeadContent content, boolean byManager) {
    content.customer().checked();
    LeadProgress progress =
        switch (origin.type()) {
          case MANUAL ->
              byManager
                  ? waiting()
                  : LeadProgress.start(
                      LeadStatus.ASSIGNED,
                      new Participant(origin.creator().company()),
                      new Participant(origin.creator().company()));
          case COMPANY ->
              LeadProgress.start(
                  LeadStatus.ASSIGNED,
                  Participant.CHANNEL,
                  new Participant(origin.profileCompany()));
          case PRODUCT -> waiting();
        };
    return new Lead(Ids.uuid7(), 1, origin, content, progress, origin.createdOn());
  }

  /**
   * A new lead of the first API: with the reseller it names, else waiting for the marketplace.
   *
   * @param reseller the company it is for, or null
   */
  public static Lead sales(LeadOrigin origin, LeadContent content, UUID reseller) {
    content.customer().checked();
    boolean referral = content.sales().source() == SalesSource.RESELLER;
    Participant from = referral ? new Participant(origin.creator().company()) : Participant.CHANNEL;
    LeadProgress progress =
        reseller != null
            ? LeadProgress.start(LeadStatus.ASSIGNED, from, new Participant(reseller))
            : LeadProgress.start(
                SalesStatus.PENDING.status(content.sales().target()), from, Participant.CHANNEL);
    return new Lead(Ids.uuid7(), 1, origin, content, progress, origin.createdOn());
  }

  private static LeadProgress waiting() {
    return LeadProgress.start(LeadStatus.SUBMITTED, Participant.CHANNEL, Participant.CHANNEL);
  }

  public LeadStatus status() {
    return progress.status();
  }

  /** What the first API shows. */
  public SalesStatus salesStatus() {
    return SalesStatus.of(progress.status(), progress.result());
  }

  boolean isManual() {
    return origin.type() == LeadType.MANUAL;
  }

  boolean waitsForApproval() {
    return status() == LeadStatus.PENDING_CONVERSION_APPROVAL;
  }

  /** Other contact information or notes; null leaves as it is (appdirect.txt:2628). */
  public Lead updated(LeadCustomer customer, String notes, Instant now) {
    requireOpen();
    LeadCustomer next =
        customer == null ? content.customer() : content.customer().changedBy(customer);
    return with(content.with(next, notes == null ? content.notes() : notes), now);
  }

  /** Everything the first API lets change, in place of what was told. */
  public Lead retold(LeadContent other, Instant now) {
    requireOpen();
    other.customer().checked();
    return with(other, now);
  }

  /** What a caller of the first API says of the lead's standing. */
  public Lead judged(SalesStatus status, Instant now) {
    if (status == salesStatus()) {
      return this;
    }
    requireOpen();
    if (status == SalesStatus.ASSIGNED && progress.recipient().isChannel()) {
      throw Failure.invalid("status", "ASSIGNED needs a reseller");
    }
    Outcome outcome =
        status == SalesStatus.WON
            ? Outcome.WON
            : status == SalesStatus.LOST ? Outcome.LOST : progress.result();
    return with(progress.status(status.status(content.sales().target()), outcome), now);
  }

  /**
   * Handed to a reseller's company, or taken back by the marketplace. Assigning a lead that waits
   * for its conversion's approval refuses the conversion.
   */
  public Lead assigned(Participant to, Instant now) {
    if (!ASSIGNABLE.contains(status())) {
      throw wrong("assigned");
    }
    LeadStatus next = to.isChannel() ? LeadStatus.SUBMITTED : LeadStatus.ASSIGNED;
    return with(progress.moved(next, Participant.CHANNEL, to), now);
  }

  /** Known to be of this user and company (appdirect.txt:2743); its standing does not change. */
  public Lead associated(Person with, Instant now) {
    requireOpen();
    return with(progress.associated(with), now);
  }

  /** The reseller who has it asks the marketplace whether it may convert it. */
  public Lead conversionRequested(UUID company, Instant now) {
    requireHeldBy(company);
    if (status() != LeadStatus.ASSIGNED) {
      throw wrong("proposed for conversion");
    }
    return with(
        progress.moved(
            LeadStatus.PENDING_CONVERSION_APPROVAL, new Participant(company), Participant.CHANNEL),
        now);
  }

  /** The marketplace lets the reseller that asked convert it; the lead is with it again. */
  public Lead conversionApproved(Instant now) {
    if (!waitsForApproval()) {
      throw wrong("approved for conversion");
    }
    return with(
        progress.moved(LeadStatus.CONVERSION_APPROVED, Participant.CHANNEL, progress.referrer()),
        now);
  }

  /** Fails with CONFLICT or FORBIDDEN unless this reseller may convert the lead now. */
  public void requireConvertible(UUID company, boolean needsApproval) {
    requireHeldBy(company);
    boolean approved = status() == LeadStatus.CONVERSION_APPROVED;
    if (!approved && (needsApproval || status() != LeadStatus.ASSIGNED)) {
      throw wrong("converted");
    }
  }

  /** Become a customer of the reseller's: {@code to} is its company and user. */
  public Lead converted(Person by, Person to, boolean needsApproval, Instant now) {
    requireConvertible(by.company(), needsApproval);
    return with(progress.converted(by, to), now);
  }

  /**
   * Thrown away: a manual lead that was never handed on is deleted, any other disqualified
   * (appdirect.txt:2615).
   */
  public Lead discarded(Instant now) {
    requireOpen();
    Participant home = new Participant(origin.creator().company());
    boolean untouched =
        isManual()
            && (progress.recipient().equals(home)
                || (progress.recipient().isChannel() && progress.referrer().isChannel()));
    return with(
        progress.status(
            untouched ? LeadStatus.DELETED : LeadStatus.DISQUALIFIED, progress.result()),
        now);
  }

  /** A quote for the customer it became was sold. */
  public Lead won(Instant now) {
    return with(progress.status(status(), Outcome.WON), now);
  }

  private void requireOpen() {
    if (status().ended()) {
      throw wrong("changed");
    }
  }

  private void requireHeldBy(UUID company) {
    boolean asked = waitsForApproval() && progress.referrer().is(company);
    if (!asked && !progress.recipient().is(company)) {
      throw Failure.forbidden("The lead is with another company.");
    }
  }

  private Failure wrong(String done) {
    return Failure.conflict("A lead that is " + status() + " cannot be " + done + ".")
        .withCode("LEAD_STATUS_CONFLICT");
  }

  private Lead with(LeadContent next, Instant now) {
    return new Lead(id, version, origin, next, progress, now);
  }

  private Lead with(LeadProgress next, Instant now) {
    return new Lead(id, version, origin, content, next, now);
  }
}
