package dev.emporium.checkout.domain;

import java.util.Map;
import java.util.UUID;

/**
 * What is known of a user in a company.
 *
 * @param user whether the user is known
 * @param userEnabled whether it may act
 * @param company whether the company is known
 * @param companyEnabled whether it may act
 * @param member whether the user belongs to the company, and is not disabled there
 * @param customData the user's custom data, as JSON values
 * @param reseller the company whose customer the company is, or null
 */
public record Standing(
    boolean user,
    boolean userEnabled,
    boolean company,
    boolean companyEnabled,
    boolean member,
    Map<String, Object> customData,
    UUID reseller) {
  /** Nobody: neither user nor company is known. */
  public static final Standing UNKNOWN =
      new Standing(false, false, false, false, false, Map.of(), null);
}
