package dev.emporium.checkout.domain.opportunity;

import dev.emporium.kit.failure.Failure;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The "role permissions" that the document asks for (appdirect.txt:4230, 4433, 4603, 4688): what
 * each selling role may do beyond preparing an opportunity. Marketplace managers and partners need
 * none.
 *
 * @param byRole what is given, by role
 */
public record SalesPermissions(Map<String, Set<OpportunityAction>> byRole) {
  private static final Set<OpportunityAction> AGENT =
      EnumSet.of(
          OpportunityAction.FINALIZE,
          OpportunityAction.SET_CUSTOM_PRICE,
          OpportunityAction.SET_CUSTOM_CONTRACT,
          OpportunityAction.SET_PROVISIONING_DATE,
          OpportunityAction.SET_BILLING_DATE);
  private static final Set<OpportunityAction> MANAGER = manager();

  /** What can be given, by role. */
  public static final Map<String, Set<OpportunityAction>> GIVEABLE =
      Map.of("ROLE_RESELLER", AGENT, "ROLE_SALES_SUPPORT", AGENT, "ROLE_RESELLER_MANAGER", MANAGER);

  /** Agents prepare, Reseller Managers may do everything. */
  public static final SalesPermissions DEFAULT =
      new SalesPermissions(
          Map.of(
              "ROLE_RESELLER",
              Set.of(),
              "ROLE_SALES_SUPPORT",
              Set.of(),
              "ROLE_RESELLER_MANAGER",
              MANAGER));

  public SalesPermissions {
    var copy = new LinkedHashMap<String, Set<OpportunityAction>>();
    byRole.forEach(
        (role, actions) -> {
          Set<OpportunityAction> possible = GIVEABLE.get(role);
          if (possible == null || !possible.containsAll(actions)) {
            throw Failure.invalid(
                "permissions." + role, "takes only " + (possible == null ? "nothing" : possible));
          }
          copy.put(role, Set.copyOf(actions));
        });
    byRole = Map.copyOf(copy);
  }

  /** Whether a role has been given what it needs for an action; true when it needs nothing. */
  public boolean permit(String role, OpportunityAction action) {
    Set<OpportunityAction> gated = GIVEABLE.get(role);
    return gated == null
        || !gated.contains(action)
        || byRole.getOrDefault(role, Set.of()).contains(action);
  }

  private static Set<OpportunityAction> manager() {
    Set<OpportunityAction> all = EnumSet.copyOf(AGENT);
    all.add(OpportunityAction.ADD_PRODUCT);
    all.add(OpportunityAction.REQUEST_REVIEW);
    return all;
  }
}
