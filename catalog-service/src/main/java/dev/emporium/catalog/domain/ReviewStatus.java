package dev.emporium.catalog.domain;

import java.util.Locale;

/** Where a review stands (openchannel.txt:6815-6826). */
public enum ReviewStatus {
  PENDING,
  APPROVED,
  FLAGGED,
  SPAM;

  /** The document's spelling. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From the document's spelling, which the contract has checked. */
  public static ReviewStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** The event that tells of an administrator's word; flagging is a change like any other. */
  public String event() {
    return switch (this) {
      case APPROVED -> "review.approved";
      case SPAM -> "review.spam";
      default -> "review.updated";
    };
  }
}
