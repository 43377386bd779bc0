package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
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

  /**
   * What a developer's word does to their live version in this state (openchannel.txt:1611); empty
   * when it is so already.
   *
   * @param word suspend or unsuspend
   * @throws Failure INVALID with field {@code status}, or PRECONDITION_FAILED when an administrator
   *     suspended it
   */
  public static Optional<Transition> byDeveloper(String word, StatusChange current) {
    boolean suspended = current.value() == AppStatus.SUSPENDED;
    return switch (word) {
      case "suspend" -> suspended ? Optional.empty() : Optional.of(SUSPEND);
      case "unsuspend" -> {
        if (suspended && current.modifiedBy() == Actor.ADMINISTRATOR) {
          throw Failure.of(
              Kind.PRECONDITION_FAILED, "status", "An administrator suspended this app");
        }
        yield suspended ? Optional.of(UNSUSPEND) : Optional.empty();
      }
      default -> throw Failure.invalid("status", "This value is not one of suspend, unsuspend");
    };
  }

  /**
   * The change that leads a version from its state to the one wanted (dialects.md (b)).
   *
   * @param by a developer may suspend and unsuspend only
   * @throws Failure PRECONDITION_FAILED when there is no such change
   */
  public static Transition towards(AppStatus wanted, StatusChange current, Actor by) {
    Transition transition =
        switch (wanted) {
          case IN_REVIEW -> START_REVIEW;
          case REJECTED -> REJECT;
          case SUSPENDED -> SUSPEND;
          case APPROVED -> current.value() == AppStatus.SUSPENDED ? UNSUSPEND : APPROVE;
          case IN_DEVELOPMENT, PENDING ->
              throw Failure.invalid(
                  "status", "This value is not one of inReview, approved, suspended, rejected");
        };
    boolean developer = by == Actor.DEVELOPER;
    if (developer && !transition.concernsLive()) {
      throw precondition("Only an administrator can make a version " + wanted.wire());
    }
    if (developer && transition == UNSUSPEND && current.modifiedBy() == Actor.ADMINISTRATOR) {
      throw precondition("An administrator suspended this app");
    }
    if (!transition.allowedFrom(current.value())) {
      throw precondition(
          "A version that is " + current.value().wire() + " cannot become " + wanted.wire());
    }
    return transition;
  }

  private static Failure precondition(String message) {
    return Failure.of(Kind.PRECONDITION_FAILED, "status", message);
  }
}
