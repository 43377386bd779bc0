package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;

/**
 * How much of something is bought, such as 5 USERS.
 *
 * @param quantity positive, at most ten decimals
 * @param unit the unit's name in the vendor's spelling
 */
public record Unit(BigDecimal quantity, String unit) {}
