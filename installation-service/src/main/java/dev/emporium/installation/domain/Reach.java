package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * How far a caller's roles reach in one operation: marketplace staff everywhere, a company's people
 * in their own company, a reseller also in the companies under its own (appdirect.txt:99-118,
 * 309-326, 899-913).
 */
public final class Reach {
  private static final Set<String> EVERYWHERE =
      Set.of(
          "ROLE_SALES_SUPPORT",
          "ROLE_CHANNEL_SUPPORT",
          "ROLE_CHANNEL_ADMIN",
          "ROLE_CORPORATE_ADMIN",
          "ROLE_PARTNER",
          "ROLE_PARTNER_READ");

  private final Set<String> roles;
  private final UUID company;

  private Reach(Set<String> roles, UUID company) {
    this.roles = roles;
    this.company = company;
  }

  /**
   * The reach of a caller.
   *
   * @param roles the caller's
   * @param admitted the roles the operation's document lists; the caller's others do not count
   * @param company the caller's, or null
   */
  public static Reach of(Set<String> roles, Set<String> admitted, UUID company) {
    var counting = new HashSet<>(roles);
    counting.retainAll(admitted);
    return new Reach(counting, company);
  }

  /** Whether every company of the marketplace is in reach. */
  public boolean everywhere() {
    return roles.stream().anyMatch(EVERYWHERE::contains);
  }

  /** Whether the caller may give roles that reach beyond a company. */
  public boolean staff() {
    return everywhere();
  }

  /**
   * Whether partner authority is all the caller has (appdirect.txt:916 asks for an inviter then).
   */
  public boolean onlyPartner() {
    return roles.equals(Set.of("ROLE_PARTNER"));
  }

  public boolean resellerManager() {
    return roles.contains("ROLE_RESELLER_MANAGER");
  }

  /** The company the caller belongs to, or null. */
  public UUID company() {
    return company;
  }

  /** Fails (FORBIDDEN) when this company is out of reach. */
  public void check(Company target) {
    if (!covers(target)) {
      throw forbidden();
    }
  }

  /** Whether this company is in reach. */
  public boolean covers(Company target) {
    if (everywhere()) {
      return true;
    }
    if (company == null) {
      return false;
    }
    boolean own = company.equals(target.companyId());
    boolean associated = roles.contains("ROLE_RESELLER") && company.equals(target.parentId());
    return own || associated;
  }

  /**
   * Whether a reseller may change this company: it must be associated with the reseller, whose own
   * company must have reseller access (appdirect.txt:322). Others as {@link #check}.
   *
   * @param own the caller's company, or null
   */
  public void checkChange(Company target, Company own) {
    if (everywhere()) {
      return;
    }
    boolean reseller = own != null && own.enabled() && own.profile().reseller();
    if (!reseller || !own.companyId().equals(target.parentId())) {
      throw forbidden();
    }
  }

  /** What is answered for any company out of reach, whether it exists or not. */
  public static Failure forbidden() {
    return Failure.forbidden("Your roles do not give access to this company");
  }
}
