package dev.emporium.checkout.domain.opportunity;

import dev.emporium.kit.failure.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who deals with opportunities, and what that allows. Several roles add up (appdirect.txt:3905);
 * each counts only for the opportunities that it sees itself.
 *
 * @param user or null for a client without one
 * @param company or null
 * @param sellsForReseller whether that company is a reseller
 * @param roles all of the caller's
 */
public record SalesCaller(
    UUID user,
    UUID company,
    boolean sellsForReseller,
    Set<String> roles,
    SalesPermissions permissions) {
  private static final String CHANNEL_ADMIN = "ROLE_CHANNEL_ADMIN";
  private static final String PARTNER = "ROLE_PARTNER";
  private static final String RESELLER_MANAGER = "ROLE_RESELLER_MANAGER";
  private static final String RESELLER = "ROLE_RESELLER";
  private static final String SALES_SUPPORT = "ROLE_SALES_SUPPORT";
  private static final Set<String> WRITING =
      Set.of(CHANNEL_ADMIN, PARTNER, RESELLER_MANAGER, RESELLER, SALES_SUPPORT);
  private static final Set<String> MANAGING = Set.of(CHANNEL_ADMIN, PARTNER, RESELLER_MANAGER);
  private static final Set<String> REVIEWED = Set.of(RESELLER, SALES_SUPPORT, RESELLER_MANAGER);

  /** Who filters by the kind of owner (appdirect.txt:3926). */
  private static final Set<String> OVERSEERS = Set.of(CHANNEL_ADMIN, PARTNER, "ROLE_PARTNER_READ");

  public SalesCaller {
    roles = Set.copyOf(roles);
  }

  /**
   * What the caller sees.
   *
   * @param admitted the roles the operation's document lists; the caller's others do not count
   */
  public Visibility visibility(Set<String> admitted) {
    return roles.stream()
        .filter(admitted::contains)
        .map(this::sightOf)
        .reduce(Visibility.NOTHING, Visibility::plus);
  }

  private Visibility sightOf(String role) {
    return switch (role) {
      case CHANNEL_ADMIN, PARTNER, "ROLE_PARTNER_READ" -> Visibility.EVERYTHING;
      case RESELLER -> Visibility.ofCompany(company);
      case SALES_SUPPORT ->
          company == null
              ? Visibility.ofType(OwnerType.PLATFORM_OWNER)
              : Visibility.ofCompany(company);
      case RESELLER_MANAGER ->
          sellsForReseller ? Visibility.ofCompany(company) : Visibility.ofType(OwnerType.RESELLER);
      default -> Visibility.NOTHING;
    };
  }

  /** Whether the list may be filtered by the kind of owner. */
  public boolean oversees() {
    return roles.stream().anyMatch(OVERSEERS::contains);
  }

  /** Whether the caller may change what is in review. */
  public boolean manages(Opportunity opportunity) {
    return acting(opportunity).anyMatch(MANAGING::contains);
  }

  /** What the caller may do now, in the document's order. */
  public List<OpportunityAction> availableActions(Opportunity opportunity) {
    return possible(opportunity).filter(action -> may(opportunity, action)).toList();
  }

  /** Why an action that the state allows and the role knows is not available, by action. */
  public Map<OpportunityAction, List<String>> restrictions(Opportunity opportunity) {
    var restricted = new LinkedHashMap<OpportunityAction, List<String>>();
    possible(opportunity)
        .filter(action -> !may(opportunity, action))
        .forEach(action -> restricted.put(action, List.of("ROLE_PERMISSION_REQUIRED")));
    return restricted;
  }

  /** Fails with FORBIDDEN when no role of the caller permits the action on this opportunity. */
  public void require(Opportunity opportunity, OpportunityAction action) {
    if (!may(opportunity, action)) {
      throw Failure.forbidden("Your roles do not permit " + action + ".")
          .withCode("PERMISSION_REQUIRED");
    }
  }

  private Stream<OpportunityAction> possible(Opportunity opportunity) {
    boolean shut =
        switch (opportunity.status()) {
          case OPEN -> acting(opportunity).findAny().isEmpty();
          case PENDING_REVIEW -> !manages(opportunity);
          default -> true;
        };
    if (shut) {
      return Stream.empty();
    }
    if (opportunity.items().isEmpty()) {
      return Stream.of(OpportunityAction.ADD_PRODUCT);
    }
    return Stream.of(OpportunityAction.values()).filter(action -> known(opportunity, action));
  }

  /** Whether any acting role's document has the action at all. */
  private boolean known(Opportunity opportunity, OpportunityAction action) {
    return switch (action) {
      case CHANGE_OPPORTUNITY_OWNER -> manages(opportunity);
      case REQUEST_REVIEW ->
          opportunity.status() == OpportunityStatus.OPEN
              && acting(opportunity).anyMatch(REVIEWED::contains);
      default -> true;
    };
  }

  /** Whether some role permits the action on this opportunity, whatever its status. */
  public boolean may(Opportunity opportunity, OpportunityAction action) {
    return acting(opportunity)
        .filter(role -> action != OpportunityAction.REQUEST_REVIEW || REVIEWED.contains(role))
        .anyMatch(role -> permissions.permit(role, action));
  }

  private Stream<String> acting(Opportunity opportunity) {
    return roles.stream()
        .filter(WRITING::contains)
        .filter(role -> sightOf(role).covers(opportunity.people()));
  }
}
