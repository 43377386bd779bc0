package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Member;
import dev.emporium.checkout.domain.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may sell to whom. Pure: everything it knows is given to it. */
public final class PartyRules {
  private static final Set<String> SALES_ROLES =
      Set.of(
          "ROLE_RESELLER",
          "ROLE_RESELLER_MANAGER",
          "ROLE_SALES_SUPPORT",
          "ROLE_SALES_AGENT",
          "ROLE_CHANNEL_ADMIN",
          "ROLE_CHANNEL_SUPPORT");

  private PartyRules() {}

  /** What is wrong with the sales agent. */
  public static List<Problem> owner(Party owner, Member known) {
    List<Problem> found = standing("OWNER", "Sales agent", owner, known);
    boolean sells = known.roles().stream().flatMap(Set::stream).anyMatch(SALES_ROLES::contains);
    if (found.isEmpty() && !sells) {
      Problem unfit =
          Problem.of(
              "OWNER_NOT_A_SALES_AGENT",
              "User " + owner.user() + " is no sales agent of company " + owner.company() + ".");
      found.add(known.roles().isEmpty() ? unfit.settledBy(membership(owner)) : unfit);
    }
    return found;
  }

  /** What is wrong with the customer of an agent of this type. */
  public static List<Problem> customer(
      Party customer, Member known, Party owner, OwnerType ownerType) {
    List<Problem> found = standing("CUSTOMER", "Customer", customer, known);
    boolean ours =
        owner.company().equals(known.parent()) || owner.company().equals(customer.company());
    if (known.company() && ownerType == OwnerType.RESELLER && !ours) {
      found.add(
          Problem.of(
              "CUSTOMER_NOT_ASSOCIATED",
              "Company "
                  + customer.company()
                  + " is no customer of the reseller "
                  + owner.company()
                  + "."));
    }
    return found;
  }

  /** What is wrong with whoever is said to have made it. */
  public static List<Problem> creator(Party creator, Member known) {
    var found = new ArrayList<Problem>();
    if (!known.user()) {
      found.add(missing("CREATOR_USER", "Creating user", creator.user(), "user/"));
    }
    if (!known.company()) {
      found.add(missing("CREATOR_COMPANY", "Creating company", creator.company(), "company/"));
    }
    return found;
  }

  private static List<Problem> standing(String role, String who, Party party, Member known) {
    var found = new ArrayList<Problem>();
    if (!known.user()) {
      found.add(missing(role + "_USER", who + " user", party.user(), "user/"));
    } else if (!known.userEnabled()) {
      found.add(
          Problem.of(role + "_USER_DISABLED", who + " user " + party.user() + " is disabled."));
    }
    if (!known.company()) {
      found.add(missing(role + "_COMPANY", who + " company", party.company(), "company/"));
    } else if (!known.companyEnabled()) {
      found.add(
          Problem.of(
              role + "_COMPANY_DISABLED", who + " company " + party.company() + " is disabled."));
    }
    if (known.user() && known.company() && !known.member()) {
      found.add(
          Problem.of(
                  role + "_NOT_A_MEMBER",
                  who
                      + " user "
                      + party.user()
                      + " does not belong to company "
                      + party.company()
                      + ".")
              .settledBy(membership(party)));
    }
    return found;
  }

  private static Problem missing(String code, String what, Object id, String record) {
    return Problem.of(code + "_NOT_FOUND", what + " with ID " + id + " not found.")
        .settledBy(record + id);
  }

  private static String membership(Party party) {
    return "membership/" + party.company() + "/" + party.user();
  }
}
