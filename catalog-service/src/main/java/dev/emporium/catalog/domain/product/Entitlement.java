package dev.emporium.catalog.domain.product;

import java.time.Instant;
import java.util.UUID;

/**
 * What a company or a user has of a product.
 *
 * @param licence pending, active, uninstalled or cancelled
 * @param group whether everybody in the company may use it
 * @param status the subscription's, or null
 * @param expires end of the trial or of the paid period, or null
 */
public record Entitlement(
    UUID installationId,
    UUID companyId,
    UUID userId,
    UUID subscriptionId,
    String licence,
    boolean trial,
    boolean group,
    UUID planId,
    String modelId,
    String status,
    Instant expires) {
  public boolean active() {
    return "active".equals(licence);
  }

  public boolean pending() {
    return "pending".equals(licence);
  }

  /** Whether this user may use it. */
  public boolean assignedTo(UUID user) {
    return active() && user != null && (group || user.equals(userId));
  }
}
