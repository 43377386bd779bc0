package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What one user says of one app (openchannel.txt:6766-6826).
 *
 * @param reviewId 24 hex digits
 * @param openchannelApp the app's 24 hex digits
 * @param appName as the app is called now
 * @param appVersion the version that was reviewed
 * @param userId the author as OpenChannel's callers spell them
 * @param reason of its status, never null
 * @param version counts changes
 */
public record Review(
    String reviewId,
    UUID appId,
    String openchannelApp,
    String appName,
    int appVersion,
    String userId,
    Words words,
    ReviewStatus status,
    String reason,
    Instant reported,
    boolean deleted,
    int version) {

  /**
   * What the author writes.
   *
   * @param rating 0 to 500, 100 for each star
   */
  public record Words(
      String headline, String description, int rating, Map<String, Object> customData) {}

  /** Whether it counts in the app's rating. */
  public boolean counts() {
    return !deleted && status == ReviewStatus.APPROVED;
  }

  /**
   * The author's new words. What was approved waits for approval again; what was flagged or marked
   * as spam stays so.
   *
   * @throws Failure NOT_FOUND when it is deleted, FORBIDDEN when somebody else wrote it
   */
  public Review rewritten(String by, Words changed) {
    written(by);
    boolean again = status == ReviewStatus.APPROVED;
    return with(
        changed, again ? ReviewStatus.PENDING : status, again ? "" : reason, false, version + 1);
  }

  /** An administrator's word on it. */
  public Review moderated(ReviewStatus next, String why) {
    present();
    return with(words, next, why, false, version + 1);
  }

  /** Taken away by its author ({@code by}), or by an administrator (null). */
  public Review removed(String by) {
    if (by == null) {
      present();
    } else {
      written(by);
    }
    return with(words, status, reason, true, version + 1);
  }

  private Review with(
      Words nextWords, ReviewStatus nextStatus, String why, boolean gone, int nextVersion) {
    return new Review(
        reviewId,
        appId,
        openchannelApp,
        appName,
        appVersion,
        userId,
        nextWords,
        nextStatus,
        why,
        reported,
        gone,
        nextVersion);
  }

  private void present() {
    if (deleted) {
      throw Failure.notFound("The review was not found");
    }
  }

  private void written(String by) {
    present();
    if (!userId.equals(by)) {
      throw Failure.forbidden("Only its author may change a review");
    }
  }
}
