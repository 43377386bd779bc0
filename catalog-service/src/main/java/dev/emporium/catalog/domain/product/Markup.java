package dev.emporium.catalog.domain.product;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/**
 * What a reseller adds to a cost's price for its own customers.
 *
 * @param companyId the reseller's company
 * @param amount of one unit, or of a flat cost, by currency
 */
public record Markup(UUID costId, UUID companyId, Map<String, BigDecimal> amount) {}
