package dev.emporium.installation.domain;

import dev.emporium.kit.value.Ids;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A user's place in a company, with the roles it has there ({@code ROLE_*}). */
public record Membership(
    UUID membershipId,
    UUID companyId,
    UUID userId,
    Set<String> roles,
    boolean enabled,
    Instant createdAt,
    long version) {
  public Membership {
    roles = Set.copyOf(roles);
  }

  /** A new, enabled membership. */
  public static Membership create(UUID companyId, UUID userId, Set<String> roles, Instant now) {
    return new Membership(Ids.uuid7(), companyId, userId, roles, true, now, 1);
  }
}
