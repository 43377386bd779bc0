package dev.emporium.checkout.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a user in a company.
 *
 * @param user whether the user is known
 * @param userEnabled whether it may act
 * @param company whether the company is known
 * @param companyEnabled whether it may act
 * @param parent the reseller whose customer the company is, or null
 * @param member whether the user belongs to the company and is not disabled there
 * @param roles the user's in the company; empty while its membership is not known
 * @param profile what a vendor's form may be filled in with, by {@code user.firstName}, {@code
 *     user.lastName}, {@code user.email}, {@code company.name}; unknown ones are missing
 * @param customData the user's, as JSON values
 */
public record Member(
    boolean user,
    boolean userEnabled,
    boolean company,
    boolean companyEnabled,
    UUID parent,
    boolean member,
    Optional<Set<String>> roles,
    Map<String, String> profile,
    Map<String, Object> customData) {
  /** Nobody. */
  public static final Member UNKNOWN =
      new Member(false, false, false, false, null, false, Optional.empty(), Map.of(), Map.of());
}
