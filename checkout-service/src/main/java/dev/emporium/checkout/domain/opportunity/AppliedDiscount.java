package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.pricing.Discount;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A discount as it was when it was applied, and the items it was applied to.
 *
 * @param items never empty
 */
public record AppliedDiscount(Discount discount, Set<UUID> items) {
  public AppliedDiscount {
    items = Set.copyOf(items);
  }

  /** On these items as well. */
  AppliedDiscount on(Collection<UUID> more) {
    var all = new LinkedHashSet<>(items);
    all.addAll(more);
    return new AppliedDiscount(discount, all);
  }

  /** Without these items; empty when none is left. */
  Optional<AppliedDiscount> without(Collection<UUID> gone) {
    var rest = new LinkedHashSet<>(items);
    rest.removeAll(gone);
    return rest.isEmpty() ? Optional.empty() : Optional.of(new AppliedDiscount(discount, rest));
  }
}
