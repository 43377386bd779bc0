package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.Review;
import dev.emporium.catalog.domain.ReviewWords;
import dev.emporium.catalog.store.Documents;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** OpenChannel's Review and Review Pages (openchannel.txt:6716-6843). */
final class ReviewsJson {
  private ReviewsJson() {}

  /** What its author sends. */
  static Review.Words words(JsonObject body) {
    return ReviewWords.of(
        body.getString("headline"),
        body.getString("description"),
        body.getInteger("rating"),
        Documents.map(body.getJsonObject("customData")));
  }

  /** The words of a review with the given fields replaced. */
  static Review.Words words(Review.Words before, JsonObject changes) {
    return ReviewWords.of(
        changes.getString("headline", before.headline()),
        changes.getString("description", before.description()),
        changes.getInteger("rating", before.rating()),
        changes.containsKey("customData")
            ? Documents.map(changes.getJsonObject("customData"))
            : before.customData());
  }

  static JsonObject review(Review review) {
    var status = new JsonObject().put("value", review.status().wire());
    if (!review.reason().isEmpty()) {
      status.put("reason", review.reason());
    }
    var json =
        new JsonObject()
            .put("reviewId", review.reviewId())
            .put("rating", review.words().rating())
            .put("description", review.words().description())
            .put("headline", review.words().headline())
            .put("appId", review.openchannelApp())
            .put("appName", review.appName())
            .put("userId", review.userId())
            .put("appVersion", review.appVersion())
            .put("status", status)
            .put("customData", new JsonObject(review.words().customData()))
            .put("reportDate", review.reported().toEpochMilli());
    if (review.deleted()) {
      json.put("isDeleted", true);
    }
    return json;
  }

  static JsonObject pages(Page<Review> found, int page, int limit) {
    var list = new JsonArray();
    found.rows().forEach(review -> list.add(review(review)));
    return AppsJson.pages(found.total(), page, limit, list);
  }
}
