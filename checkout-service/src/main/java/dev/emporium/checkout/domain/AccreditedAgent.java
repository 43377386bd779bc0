package dev.emporium.checkout.domain;

import java.util.UUID;

/** Who sold a cart to its buyer, for which company (appdirect.txt:10485). */
public record AccreditedAgent(UUID user, UUID company) {
  /** The same as a user in a company. */
  public Party party() {
    return new Party(user, company);
  }
}
