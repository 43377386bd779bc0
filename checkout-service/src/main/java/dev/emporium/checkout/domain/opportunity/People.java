package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Party;

/**
 * Who takes part in an opportunity.
 *
 * @param owner the sales agent
 * @param ownerType for whom the agent sold when it became the owner
 * @param customer who will own and pay what is sold
 * @param creator who made the opportunity
 */
public record People(Party owner, OwnerType ownerType, Party customer, Party creator) {

  People ownedBy(Party agent, OwnerType type) {
    return new People(agent, type, customer, creator);
  }
}
