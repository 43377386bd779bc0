package dev.emporium.checkout.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment instrument of the buyer's company.
 *
 * @param user who added it, or null
 * @param isDefault the one taken when a cart names none
 * @param usable false when it has expired or was removed
 */
public record Instrument(String id, UUID user, boolean isDefault, boolean usable) {

  /**
   * What pays for a buyer who names nothing: its usable default, then its newest usable one (ids
   * begin with their time), then a usable default of somebody in its company. Billing chooses the
   * same way.
   *
   * @param instruments of the buyer's company
   * @param buyer null is nobody
   */
  public static Optional<Instrument> of(Collection<Instrument> instruments, UUID buyer) {
    List<Instrument> usable =
        instruments.stream()
            .filter(Instrument::usable)
            .sorted(Comparator.comparing(Instrument::id).reversed())
            .toList();
    List<Instrument> own =
        usable.stream().filter(each -> buyer != null && buyer.equals(each.user())).toList();
    return own.stream()
        .filter(Instrument::isDefault)
        .findFirst()
        .or(() -> own.stream().findFirst())
        .or(() -> usable.stream().filter(Instrument::isDefault).findFirst());
  }
}
