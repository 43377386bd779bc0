package dev.emporium.checkout.domain.pricing;

import java.math.BigDecimal;

/**
 * How a unit of a plan may be bought (the vendor's unit definition, appdirect.txt:4949-4959).
 *
 * @param minimum the fewest that can be bought, and how many are meant when none are named; null
 *     for no rule
 * @param maximum the most, or null
 * @param increment only multiples of it can be bought, or null
 * @param allowDecimals whether parts of one can be bought
 * @param readOnly whether only the catalog says how many
 * @param meteredUsage whether it is charged by what was used
 * @param pricePerIncrement whether a price is of an increment ({@link Cost#priceOf}) instead of one
 */
public record UnitRule(
    String unit,
    BigDecimal minimum,
    BigDecimal maximum,
    BigDecimal increment,
    boolean allowDecimals,
    boolean readOnly,
    boolean meteredUsage,
    boolean pricePerIncrement) {}
