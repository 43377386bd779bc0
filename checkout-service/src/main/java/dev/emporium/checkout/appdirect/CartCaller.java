package dev.emporium.checkout.appdirect;

import dev.emporium.checkout.domain.Parties;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.identity.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which carts a caller may act for. The document lists no roles for carts, so every AppDirect
 * caller of the marketplace may; but a user who manages nothing only for carts it owns or buys.
 */
final class CartCaller {
  private static final Set<String> ACTS_FOR_OTHERS =
      Set.of(
          "ROLE_CHANNEL_ADMIN",
          "ROLE_CHANNEL_SUPPORT",
          "ROLE_CORPORATE_ADMIN",
          "ROLE_PARTNER",
          "ROLE_RESELLER",
          "ROLE_RESELLER_MANAGER",
          "ROLE_SALES_SUPPORT",
          "ROLE_SYS_ADMIN",
          "ROLE_SUPERUSER");

  private CartCaller() {}

  /** The user whose carts alone are visible, or empty for all of the marketplace. */
  static Optional<UUID> party(Principal caller) {
    return caller.user() == null || caller.hasAnyRole(ACTS_FOR_OTHERS)
        ? Optional.empty()
        : Optional.of(caller.user());
  }

  /** Fails with FORBIDDEN when the caller may not make a cart for these parties. */
  static void requireMayMake(Principal caller, Parties parties) {
    party(caller)
        .filter(user -> !parties.include(user))
        .ifPresent(
            user -> {
              throw Failure.forbidden(
                  "A user makes shopping carts only as their owner or their buyer.");
            });
  }
}
