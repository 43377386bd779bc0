package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of something is bought, such as 5 USERS.
 *
 * @param quantity positive, at most ten decimals
 * @param unit the unit's name in the caller's spelling
 */
public record Unit(BigDecimal quantity, String unit) {

  /**
   * The vendor writes USER in its catalog and USERS in its carts: one S at the end is no matter.
   */
  public boolean isOf(String other) {
    return singular(unit).equals(singular(other));
  }

  /** The first of these that is of the unit. */
  static Optional<Unit> find(Collection<Unit> units, String unit) {
    return units.stream().filter(each -> each.isOf(unit)).findFirst();
  }

  private static String singular(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.length() > 1 && upper.endsWith("S") && !upper.endsWith("SS")
        ? upper.substring(0, upper.length() - 1)
        : upper;
  }
}
