package dev.emporium.checkout.domain.opportunity;

import java.util.Set;

/** On whose behalf an opportunity's owner sells (appdirect.txt:3971). */
public enum OwnerType {
  /** The marketplace itself, by a sales support representative. */
  PLATFORM_OWNER,
  /** A reseller company. */
  RESELLER;

  private static final Set<String> RESELLERS = Set.of("ROLE_RESELLER", "ROLE_RESELLER_MANAGER");

  /** What an agent with these roles in its company sells for. */
  public static OwnerType of(Set<String> roles) {
    return roles.stream().anyMatch(RESELLERS::contains) ? RESELLER : PLATFORM_OWNER;
  }
}
