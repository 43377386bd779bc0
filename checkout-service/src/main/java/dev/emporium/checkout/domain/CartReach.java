package dev.emporium.checkout.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which carts somebody may see, change and make. What several roles allow adds up.
 *
 * @param everything all carts of the marketplace
 * @param user carts this user owns, buys or is an accredited agent of; null for nobody
 * @param company carts that this company owns or buys; null for none
 * @param customersOf carts that customers of this company own or buy; null for none
 * @param sellsFor the reseller company whose customers' carts alone may be made; null for no limit
 */
public record CartReach(
    boolean everything, UUID user, UUID company, UUID customersOf, UUID sellsFor) {
  /** The whole marketplace. */
  public static final CartReach EVERYTHING = new CartReach(true, null, null, null, null);

  /** True when it needs no look at who is whose customer to see that the cart is within reach. */
  public boolean includes(Parties parties, List<AccreditedAgent> agents) {
    return everything
        || (user != null
            && (parties.include(user)
                || agents.stream().anyMatch(agent -> agent.user().equals(user))))
        || (company != null
            && (company.equals(parties.ownerCompany()) || company.equals(parties.buyerCompany())));
  }

  /**
   * True when a cart of these parties is within reach.
   *
   * @param customers the companies among the parties that are customers of {@link #customersOf} or
   *     {@link #sellsFor}
   */
  public boolean reaches(
      Parties parties, List<AccreditedAgent> agents, Collection<UUID> customers) {
    return includes(parties, agents)
        || (customersOf != null && parties.companies().stream().anyMatch(customers::contains));
  }

  /**
   * True when a cart of these parties may be made, or become of these parties: within reach, and a
   * reseller's only for itself and its customers.
   */
  public boolean mayMake(Parties parties, List<AccreditedAgent> agents, Set<UUID> customers) {
    return reaches(parties, agents, customers)
        && (everything
            || sellsFor == null
            || parties.ownerCompany() == null
            || parties.ownerCompany().equals(sellsFor)
            || customers.contains(parties.ownerCompany()));
  }
}
