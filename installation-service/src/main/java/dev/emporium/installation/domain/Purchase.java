package dev.emporium.installation.domain;

import dev.emporium.kit.value.Money;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A purchase this service asks billing for: one item, one app. Its prices are frozen here.
 *
 * @param origin {@code install} or {@code oauth}
 * @param trialDays the trial that is granted: the plan's, or none to who has had it
 * @param price of one period, or once; zero when the installation returns without cost
 * @param dueNow what the first invoice charges: nothing in a trial
 * @param recurring what each period will cost; null unless the plan recurs
 */
public record Purchase(
    UUID purchaseId,
    UUID itemId,
    String origin,
    UUID installationId,
    UUID userId,
    UUID companyId,
    Offer offer,
    Plan plan,
    int trialDays,
    Money price,
    Money dueNow,
    Money recurring,
    String paymentInstrumentId,
    Instant placedAt) {

  /** Who buys, and by which way. */
  public record Buyer(UUID userId, UUID companyId, String origin) {}

  /**
   * Prices a plan for a buyer.
   *
   * @param returning whether it is taken up again after an uninstall: free and single plans cost
   *     nothing then ({@code openchannel.txt:6642})
   * @param triedBefore whether the buyer has owned a recurring plan of this app: a trial is given
   *     once
   */
  public static Purchase of(
      UUID purchaseId,
      UUID itemId,
      UUID installationId,
      Buyer buyer,
      Offer offer,
      Plan plan,
      boolean returning,
      boolean triedBefore,
      Instant now) {
    Money zero = Money.zero(plan.price().currency());
    boolean recurs = plan.type() == Plan.Type.RECURRING;
    int trial = recurs && !triedBefore ? plan.trialDays() : 0;
    Money price =
        plan.type() == Plan.Type.FREE || (returning && plan.returnsFree())
            ? zero
            : plan.price().rounded();
    return new Purchase(
        purchaseId,
        itemId,
        buyer.origin(),
        installationId,
        buyer.userId(),
        buyer.companyId(),
        offer,
        plan,
        trial,
        price,
        trial > 0 ? zero : price,
        recurs ? price : null,
        null,
        now);
  }

  /** Whether the buyer must have something to pay with: also what begins with a trial. */
  public boolean costs() {
    return price.signum() > 0;
  }

  /** The same, paid by this instrument. */
  public Purchase paidBy(String instrument) {
    return new Purchase(
        purchaseId,
        itemId,
        origin,
        installationId,
        userId,
        companyId,
        offer,
        plan,
        trialDays,
        price,
        dueNow,
        recurring,
        instrument,
        placedAt);
  }

  /** The installation this purchase is for, while billing has not answered. */
  public Installation asked(
      String ownershipId, Integration integration, Map<String, Object> customData) {
    return new Installation(
        installationId,
        ownershipId,
        offer.appId(),
        companyId,
        userId,
        new Installation.Terms(plan, purchaseId, itemId, null, null),
        Standing.pending(OwnershipType.bought(plan, trialDays), placedAt),
        integration,
        customData,
        placedAt,
        placedAt,
        1);
  }
}
