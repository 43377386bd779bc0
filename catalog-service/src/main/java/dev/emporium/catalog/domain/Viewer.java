package dev.emporium.catalog.domain;

import java.util.Map;
import java.util.UUID;

/**
 * The user an app is shown to.
 *
 * @param userId null for a user nobody has told us of yet: they own nothing
 * @param companyId the company whose group licences they share; null for none
 * @param customData what restrictions look at
 */
public record Viewer(UUID userId, UUID companyId, Map<String, Object> customData) {
  /** A user the marketplace does not know. */
  public static final Viewer UNKNOWN = new Viewer(null, null, Map.of());
}
