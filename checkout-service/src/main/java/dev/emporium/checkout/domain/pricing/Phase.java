package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;

/**
 * What an item charges in a row of cycles that cost the same: discounts end, prices do not change.
 *
 * @param fromCycle counted from 1, the first cycle that is paid for
 * @param toCycle the last cycle, or null for all that follow
 * @param lines the recurring costs and the discounts that run
 * @param total their sum
 */
public record Phase(int fromCycle, Integer toCycle, List<Line> lines, Money total) {
  public Phase {
    lines = List.copyOf(lines);
  }
}
