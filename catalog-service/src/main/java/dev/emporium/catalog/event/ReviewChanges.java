package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.Review;
import dev.emporium.catalog.domain.ReviewStatus;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.ReviewStore;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.kit.event.Event;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Changes of reviews: rule, row, rating and event of each in the caller's transaction. */
public final class ReviewChanges {
  private final ReviewStore reviews;
  private final StatisticStore statistics;
  private final Wanted wanted;

  public ReviewChanges(ReviewStore reviews, StatisticStore statistics, Wanted wanted) {
    this.reviews = reviews;
    this.statistics = statistics;
    this.wanted = wanted;
  }

  /**
   * Writes a user's one review of an app.
   *
   * @param mustOwn whether only those who have, or had, the app may write
   * @throws Failure NOT_FOUND (no such app), FORBIDDEN (not owned) or CONFLICT (reviewed already)
   */
  public Future<Review> create(
      Tx tx,
      Optional<AppKey> key,
      String userId,
      Review.Words words,
      boolean mustOwn,
      boolean approve) {
    return key.map(known -> reviews.app(tx, known))
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(app -> app.orElseThrow(() -> Failure.notFound("The app was not found")))
        .compose(
            app ->
                (mustOwn ? reviews.hasOwned(tx, app.appId(), userId) : Future.succeededFuture(true))
                    .map(
                        owned -> {
                          if (!owned) {
                            throw Failure.forbidden(
                                "Users must have owned the app before they can post a review");
                          }
                          return made(tx, app, userId, words, approve);
                        }))
        .compose(
            review ->
                reviews
                    .insert(tx, review)
                    .compose(done -> statistics.count(tx, review.appId(), "reviews"))
                    .compose(done -> tx.append(event("review.created", review)))
                    .compose(done -> wanted.user(tx, userId))
                    .map(review));
  }

  private static Review made(
      Tx tx, ReviewStore.Reviewed app, String userId, Review.Words words, boolean approve) {
    return new Review(
        Ids.hex24(),
        app.appId(),
        app.openchannelId(),
        app.name(),
        app.version(),
        userId,
        words,
        approve ? ReviewStatus.APPROVED : ReviewStatus.PENDING,
        "",
        tx.now().truncatedTo(ChronoUnit.MILLIS),
        false,
        1);
  }

  /**
   * Changes a review.
   *
   * @param type the event that tells of it
   * @throws Failure NOT_FOUND, and what the change raises
   */
  public Future<Review> change(
      Tx tx, String reviewId, String type, Function<Review, Review> change) {
    return reviews
        .lock(tx, reviewId)
        .map(found -> found.orElseThrow(() -> Failure.notFound("The review was not found")))
        .compose(
            before -> {
              Review after = change.apply(before);
              return reviews
                  .save(tx, before, after)
                  .compose(
                      done ->
                          after.deleted()
                              ? statistics.add(tx, after.appId(), "reviews", tx.now(), -1)
                              : Future.<Void>succeededFuture())
                  .compose(done -> tx.append(event(type, after)))
                  .map(after);
            });
  }

  /** {@code review.*} (ARCHITECTURE.md, catalog). */
  private static Event event(String type, Review review) {
    return new Event(
        type,
        "review",
        review.reviewId(),
        new JsonObject()
            .put(
                "review",
                new JsonObject()
                    .put("reviewId", review.reviewId())
                    .put("appId", review.appId().toString())
                    .put("openchannelAppId", review.openchannelApp())
                    .put("appName", review.appName())
                    .put("appVersion", review.appVersion())
                    .put("userId", review.userId())
                    .put("headline", review.words().headline())
                    .put("description", review.words().description())
                    .put("rating", review.words().rating())
                    .put("status", review.status().wire())
                    .put("reason", review.reason())
                    .put("customData", new JsonObject(review.words().customData()))
                    .put("reportedAt", review.reported().toString())
                    .put("isDeleted", review.deleted())));
  }
}
