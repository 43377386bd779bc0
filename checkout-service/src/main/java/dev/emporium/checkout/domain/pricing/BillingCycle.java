package dev.emporium.checkout.domain.pricing;

import java.time.LocalDate;

/**
 * How often and on which day a cost comes again.
 *
 * @param period {@code ONE_TIME}, {@code DAILY}, {@code WEEKLY}, {@code MONTHLY}, {@code
 *     QUARTERLY}, {@code SIX_MONTHS}, {@code YEARLY}, {@code TWO_YEARS}, {@code THREE_YEARS}
 *     (appdirect.txt:7131; WEEKLY is ours, OpenChannel sells by the week)
 * @param count how many of the period; more than 1 only where the vendor has no word for it
 * @param dayOfMonth for cycles of months and years, otherwise null
 */
public record BillingCycle(String period, int count, Integer dayOfMonth) {

  /** The cycle of a plan whose first billing period starts on {@code start}. */
  public static BillingCycle of(PlanTerms terms, LocalDate start) {
    if (!terms.recurs()) {
      return new BillingCycle("ONE_TIME", 1, null);
    }
    int count = terms.billingPeriodUnit() == null ? 1 : terms.billingPeriodUnit();
    String period = terms.billingPeriod() == null ? "monthly" : terms.billingPeriod();
    return switch (period) {
      case "daily" -> new BillingCycle("DAILY", count, null);
      case "weekly" -> new BillingCycle("WEEKLY", count, null);
      case "annually" -> ofMonths(count * 12, start.getDayOfMonth());
      default -> ofMonths(count, start.getDayOfMonth());
    };
  }

  private static BillingCycle ofMonths(int months, int day) {
    return switch (months) {
      case 1 -> new BillingCycle("MONTHLY", 1, day);
      case 3 -> new BillingCycle("QUARTERLY", 1, day);
      case 6 -> new BillingCycle("SIX_MONTHS", 1, day);
      case 12 -> new BillingCycle("YEARLY", 1, day);
      case 24 -> new BillingCycle("TWO_YEARS", 1, day);
      case 36 -> new BillingCycle("THREE_YEARS", 1, day);
      default ->
          months % 12 == 0
              ? new BillingCycle("YEARLY", months / 12, day)
              : new BillingCycle("MONTHLY", months, day);
    };
  }
}
