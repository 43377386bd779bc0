package dev.emporium.checkout.domain.lead;

import java.util.Set;

/** As whom a caller uses a lead (appdirect.txt:2377), and the roles that let it. */
public enum LeadContext {
  RESELLER,
  REFERRAL,
  DEVELOPER,
  RESELLER_MANAGER,
  PARTNER,
  ANONYMOUS;

  /** Any one of these is needed; nobody has one for ANONYMOUS. */
  public Set<String> roles() {
    return switch (this) {
      case RESELLER_MANAGER -> Set.of("ROLE_RESELLER_MANAGER", "ROLE_CHANNEL_ADMIN");
      case ANONYMOUS -> Set.of();
      case RESELLER, REFERRAL, DEVELOPER, PARTNER -> Set.of("ROLE_" + name());
    };
  }

  /** Whether it speaks for the marketplace rather than for a company. */
  public boolean isManager() {
    return this == RESELLER_MANAGER || this == PARTNER;
  }
}
