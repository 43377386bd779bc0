package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.util.List;

/**
 * A pricing plan with everything a purchase needs of it: what an item keeps once it is priced, so
 * that a later change in the catalog does not change a cart. Ids are the catalog's, as text.
 *
 * @param type {@code free}, {@code single} or {@code recurring}
 * @param license {@code single} or {@code group}
 * @param trialDays days before a recurring cost is first charged; 0 for none
 * @param billingPeriod {@code daily}, {@code weekly}, {@code monthly}, {@code annually}, or null
 * @param billingPeriodUnit how many of those make a cycle, or null for one
 * @param commission hundredths of a percent: 3050 is 30.5 %
 * @param costs never empty
 */
public record PlanTerms(
    String planId,
    String planName,
    String appId,
    long applicationId,
    String appName,
    String editionId,
    long paymentPlanNumber,
    String modelId,
    String type,
    String license,
    int trialDays,
    String billingPeriod,
    Integer billingPeriodUnit,
    int commission,
    List<Cost> costs) {
  public PlanTerms {
    costs = List.copyOf(costs);
  }

  /** True when any cost comes again each cycle. */
  public boolean recurs() {
    return costs.stream().anyMatch(cost -> cost.category() == Category.RECURRING);
  }

  /** A plan whose costs are all free is sold in every currency, any other in its own only. */
  public boolean isSoldIn(String currency) {
    return costs.stream()
        .allMatch(
            cost ->
                cost.strategy() == Strategy.FREE
                    || cost.price().signum() == 0
                    || cost.price().currency().getCurrencyCode().equals(currency));
  }

  /** True when both cost the same in the same way. */
  public boolean costsLike(PlanTerms other) {
    return trialDays == other.trialDays && prices().equals(other.prices());
  }

  private List<Money> prices() {
    return costs.stream().map(cost -> cost.price().rounded()).toList();
  }
}
