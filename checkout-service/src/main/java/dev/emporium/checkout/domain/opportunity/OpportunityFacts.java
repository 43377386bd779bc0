package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Instrument;
import dev.emporium.checkout.domain.KnownPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything outside an opportunity that its rules ask for, as this service knows it at the moment.
 *
 * @param plans by plan id; unknown ones are missing
 * @param products by product id; unknown ones are missing
 * @param forms what the vendors ask, by item
 * @param instruments of the customer's company
 */
public record OpportunityFacts(
    Map<String, KnownPlan> plans,
    Map<String, Product> products,
    Map<UUID, List<RequiredForm>> forms,
    Member owner,
    Member customer,
    List<Instrument> instruments) {

  /**
   * What pays: the customer's usable default, then its newest usable one (ids begin with their
   * time), then a usable default of somebody in its company. Billing chooses the same way.
   */
  public Optional<Instrument> payer(UUID customerUser) {
    List<Instrument> usable =
        instruments.stream()
            .filter(Instrument::usable)
            .sorted(Comparator.comparing(Instrument::id).reversed())
            .toList();
    List<Instrument> own =
        usable.stream().filter(each -> customerUser.equals(each.user())).toList();
    return own.stream()
        .filter(Instrument::isDefault)
        .findFirst()
        .or(() -> own.stream().findFirst())
        .or(() -> usable.stream().filter(Instrument::isDefault).findFirst());
  }
}
