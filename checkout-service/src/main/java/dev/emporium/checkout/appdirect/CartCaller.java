package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.CartReach;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.Principal;
import java.util.Set;
import java.util.UUID;

/**
 * What a caller's roles allow. The document lists no roles for carts; the roles mean here what they
 * mean in its other sections, and several add up.
 */
final class CartCaller {
  private static final String READ_ONLY = "ROLE_PARTNER_READ";
  private static final Set<String> MARKETPLACE =
      Set.of(
          "ROLE_CHANNEL_ADMIN",
          "ROLE_CHANNEL_SUPPORT",
          "ROLE_CORPORATE_ADMIN",
          "ROLE_PARTNER",
          "ROLE_SALES_SUPPORT",
          "ROLE_SUPERUSER");
  private static final Set<String> COMPANY =
      Set.of("ROLE_SYS_ADMIN", "ROLE_BILLING_ADMIN", "ROLE_RESELLER_MANAGER");
  private static final Set<String> RESELLERS = Set.of("ROLE_RESELLER", "ROLE_RESELLER_MANAGER");
  private static final Set<String> MANAGER = Set.of("ROLE_RESELLER_MANAGER");

  private CartCaller() {}

  /** The carts this caller sees. */
  static CartReach sees(Principal caller) {
    return caller.roles().contains(READ_ONLY) ? CartReach.EVERYTHING : reach(caller);
  }

  /**
   * The carts this caller makes and changes. Fails with FORBIDDEN when its only role is to read.
   */
  static CartReach changes(Principal caller) {
    if (caller.roles().equals(Set.of(READ_ONLY))) {
      throw Failure.forbidden("ROLE_PARTNER_READ only reads shopping carts.");
    }
    return reach(caller);
  }

  private static CartReach reach(Principal caller) {
    if (caller.user() == null || caller.hasAnyRole(MARKETPLACE)) {
      return CartReach.EVERYTHING;
    }
    UUID company = caller.company();
    return new CartReach(
        false,
        caller.user(),
        caller.hasAnyRole(COMPANY) ? company : null,
        caller.hasAnyRole(MANAGER) ? company : null,
        caller.hasAnyRole(RESELLERS) ? company : null);
  }

  /** Whether the caller sells: sets prices, contracts and fees, and approves locked carts. */
  static boolean sells(Principal caller) {
    return reach(caller).everything() || caller.hasAnyRole(RESELLERS);
  }

  /** Fails with FORBIDDEN unless the caller sells (see {@link #sells}). */
  static void requireSells(Principal caller, String what) {
    if (!sells(caller)) {
      throw Failure.forbidden("Only who sells for the marketplace " + what + ".");
    }
  }
}
