package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.util.Map;

/** The limits of what a review says (openchannel.txt:3965-3983). */
public final class ReviewWords {
  private static final int MAX_HEADLINE = 50;
  private static final int MAX_DESCRIPTION = 2000;
  private static final int MAX_RATING = 500;

  private ReviewWords() {}

  /**
   * Checks them.
   *
   * @throws Failure INVALID naming the field
   */
  public static Review.Words of(
      String headline, String description, int rating, Map<String, Object> customData) {
    text("headline", headline, MAX_HEADLINE);
    text("description", description, MAX_DESCRIPTION);
    if (rating < 0 || rating > MAX_RATING) {
      throw Failure.invalid("rating", "Must be a number between 0 and " + MAX_RATING);
    }
    CustomData.check("customData", customData);
    return new Review.Words(headline.strip(), description, rating, customData);
  }

  /** Who may write: named users only (openchannel.txt:3997). */
  public static String author(String userId) {
    if (userId == null || userId.isBlank()) {
      throw Failure.forbidden("Anonymous users cannot post reviews");
    }
    if (userId.length() > 255 || userId.indexOf('\0') >= 0) {
      throw Failure.invalid("userId", "A userId has at most 255 characters");
    }
    return userId;
  }

  private static void text(String field, String value, int longest) {
    if (value == null || value.isBlank()) {
      throw Failure.invalid(field, "This field is required");
    }
    if (value.codePointCount(0, value.length()) > longest) {
      throw Failure.invalid(field, "Limited to " + longest + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw Failure.invalid(field, "Null characters are not allowed");
    }
  }
}
