package dev.emporium.checkout.domain;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who will own what is bought and who buys it. Any id may be null while the cart is open:
 * validation, not creation, asks for them.
 */
public record Parties(
    UUID ownerUser, UUID ownerCompany, UUID buyerUser, UUID buyerCompany, BuyerType buyerType) {
  /** Nobody yet. */
  public static final Parties NOBODY = new Parties(null, null, null, null, BuyerType.CUSTOMER);

  /** A customer who names no buyer buys for itself. */
  public Parties withBuyerFilledIn() {
    boolean noBuyer = buyerUser == null && buyerCompany == null;
    return noBuyer && buyerType == BuyerType.CUSTOMER
        ? new Parties(ownerUser, ownerCompany, ownerUser, ownerCompany, buyerType)
        : this;
  }

  /** True when this user owns or buys. */
  public boolean include(UUID user) {
    return user.equals(ownerUser) || user.equals(buyerUser);
  }

  /** Who will own what is bought. */
  public Party owner() {
    return new Party(ownerUser, ownerCompany);
  }

  /** Who buys it. */
  public Party buyer() {
    return new Party(buyerUser, buyerCompany);
  }

  /** The companies that are named. */
  public Set<UUID> companies() {
    return Stream.of(ownerCompany, buyerCompany)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** True when owner and buyer are the same user of the same company. */
  public boolean buyerIsOwner() {
    return owner().equals(buyer());
  }
}
