package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Arrays;

/** The state of one app version (openchannel.txt:6044-6056). */
public enum AppStatus {
  IN_DEVELOPMENT("inDevelopment", Editing.IN_PLACE),
  PENDING("pending", Editing.IN_PLACE),
  IN_REVIEW("inReview", Editing.LOCKED),
  APPROVED("approved", Editing.NEW_VERSION),
  SUSPENDED("suspended", Editing.NEW_VERSION),
  REJECTED("rejected", Editing.IN_PLACE);

  /** What a developer's change does to a version in this state. */
  public enum Editing {
    /** The draft itself changes. */
    IN_PLACE,
    /** A new draft is made, this version stays as it is (openchannel.txt:816). */
    NEW_VERSION,
    /** Refused while administrators look at it (openchannel.txt:6048). */
    LOCKED
  }

  private final String wire;
  private final Editing editing;

  AppStatus(String wire, Editing editing) {
    this.wire = wire;
    this.editing = editing;
  }

  /** The document's spelling, also in events. */
  public String wire() {
    return wire;
  }

  public Editing editing() {
    return editing;
  }

  /** Whether marketplace users may buy a live version in this state. */
  public boolean onSale() {
    return this == APPROVED;
  }

  /** Whether a live version in this state is listed at all (openchannel.txt:2607). */
  public boolean listed() {
    return this == APPROVED || this == SUSPENDED;
  }

  /** From the document's spelling; INVALID with field {@code status} when it is none. */
  public static AppStatus of(String wire) {
    return Arrays.stream(values())
        .filter(status -> status.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> Failure.invalid("status", "Unknown status"));
  }
}
