package dev.emporium.installation.admin;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Which marketplace an administrative call is about. */
final class Tenants {
  private Tenants() {}

  /**
   * The caller's own marketplace; the operator, who has none, names it as {@code marketplaceId} in
   * the body or query. Fails when anybody else names another one.
   */
  static UUID of(Call call) {
    String named = call.body().getString("marketplaceId", call.query("marketplaceId").orElse(null));
    UUID own = call.marketplace();
    if (named == null && own == null) {
      throw Failure.invalid("marketplaceId", "marketplaceId is required for the operator");
    }
    if (named == null) {
      return own;
    }
    UUID wanted = uuid("marketplaceId", named);
    if (own != null && !own.equals(wanted)) {
      throw Failure.forbidden("This is not your marketplace");
    }
    return wanted;
  }

  /** A body field that is a time in UTC. */
  static Instant time(String field, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      throw Failure.invalid(field, field + " is not an ISO-8601 time in UTC");
    }
  }

  /** A body field that is a UUID, or null when it is absent. */
  static UUID uuid(String field, String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid(field, field + " is not a UUID");
    }
  }
}
