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
 */
public record CartFacts(
    Map<String, KnownPlan> plans, Standing owner, Standing buyer, List<Instrument> instruments) {

  /**
   * What pays for the cart: the instrument it names; without one a usable default, the buyer's own
   * before others of the company; without a default the only usable one.
   */
  public Optional<Instrument> payer(Cart cart) {
    if (cart.paymentMethodId() != null) {
      return instruments.stream()
          .filter(instrument -> instrument.id().equals(cart.paymentMethodId()))
          .findFirst();
    }
    List<Instrument> usable = instruments.stream().filter(Instrument::usable).toList();
    Optional<Instrument> byDefault =
        usable.stream()
            .filter(Instrument::isDefault)
            .min(
                Comparator.comparing((Instrument each) -> !cart.parties().isBoughtBy(each.user()))
                    .thenComparing(Instrument::id));
    return byDefault.isPresent() || usable.size() != 1 ? byDefault : Optional.of(usable.get(0));
  }
}
