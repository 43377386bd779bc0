package dev.emporium.checkout.domain.pricing;

import java.time.LocalDate;
import java.util.Optional;

/**
 * When an item is served and billed. Dates are days in the time zone the caller asked for.
 *
 * @param serviceStart the first day of use, trial included
 * @param billingStart the first day that is paid for: the day after a trial, otherwise the first
 *     day of use
 * @param trialEnd the day the trial ends and billing starts, absent without a trial
 */
public record Schedule(
    BillingCycle cycle,
    LocalDate serviceStart,
    LocalDate billingStart,
    Optional<LocalDate> trialEnd) {

  /** The schedule of a plan bought on {@code start}. A trial delays recurring costs only. */
  public static Schedule of(PlanTerms terms, LocalDate start) {
    boolean trial = terms.recurs() && terms.trialDays() > 0;
    LocalDate billing = trial ? start.plusDays(terms.trialDays()) : start;
    return new Schedule(
        BillingCycle.of(terms, billing),
        start,
        billing,
        trial ? Optional.of(billing) : Optional.empty());
  }
}
