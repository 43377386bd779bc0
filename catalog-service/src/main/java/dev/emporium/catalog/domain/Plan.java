package dev.emporium.catalog.domain;

import dev.emporium.catalog.domain.product.PlanTerms;
import java.util.UUID;

/**
 * A pricing model that can be bought, under its ids for the other dialects, and all of its price.
 *
 * @param planId AppDirect's pricingPlanId, HighLevel's planId
 * @param number AppDirect's payment plan number
 * @param costId the first of its costs
 * @param model what OpenChannel can say of its price
 * @param editionId null: the edition the app was made with
 * @param version counts changes of its terms, from 1
 * @param closed whether who knows models only must not sell it: an add-on, a bundle, or an edition
 *     that is not everybody's
 */
public record Plan(
    UUID planId,
    long number,
    UUID costId,
    PricingModel model,
    UUID editionId,
    int version,
    PlanTerms terms,
    boolean closed) {

  /** A plan that is its model. */
  public static Plan of(UUID planId, long number, UUID costId, PricingModel model, int version) {
    return new Plan(
        planId, number, costId, model, null, version, PlanTerms.of(model, costId, number), false);
  }

  /** Whether its terms say no more than its model. */
  public boolean plain() {
    return terms.equals(PlanTerms.of(model, costId, number));
  }

  /** Whether the model says all of its price, so that who knows models only may sell it. */
  public boolean installable() {
    return !closed && terms.installable();
  }
}
