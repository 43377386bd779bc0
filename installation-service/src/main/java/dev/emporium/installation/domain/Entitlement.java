package dev.emporium.installation.domain;

import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A billing subscription as this service needs it.
 *
 * @param installationId null when bought by a cart
 * @param plan what was bought; as billing froze it
 * @param trial whether it is in its trial
 * @param expires end of the trial or of the paid period; null for plans that do not recur
 */
public record Entitlement(
    UUID subscriptionId,
    UUID purchaseId,
    UUID itemId,
    UUID installationId,
    UUID appId,
    UUID companyId,
    UUID userId,
    Plan plan,
    boolean trial,
    Instant expires) {

  /** How it is owned now. */
  public OwnershipType ownershipType() {
    if (trial) {
      return OwnershipType.TRIAL;
    }
    return plan.type() == Plan.Type.RECURRING ? OwnershipType.SUBSCRIPTION : OwnershipType.FULL;
  }

  /** The same with the price list's details where the catalog still knows the plan. */
  public Entitlement known(Plan catalog) {
    Money price = plan.price();
    var merged =
        new Plan(
            catalog.planId(),
            catalog.paymentPlanNumber(),
            plan.modelId(),
            catalog.name(),
            plan.type(),
            price,
            plan.trialDays(),
            plan.group(),
            plan.billingPeriod(),
            plan.billingPeriodUnit(),
            plan.commission(),
            catalog.feePayer(),
            catalog.cost(),
            catalog.edition());
    return new Entitlement(
        subscriptionId,
        purchaseId,
        itemId,
        installationId,
        appId,
        companyId,
        userId,
        merged,
        trial,
        expires);
  }
}
