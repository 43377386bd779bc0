package dev.emporium.checkout.domain.lead;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a lead comes from; never changes.
 *
 * @param partner the marketplace's partner code
 * @param product of a PRODUCT lead, else null
 * @param profileCompany the reseller whose profile page a COMPANY lead was left at, else null
 */
public record LeadOrigin(
    String partner,
    LeadType type,
    LeadProduct product,
    UUID profileCompany,
    Creator creator,
    Instant createdOn) {}
