package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the contract that was sold with a subscription binds its customer to, in AppDirect's fields
 * (appdirect.txt:4376-4399, 8600-8630). The contract begins with the subscription, after its trial,
 * and lasts its minimumServiceLength; with AUTO_RENEW the next one follows, otherwise there is none
 * any more.
 */
public final class Commitment {
  private static final int LONGEST_IN_DAYS = 36_500;
  private static final int LONGEST = 1_200;
  private final Subscription subscription;
  private final Map<String, Object> contract;

  private Commitment(Subscription subscription) {
    this.subscription = subscription;
    this.contract = subscription.sold().contract();
  }

  /** The commitment of a subscription's customer. */
  public static Commitment of(Subscription subscription) {
    return new Commitment(subscription);
  }

  private record Term(Instant start, Instant end) {}

  /** When the contract that runs now ends; empty when none does. */
  public Optional<Instant> endsAt(Instant now) {
    return term(now).map(Term::end);
  }

  /**
   * Refuses (CONFLICT) when the contract that runs allows cancellations only within its first days
   * or months (contractCancellationPeriodLimit) and they are over.
   */
  public void requireCancellable(Instant now) {
    Optional<Term> term = term(now);
    Optional<Instant> until =
        term.flatMap(
            each ->
                after(
                    each.start(),
                    contract.get("contractCancellationPeriodLimit"),
                    contract.get("contractCancellationPeriodUnit")));
    if (until.filter(limit -> now.isAfter(limit)).isPresent()) {
      throw Failure.conflict(
              "The contract of subscription "
                  + subscription.id()
                  + " could be cancelled until "
                  + until.get()
                  + " and runs until "
                  + term.get().end())
          .withCode("CONTRACT_CANCELLATION_PERIOD_OVER");
    }
  }

  /**
   * What a cancellation now costs: nothing within the terminationFeeGracePeriod, otherwise the
   * FIXED amount, or the PERCENTAGE of what the periods that have not been charged and begin before
   * the contract ends would cost. Empty when that is nothing.
   */
  public Optional<Money> terminationFee(Instant now) {
    Optional<Term> term = term(now);
    if (term.isEmpty() || !(contract.get("terminationFee") instanceof Map<?, ?> fee)) {
      return Optional.empty();
    }
    Object unit = contract.get("terminationFeeGracePeriodUnit");
    boolean free =
        "INFINITY".equals(unit)
            || after(term.get().start(), contract.get("terminationFeeGracePeriod"), unit)
                .filter(end -> now.isBefore(end))
                .isPresent();
    return free
        ? Optional.empty()
        : amount(fee, term.get().end()).filter(money -> money.signum() > 0);
  }

  private Optional<Money> amount(Map<?, ?> fee, Instant end) {
    BigDecimal amount = decimal(fee.get("amount"));
    if ("PERCENTAGE".equals(fee.get("feeType"))) {
      BigDecimal percentage =
          Objects.requireNonNullElse(decimal(fee.get("percentage")), BigDecimal.ZERO);
      return Optional.of(
          new Money(
                  outstanding(end).multiply(percentage).movePointLeft(2),
                  subscription.terms().price().currency())
              .rounded());
    }
    return Optional.ofNullable(amount)
        .map(fixed -> new Money(fixed, subscription.terms().price().currency()).rounded());
  }

  /** What the periods that begin before this would charge and no invoice has asked for. */
  private BigDecimal outstanding(Instant end) {
    BillingPeriod period = subscription.terms().period();
    Instant begins = subscription.periodEndsAt();
    if (period == null || begins == null) {
      return BigDecimal.ZERO;
    }
    int cycle = subscription.sold().cycles() + 1;
    if (subscription.status() == SubscriptionStatus.SUSPENDED) { // its invoice is open
      begins = period.next(subscription.anchor(), begins);
      cycle++;
    }
    BigDecimal sum = BigDecimal.ZERO;
    while (begins.isBefore(end)) {
      sum = sum.add(subscription.chargeOf(cycle).amount());
      begins = period.next(subscription.anchor(), begins);
      cycle++;
    }
    return sum;
  }

  /**
   * When the subscription ends by itself: an EXPIRE contract with its endOfContractGracePeriod;
   * empty when it does not.
   */
  public Optional<Instant> expiresAt() {
    Object unit = contract.get("endOfContractGracePeriodUnit");
    return "EXPIRE".equals(contract.get("renewalConfiguration")) && !"INFINITY".equals(unit)
        ? term(begun())
            .map(Term::end)
            .map(end -> after(end, contract.get("endOfContractGracePeriod"), unit).orElse(end))
        : Optional.empty();
  }

  private Instant begun() {
    return subscription.trialEndsAt() == null
        ? subscription.startedAt()
        : subscription.trialEndsAt();
  }

  private Optional<Term> term(Instant now) {
    Object unit = contract.get("minimumServiceLengthUnit");
    Integer length = length(contract.get("minimumServiceLength"), unit);
    if (length == null || length == 0 || now.isBefore(begun())) {
      return Optional.empty();
    }
    boolean renews = "AUTO_RENEW".equals(contract.get("renewalConfiguration"));
    Term term = new Term(begun(), plus(begun(), length, unit));
    for (int n = 2; renews && !now.isBefore(term.end()); n++) {
      term = new Term(term.end(), plus(begun(), n * length, unit));
    }
    return Optional.of(term).filter(each -> now.isBefore(each.end()));
  }

  /** Empty when no length is given, or its unit is NONE. */
  private static Optional<Instant> after(Instant start, Object value, Object unit) {
    boolean counted = "DAY".equals(unit) || "MONTHLY".equals(unit) || "YEARLY".equals(unit);
    return Optional.ofNullable(length(value, unit))
        .filter(length -> counted)
        .map(length -> plus(start, length, unit));
  }

  private static Instant plus(Instant from, int length, Object unit) {
    OffsetDateTime start = from.atOffset(ZoneOffset.UTC);
    if ("DAY".equals(unit)) {
      return start.plusDays(length).toInstant();
    }
    return ("YEARLY".equals(unit) ? start.plusYears(length) : start.plusMonths(length)).toInstant();
  }

  private static Integer length(Object value, Object unit) {
    BigDecimal number = decimal(value);
    BigDecimal most = BigDecimal.valueOf("DAY".equals(unit) ? LONGEST_IN_DAYS : LONGEST);
    return number == null || number.signum() < 0 ? null : number.min(most).intValue();
  }

  private static BigDecimal decimal(Object value) {
    try {
      return value == null ? null : new BigDecimal(value.toString());
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
