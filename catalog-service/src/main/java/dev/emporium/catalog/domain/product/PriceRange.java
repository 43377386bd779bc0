package dev.emporium.catalog.domain.product;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The price of the quantities {@code min < quantity <= max}.
 *
 * @param max null for no end
 * @param price by currency: of one unit, or of the whole step under STAIRSTEP
 * @param flat added once when the range is reached, by currency; empty for nothing
 * @param wholesale what a reseller pays instead of the price; empty for the price
 */
public record PriceRange(
    BigDecimal min,
    BigDecimal max,
    Map<String, BigDecimal> price,
    Map<String, BigDecimal> flat,
    Map<String, BigDecimal> wholesale) {}
