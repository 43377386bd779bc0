package dev.emporium.installation.admin;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
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

  /** A body field that is a UUID, or null when it is absent. */
  static UUID uuid(String field, String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid(field, field + " is not a UUID");
    }
  }
}
