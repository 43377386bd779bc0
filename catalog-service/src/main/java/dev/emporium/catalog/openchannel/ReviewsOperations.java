package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.Review;
import dev.emporium.catalog.domain.ReviewStatus;
import dev.emporium.catalog.domain.ReviewWords;
import dev.emporium.catalog.event.Projections;
import dev.emporium.catalog.event.ReviewChanges;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.ReviewStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Arrivals;
import dev.emporium.kit.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** User API, section Reviews. */
public final class ReviewsOperations {
  private final Database database;
  private final Arrivals arrivals;
  private final ReviewStore reviews;
  private final ReviewChanges changes;

  public ReviewsOperations(
      Database database, Arrivals arrivals, ReviewStore reviews, ReviewChanges changes) {
    this.database = database;
    this.arrivals = arrivals;
    this.reviews = reviews;
    this.changes = changes;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("createReview", this::createReview)
        .on("updateReview", this::updateReview)
        .on("patchReview", this::patchReview)
        .on("deleteReview", this::deleteReview)
        .on("getReview", this::getReview)
        .on("getReviewByAppAndUser", this::getReviewByAppAndUser)
        .on("listReviews", this::listReviews);
  }

  private Future<Reply> createReview(Call call) {
    String author = ReviewWords.author(call.body().getString("userId"));
    Review.Words words = ReviewsJson.words(call.body());
    String app = call.body().getString("appId");
    return create(call, app, author, words)
        .recover(
            refused ->
                notOwned(refused)
                    ? createOnceOwned(call, app, author, words)
                    : Future.failedFuture(refused))
        .map(review -> Reply.ok(ReviewsJson.review(review)));
  }

  /** What was bought a moment ago may not be projected yet. */
  private Future<Review> createOnceOwned(Call call, String app, String author, Review.Words words) {
    return database
        .read(call.marketplace(), tx -> reviews.app(tx, AppKey.openchannel(app).orElseThrow()))
        .compose(
            known ->
                arrivals.accepted(
                    () -> create(call, app, author, words),
                    refused ->
                        known
                            .filter(owned -> notOwned(refused))
                            .map(owned -> Projections.ownersSignal(owned.appId()))));
  }

  private static boolean notOwned(Throwable refused) {
    return refused instanceof Failure failure && failure.kind() == Kind.FORBIDDEN;
  }

  private Future<Review> create(Call call, String app, String author, Review.Words words) {
    return database.inMarketplace(
        call.marketplace(),
        tx ->
            changes.create(
                tx,
                AppKey.openchannel(app),
                author,
                words,
                call.body().getBoolean("mustOwnApp", true),
                call.body().getBoolean("autoApprove", false)));
  }

  private Future<Reply> updateReview(Call call) {
    String author = ReviewWords.author(call.body().getString("userId"));
    JsonObject body = call.body();
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                changes.change(
                    tx,
                    call.path("reviewId"),
                    "review.updated",
                    // all is required again, but customData that is not sent stays
                    review -> review.rewritten(author, ReviewsJson.words(review.words(), body))))
        .map(review -> Reply.ok(ReviewsJson.review(review)));
  }

  private Future<Reply> patchReview(Call call) {
    JsonObject body = call.body();
    JsonObject status = body.getJsonObject("status");
    String author = body.getString("userId");
    if (status == null) {
      return patched(
          call,
          "review.updated",
          review ->
              review.rewritten(
                  author == null ? review.userId() : author,
                  ReviewsJson.words(review.words(), body)));
    }
    if (author != null) {
      throw Failure.forbidden("Only administrators change the status of a review");
    }
    var words = body.copy();
    words.remove("status");
    if (!words.isEmpty()) {
      throw Failure.invalid("status", "The status is changed alone");
    }
    var next = ReviewStatus.of(status.getString("value"));
    String reason = status.getString("reason", "");
    return patched(call, next.event(), review -> review.moderated(next, reason));
  }

  private Future<Reply> patched(
      Call call, String event, java.util.function.Function<Review, Review> change) {
    return database
        .inMarketplace(
            call.marketplace(), tx -> changes.change(tx, call.path("reviewId"), event, change))
        .map(review -> Reply.ok(ReviewsJson.review(review)));
  }

  private Future<Reply> deleteReview(Call call) {
    String author = call.query("userId").orElse(null);
    return patched(call, "review.removed", review -> review.removed(author))
        .map(done -> Reply.ok(new JsonObject()));
  }

  private Future<Reply> getReview(Call call) {
    return database
        .read(call.marketplace(), tx -> reviews.find(tx, call.path("reviewId")))
        .map(ReviewsOperations::shown);
  }

  private Future<Reply> getReviewByAppAndUser(Call call) {
    return AppKey.openchannel(call.path("appId"))
        .map(
            app ->
                database.read(call.marketplace(), tx -> reviews.find(tx, app, call.path("userId"))))
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(ReviewsOperations::shown);
  }

  private static Reply shown(Optional<Review> found) {
    return Reply.ok(
        ReviewsJson.review(found.orElseThrow(() -> Failure.notFound("The review was not found"))));
  }

  private Future<Reply> listReviews(Call call) {
    var search =
        new ReviewStore.Search(
            QueryDocument.parse(call.query("query").orElse(null)),
            SortDocument.parse(call.query("sort").orElse(null)),
            call.query("userId"),
            call.queryInt("pageNumber"),
            call.queryInt("limit"));
    return database
        .read(call.marketplace(), tx -> reviews.list(tx, search))
        .map(found -> Reply.ok(ReviewsJson.pages(found, search.page(), search.limit())));
  }
}
