package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of state there are (openchannel.txt:462-466, 1359-1376, 6044-6064), each with the
 * states it starts from and the event it is told by.
 */
public enum Transition {
  SUBMIT("app.submitted", AppStatus.PENDING, AppStatus.IN_DEVELOPMENT, AppStatus.REJECTED),
  APPROVE_AT_ONCE(
      "app.approved",
      AppStatus.APPROVED,
      AppStatus.IN_DEVELOPMENT,
      AppStatus.REJECTED,
      AppStatus.PENDING),
  START_REVIEW("app.inReview", AppStatus.IN_REVIEW, AppStatus.PENDING),
  APPROVE("app.approved", AppStatus.APPROVED, AppStatus.PENDING, AppStatus.IN_REVIEW),
  REJECT("app.rejected", AppStatus.REJECTED, AppStatus.PENDING, AppStatus.IN_REVIEW),
  SUSPEND("app.suspended", AppStatus.SUSPENDED, AppStatus.APPROVED),
  UNSUSPEND("app.unsuspended", AppStatus.APPROVED, AppStatus.SUSPENDED);

  private final String event;
  private final AppStatus target;

  // Set.of is immutable, which its type does not say
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<AppStatus> sources;

  Transition(String event, AppStatus target, AppStatus... sources) {
    this.event = event;
    this.target = target;
    this.sources = Set.of(sources);
  }

  /** The type of the event that tells it. */
  public String event() {
    return event;
  }

  public AppStatus target() {
    return target;
  }

  public boolean allowedFrom(AppStatus status) {
    return sources.contains(status);
  }

  /** Whether it is about the live version and not about the one that was submitted last. */
  public boolean concernsLive() {
    return this == SUSPEND || this == UNSUSPEND;
  }

  /** Whether the version becomes the live one. */
  public boolean goesLive() {
    return this == APPROVE || this == APPROVE_AT_ONCE;
  }

  /**
   * Makes the change.
   *
   * @throws Failure CONFLICT when the version's state does not allow it
   */
  public StatusChange apply(StatusChange current, Actor by, String reason, Instant now) {
    if (!allowedFrom(current.value())) {
      throw Failure.conflict(
          "A version that is "
              + current.value().wire()
              + " cannot become "
              + target.wire()
              + (this == UNSUSPEND ? " again" : ""));
    }
    return new StatusChange(target, now, by, reason == null ? "" : reason);
  }

  /**
   * What publishing does to a version in this state (openchannel.txt:1359): a draft or a rejected
   * version is submitted, or approved at once; what is submitted or approved already stays as it is
   * (empty).
   *
   * @throws Failure INVALID with field {@code version} for versions in review or suspended
   */
  public static Optional<Transition> publish(AppStatus status, boolean autoApprove) {
    Transition wanted = autoApprove ? APPROVE_AT_ONCE : SUBMIT;
    if (wanted.allowedFrom(status)) {
      return Optional.of(wanted);
    }
    if (status == AppStatus.PENDING || status == AppStatus.APPROVED) {
      return Optional.empty();
    }
    throw Failure.invalid("version", "A version that is " + status.wire() + " cannot be published");
  }

  /**
   * What an administrator's word does.
   *
   * @param word inReview, approved, rejected, suspended or unsuspended
   * @throws Failure INVALID with field {@code status}
   */
  public static Transition byAdministrator(String word) {
    return switch (word) {
      case "inReview" -> START_REVIEW;
      case "approved" -> APPROVE;
      case "rejected" -> REJECT;
      case "suspended" -> SUSPEND;
      case "unsuspended" -> UNSUSPEND;
      default ->
          throw Failure.invalid(
              "status",
              "This value is not one of inReview, approved, rejected, suspended, unsuspended");
    };
  }
}
