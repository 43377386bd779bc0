package dev.emporium.checkout.domain.quote;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.opportunity.OpportunitySnapshot;
import dev.emporium.kit.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of a quote: OPEN until the customer is asked, PENDING until it answers, and APPROVED,
 * DECLINED, REVOKED or EXPIRED from then on; PURCHASED when its opportunity was sold at it. What it
 * offers never changes.
 *
 * @param version counts changes; a store saves only over the version it read
 * @param number counts the marketplace's quotes
 * @param expiresOn when an open or pending one ends; a request for approval gives it its whole time
 *     again
 */
public record Quote(
    UUID id,
    long version,
    long number,
    String name,
    Party createdBy,
    Instant createdOn,
    OpportunitySnapshot offered,
    QuoteStatus status,
    Instant expiresOn,
    Optional<Decision> decision) {
  /** How long a quote holds. */
  public static final Duration VALIDITY = Duration.ofDays(30);

  /** A new version. */
  public static Quote create(
      UUID id, long number, String name, Party by, OpportunitySnapshot offered, Instant now) {
    String called = name == null ? "Quote " + display(number) : name;
    return new Quote(
        id,
        1,
        number,
        called,
        by,
        now,
        offered,
        QuoteStatus.OPEN,
        now.plus(VALIDITY),
        Optional.empty());
  }

  /** What people call it, such as {@code Q1000017} (appdirect.txt:7345). */
  public String displayId() {
    return display(number);
  }

  private static String display(long number) {
    return "Q" + (1_000_000 + number);
  }

  /** As it stands at that moment: one that nobody answered in time has expired by itself. */
  public Quote at(Instant now) {
    return status.isLimited() && !now.isBefore(expiresOn) ? with(QuoteStatus.EXPIRED) : this;
  }

  /** The day its dates are counted from. */
  public LocalDate day() {
    return LocalDate.ofInstant(createdOn, ZoneOffset.UTC);
  }

  /** What the seller may do now, in the document's order. */
  public List<QuoteAction> availableActions() {
    var actions = new ArrayList<QuoteAction>();
    actions.add(QuoteAction.PRINT_PDF);
    if (status.isLimited()) {
      actions.add(QuoteAction.EDIT_NAME);
    }
    switch (status) {
      case OPEN -> actions.add(QuoteAction.REQUEST_CUSTOMER_APPROVAL);
      case PENDING -> {
        actions.add(QuoteAction.SHARE_LINK);
        actions.add(QuoteAction.REVOKE);
      }
      case APPROVED -> actions.add(QuoteAction.REVOKE);
      default -> {
        // What has ended can be printed.
      }
    }
    return List.copyOf(actions);
  }

  /** Fails with CONFLICT unless the action is available now. */
  public void require(QuoteAction action) {
    if (!availableActions().contains(action)) {
      throw Failure.conflict("A quote that is " + status + " does not allow " + action + ".")
          .withCode("ACTION_NOT_AVAILABLE");
    }
  }

  /** Called otherwise. */
  public Quote renamed(String other) {
    require(QuoteAction.EDIT_NAME);
    if (other == null || other.isBlank()) {
      throw Failure.invalid("name", "is required for EDIT_NAME");
    }
    return with(other, status, expiresOn, decision);
  }

  /** With the customer, for its whole time from now on; everything in it has a price. */
  public Quote approvalRequested(Instant now) {
    require(QuoteAction.REQUEST_CUSTOMER_APPROVAL);
    var items = offered.deal().items();
    if (items.isEmpty() || items.stream().anyMatch(item -> item.terms().isEmpty())) {
      throw Failure.conflict("A quote needs items, and each of them a pricing plan.")
          .withCode("QUOTE_INCOMPLETE");
    }
    return with(name, QuoteStatus.PENDING, now.plus(VALIDITY), decision);
  }

  /** Taken back. */
  public Quote revoked() {
    require(QuoteAction.REVOKE);
    return with(QuoteStatus.REVOKED);
  }

  /** Answered by the customer; fails with CONFLICT unless the quote is with it. */
  public Quote decided(Decision answer) {
    if (status != QuoteStatus.PENDING) {
      throw Failure.conflict("This quote is " + status + " and takes no answer.")
          .withCode("QUOTE_NOT_PENDING");
    }
    return with(
        name,
        answer.approved() ? QuoteStatus.APPROVED : QuoteStatus.DECLINED,
        expiresOn,
        Optional.of(answer));
  }

  /**
   * Not asked for any more, because another version was approved; empty when that is so already.
   */
  public Optional<Quote> superseded() {
    return status == QuoteStatus.PENDING || status == QuoteStatus.APPROVED
        ? Optional.of(with(QuoteStatus.REVOKED))
        : Optional.empty();
  }

  /** Sold. */
  public Quote purchased() {
    return with(QuoteStatus.PURCHASED);
  }

  private Quote with(QuoteStatus next) {
    return with(name, next, expiresOn, decision);
  }

  private Quote with(String called, QuoteStatus next, Instant end, Optional<Decision> answer) {
    return new Quote(id, version, number, called, createdBy, createdOn, offered, next, end, answer);
  }
}
