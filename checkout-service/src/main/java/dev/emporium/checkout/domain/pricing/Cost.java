package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;

/**
 * One cost of a plan as the catalog publishes it.
 *
 * @param costId the catalog's id of this cost
 * @param costType the vendor's word, such as {@code RECURRING_FLAT}
 * @param unit the unit it is priced by, or null when it is not priced by units
 * @param price what one costs under the strategy
 */
public record Cost(
    String costId,
    Category category,
    String costType,
    Strategy strategy,
    String unit,
    Money price) {}
