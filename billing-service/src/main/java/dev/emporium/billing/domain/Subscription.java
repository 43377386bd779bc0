package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody has an app on the terms of a plan. One-off and free plans are subscriptions that never
 * renew.
 *
 * @param anchor billing periods are counted from here: the start, or the end of the trial
 * @param periodEndsAt when the next charge is due; null when none ever is
 * @param cancelRequested a cancellation waits for a payment whose outcome is not known yet
 */
public record Subscription(
    UUID id,
    UUID purchaseId,
    UUID itemId,
    UUID installationId,
    String origin,
    Product product,
    Terms terms,
    Sold sold,
    Parties parties,
    SubscriptionStatus status,
    long orderId,
    UUID instrumentId,
    Instant startedAt,
    Instant trialEndsAt,
    Instant anchor,
    Instant periodEndsAt,
    Instant cancelledAt,
    boolean cancelRequested,
    Instant updatedAt,
    int version) {

  /** What was sold. {@code editionNumber} is null when the catalog has not told it. */
  public record Product(
      UUID appId,
      long applicationId,
      String appName,
      UUID editionId,
      Long editionNumber,
      UUID planId,
      long paymentPlanNumber,
      String modelId) {}

  /** On what terms; {@code price} is the current period's, or the one-off's. */
  public record Terms(
      String type,
      Money price,
      int trialDays,
      String license,
      String billingPeriod,
      Integer billingPeriodUnit,
      int commission) {

    Terms at(Money newPrice) {
      return new Terms(
          type, newPrice, trialDays, license, billingPeriod, billingPeriodUnit, commission);
    }

    /** Null unless the plan recurs. */
    public BillingPeriod period() {
      return type.equals("recurring") ? BillingPeriod.of(billingPeriod, billingPeriodUnit) : null;
    }

    /** AppDirect's word; null when it has none for the period. */
    public String frequency() {
      return period() == null ? "ONE_TIME" : period().frequency().orElse(null);
    }
  }

  /**
   * What was agreed for it beside the plan, and how far its periods came.
   *
   * @param parentItemId the item of the same purchase that it is an add-on of, or null
   * @param parentId that item's subscription, or null
   * @param phases what its periods charge; empty when every one charges the price
   * @param cycles how many periods were charged
   * @param contract in AppDirect's fields; empty for none
   */
  public record Sold(
      UUID parentItemId,
      UUID parentId,
      List<Purchase.Unit> units,
      List<Purchase.Phase> phases,
      int cycles,
      Map<String, Object> contract) {
    public Sold {
      units = List.copyOf(units);
      phases = List.copyOf(phases);
      contract = Collections.unmodifiableMap(new LinkedHashMap<>(contract));
    }

    /** How many of a unit were sold; empty when it was not sold by that. */
    public Optional<BigDecimal> quantity(String unit) {
      return units.stream()
          .filter(each -> each.unit().equalsIgnoreCase(unit))
          .map(Purchase.Unit::quantity)
          .findFirst();
    }

    Sold charged() {
      return new Sold(parentItemId, parentId, units, phases, cycles + 1, contract);
    }
  }

  /** Who has it and who pays for it. */
  public record Parties(UUID companyId, UUID userId, UUID buyerCompanyId, UUID buyerUserId) {}

  /**
   * Starts what was bought: in its trial, or active with its first period paid.
   *
   * @param parentId the subscription it is an add-on of, or null
   */
  public static Subscription start(
      UUID id,
      UUID parentId,
      Purchase purchase,
      Purchase.Item item,
      Long editionNumber,
      long orderId,
      UUID instrumentId,
      Instant now) {
    boolean trial = item.trialDays() > 0 && !item.type().equals("free");
    boolean later = item.startsLater(now);
    Instant trialEnd = trial ? now.plus(Duration.ofDays(item.trialDays())) : null;
    Instant agreed =
        later ? item.agreed().billingStart().atStartOfDay(ZoneOffset.UTC).toInstant() : now;
    Instant anchor = trial ? trialEnd : agreed;
    var terms =
        new Terms(
            item.type(),
            Money.of(item.price(), purchase.currency()).rounded(),
            item.trialDays(),
            item.license(),
            item.billingPeriod(),
            item.billingPeriodUnit(),
            item.commission());
    Instant end = later ? anchor : trialEnd;
    if (!trial && !later && terms.period() != null) {
      end = terms.period().boundary(anchor, 1);
    }
    return new Subscription(
        id,
        purchase.id(),
        item.itemId(),
        purchase.installationId(),
        purchase.origin(),
        new Product(
            item.appId(),
            item.applicationId(),
            item.appName(),
            item.editionId(),
            editionNumber,
            item.planId(),
            item.paymentPlanNumber(),
            item.modelId()),
        terms,
        new Sold(
            item.agreed().parentItemId(),
            parentId,
            item.agreed().units(),
            item.agreed().phases(),
            trial || later ? 0 : 1,
            item.agreed().contract()),
        new Parties(
            purchase.ownerCompanyId(),
            purchase.ownerUserId(),
            purchase.buyerCompanyId(),
            purchase.buyerUserId()),
        trial ? SubscriptionStatus.FREE_TRIAL : SubscriptionStatus.ACTIVE,
        orderId,
        instrumentId,
        now,
        trialEnd,
        anchor,
        end,
        null,
        false,
        now,
        1);
  }

  /** A charge is due on the marketplace's clock. */
  public boolean isDue(Instant now) {
    return (status == SubscriptionStatus.ACTIVE || status == SubscriptionStatus.FREE_TRIAL)
        && !cancelRequested
        && periodEndsAt != null
        && !periodEndsAt.isAfter(now);
  }

  /** The end of the period that begins at {@link #periodEndsAt()}; null after a one-off's trial. */
  public Instant followingPeriodEnd() {
    return terms.period() == null ? null : terms.period().next(anchor, periodEndsAt);
  }

  /** What the next period is charged by; empty when it is the price as it is. */
  public Optional<Purchase.Phase> nextPhase() {
    return sold.phases().stream().filter(phase -> phase.covers(sold.cycles() + 1)).findFirst();
  }

  /** What the next period, or the end of a trial, charges. */
  public Money nextCharge() {
    return chargeOf(sold.cycles() + 1);
  }

  /** What a period charges, counted from 1, the first that is paid for. */
  Money chargeOf(int cycle) {
    return sold.phases().stream()
        .filter(phase -> phase.covers(cycle))
        .findFirst()
        .map(phase -> new Money(phase.total(), terms.price().currency()).rounded())
        .orElse(terms.price());
  }

  /** When the last of its discounts has run out; empty when it has none, or one that stays. */
  public Optional<Instant> discountEndsAt() {
    var discounted =
        sold.phases().stream()
            .filter(phase -> phase.lines().stream().anyMatch(line -> line.discountId() != null))
            .toList();
    boolean stays = discounted.stream().anyMatch(phase -> phase.toCycle() == null);
    return terms.period() == null || discounted.isEmpty() || stays
        ? Optional.empty()
        : Optional.of(
            terms.period().boundary(anchor, discounted.get(discounted.size() - 1).toCycle()));
  }

  /** The next period is granted, at what it charges. */
  public Subscription renewed(Instant now) {
    require(status != SubscriptionStatus.CANCELLED, "A cancelled subscription cannot be renewed");
    return charged().with(SubscriptionStatus.ACTIVE, followingPeriodEnd(), cancelledAt, now);
  }

  private Subscription charged() {
    return new Subscription(
        id,
        purchaseId,
        itemId,
        installationId,
        origin,
        product,
        terms.at(nextCharge()),
        sold.charged(),
        parties,
        status,
        orderId,
        instrumentId,
        startedAt,
        trialEndsAt,
        anchor,
        periodEndsAt,
        cancelledAt,
        cancelRequested,
        updatedAt,
        version);
  }

  /** A due charge failed. */
  public Subscription suspended(Instant now) {
    require(status != SubscriptionStatus.CANCELLED, "A cancelled subscription cannot be suspended");
    return with(SubscriptionStatus.SUSPENDED, periodEndsAt, cancelledAt, now);
  }

  /** What was owed has been paid; the time it was suspended for is not charged. */
  public Subscription resumed(Instant now) {
    require(status == SubscriptionStatus.SUSPENDED, "Only a suspended subscription is resumed");
    Instant end = followingPeriodEnd();
    if (end != null && !end.isAfter(now)) {
      end = terms.period().next(anchor, now);
    }
    return charged().with(SubscriptionStatus.ACTIVE, end, cancelledAt, now);
  }

  /** Ends it at once. */
  public Subscription cancelled(Instant now) {
    require(status != SubscriptionStatus.CANCELLED, "The subscription is cancelled already");
    return with(SubscriptionStatus.CANCELLED, null, now, now);
  }

  private static void require(boolean allowed, String message) {
    if (!allowed) {
      throw Failure.conflict(message);
    }
  }

  private Subscription with(
      SubscriptionStatus newStatus, Instant periodEnd, Instant cancelled, Instant now) {
    return new Subscription(
        id,
        purchaseId,
        itemId,
        installationId,
        origin,
        product,
        terms,
        sold,
        parties,
        newStatus,
        orderId,
        instrumentId,
        startedAt,
        trialEndsAt,
        anchor,
        periodEnd,
        cancelled,
        false,
        now,
        version);
  }
}
