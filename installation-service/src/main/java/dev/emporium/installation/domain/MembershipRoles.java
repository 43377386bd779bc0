package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which roles a membership may have, and who may give them (appdirect.txt:899-921, 1036-1070). */
public final class MembershipRoles {
  /** Company Administrator. */
  public static final String SYS_ADMIN = "ROLE_SYS_ADMIN";

  public static final String USER = "ROLE_USER";

  /** Roles within the company; a company's own administrator may give them. */
  private static final Set<String> COMPANY =
      Set.of(USER, SYS_ADMIN, "ROLE_BILLING_ADMIN", "ROLE_DEVELOPER");

  /** Roles that reach beyond the company; only marketplace staff may give them. */
  private static final Set<String> STAFF =
      Set.of(
          "ROLE_CHANNEL_PRODUCT_SUPPORT",
          "ROLE_SALES_SUPPORT",
          "ROLE_RESELLER_MANAGER",
          "ROLE_RESELLER",
          "ROLE_CHANNEL_SUPPORT");

  private MembershipRoles() {}

  /**
   * The roles of a new membership: the wanted ones, or the fallback when none were named.
   *
   * @param mayGiveStaff whether the caller may give roles that reach beyond the company
   */
  public static Set<String> given(List<String> wanted, String fallback, boolean mayGiveStaff) {
    if (wanted.isEmpty()) {
      return Set.of(fallback);
    }
    for (String role : wanted) {
      if ("ROLE_CHANNEL_ADMIN".equals(role)) {
        throw Failure.invalid(
            "roles", "The Marketplace Manager role cannot be set through the API");
      }
      if (!COMPANY.contains(role) && !STAFF.contains(role)) {
        throw Failure.invalid("roles", role + " is not a membership role");
      }
      if (STAFF.contains(role) && !mayGiveStaff) {
        throw Failure.forbidden("You may not assign the role " + role);
      }
    }
    return new LinkedHashSet<>(wanted);
  }

  /** Fails when this is no role a company can give new members by default. */
  static void checkDefault(String role) {
    if (role == null || !COMPANY.contains("ROLE_" + role)) {
      throw Failure.invalid(
          "defaultRole", "defaultRole must be USER, SYS_ADMIN, BILLING_ADMIN or DEVELOPER");
    }
  }
}
