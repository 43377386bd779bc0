package dev.emporium.checkout.domain;

import java.util.Comparator;
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
    Standing owner,
    Standing buyer,
    List<Instrument> instruments,
    List<KnownDiscount> discounts) {

  /** Where there are no discounts. */
  public CartFacts(
      Map<String, KnownPlan> plans, Standing owner, Standing buyer, List<Instrument> instruments) {
    this(plans, owner, buyer, instruments, List.of());
  }

  /**
   * What pays for the cart: the instrument it names and no other; without one the buyer's usable
   * default, then the buyer's newest usable one (ids begin with their time), then a usable default
   * of somebody in the buyer's company. Billing chooses the same way.
   */
  public Optional<Instrument> payer(Cart cart) {
    if (cart.paymentMethodId() != null) {
      return instruments.stream()
          .filter(instrument -> instrument.id().equals(cart.paymentMethodId()))
          .findFirst();
    }
    Comparator<Instrument> newest = Comparator.comparing(Instrument::id).reversed();
    List<Instrument> usable =
        instruments.stream().filter(Instrument::usable).sorted(newest).toList();
    List<Instrument> own =
        usable.stream().filter(each -> cart.parties().isBoughtBy(each.user())).toList();
    return own.stream()
        .filter(Instrument::isDefault)
        .findFirst()
        .or(() -> own.stream().findFirst())
        .or(() -> usable.stream().filter(Instrument::isDefault).findFirst());
  }
}
