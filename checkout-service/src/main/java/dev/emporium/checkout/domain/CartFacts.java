package dev.emporium.checkout.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything outside a cart that its rules ask for, as this service knows it at the moment.
 *
 * @param plans by plan id; unknown ones are missing
 * @param instruments of the buyer's company
 * @param discounts those the items name, and those that apply by themselves
 */
public record CartFacts(
    Map<String, KnownPlan> plans,
    Member owner,
    Member buyer,
    List<Instrument> instruments,
    List<KnownDiscount> discounts) {

  /**
   * What pays for the cart: the instrument it names and no other, without one {@link Instrument#of
   * the buyer's}.
   */
  public Optional<Instrument> payer(Cart cart) {
    return cart.paymentMethodId() == null
        ? Instrument.of(instruments, cart.parties().buyerUser())
        : instruments.stream()
            .filter(instrument -> instrument.id().equals(cart.paymentMethodId()))
            .findFirst();
  }
}
