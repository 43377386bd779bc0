package dev.emporium.checkout.domain.pricing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When an item is served and billed. Dates are days in the time zone the caller asked for.
 *
 * @param serviceStart the first day of use, trial included
 * @param billingStart the first day that is paid for: the day after a trial, otherwise the first
 *     day of use or the day that was asked for
 * @param trialEnd the day the trial ends and billing starts, absent without a trial
 */
public record Schedule(
    BillingCycle cycle,
    LocalDate serviceStart,
    LocalDate billingStart,
    Optional<LocalDate> trialEnd) {

  /**
   * The schedule of a plan used from {@code start}. A trial delays recurring costs only.
   *
   * @param paidFrom the first day that is paid for when it is not the first day of use; one within
   *     the trial is the trial's end
   */
  public static Schedule of(PlanTerms terms, LocalDate start, Optional<LocalDate> paidFrom) {
    Optional<LocalDate> trialEnd = terms.trialEnd(start);
    LocalDate earliest = trialEnd.orElse(start);
    LocalDate billing = paidFrom.filter(day -> day.isAfter(earliest)).orElse(earliest);
    return new Schedule(BillingCycle.of(terms, billing), start, billing, trialEnd);
  }

  /** How many days the trial has; 0 without one. */
  public long trialDays() {
    return trialEnd.map(end -> ChronoUnit.DAYS.between(serviceStart, end)).orElse(0L);
  }

  /** True when recurring costs are not charged on {@code day} yet. */
  public boolean isPaidAfter(LocalDate day) {
    return billingStart.isAfter(day);
  }
}
