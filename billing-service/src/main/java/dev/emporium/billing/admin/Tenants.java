package dev.emporium.billing.admin;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import java.util.UUID;

/** Whose data an administrator means. */
final class Tenants {
  private Tenants() {}

  /** The caller's own; the platform's operator, who has none, names it. */
  static UUID marketplace(Call call) {
    if (call.marketplace() != null) {
      return call.marketplace();
    }
    try {
      return UUID.fromString(
          call.query("marketplaceId")
              .orElseThrow(() -> Failure.invalid("marketplaceId", "is required")));
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid("marketplaceId", "must be a UUID");
    }
  }
}
