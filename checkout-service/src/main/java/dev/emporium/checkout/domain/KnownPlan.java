package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.PlanTerms;

/**
 * A plan as the catalog has it now.
 *
 * @param onSale whether a live, approved version offers it
 */
public record KnownPlan(PlanTerms terms, boolean onSale, Eligibility eligibility) {}
