package dev.emporium.catalog.domain;

import java.util.UUID;

/**
 * A pricing model that can be bought, under its ids for the other dialects.
 *
 * @param planId AppDirect's pricingPlanId, HighLevel's planId
 * @param number AppDirect's payment plan number
 * @param costId its one cost
 */
public record Plan(UUID planId, long number, UUID costId, PricingModel model) {}
