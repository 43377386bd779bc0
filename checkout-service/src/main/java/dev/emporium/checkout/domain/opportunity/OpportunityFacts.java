package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Instrument;
import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.Member;
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

  /** What pays (see {@link Instrument#of}). */
  public Optional<Instrument> payer(UUID customerUser) {
    return Instrument.of(instruments, customerUser);
  }
}
