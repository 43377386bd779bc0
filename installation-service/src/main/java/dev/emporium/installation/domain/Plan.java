package dev.emporium.installation.domain;

import dev.emporium.kit.value.Money;
import java.util.Locale;
import java.util.UUID;

/**
 * What an app costs: a payment plan, which OpenChannel calls a model ({@code
 * openchannel.txt:6080}).
 *
 * @param paymentPlanNumber AppDirect's number of it
 * @param price for the whole term of a single plan, for one period of a recurring one
 * @param trialDays free days before the first payment; 0 is no trial
 * @param group whether the licence covers everybody of the installer's group
 * @param billingPeriod {@code daily}, {@code weekly}, {@code monthly}, {@code annually}; null
 *     unless recurring
 * @param billingPeriodUnit how many of those make one period; null unless recurring
 * @param commission the marketplace's share in hundredths of a percent: 3050 is 30.5 %
 * @param feePayer {@code developer} or {@code marketplace}
 * @param cost AppDirect's cost line of the plan
 * @param edition AppDirect's edition that offers it; null when the catalog has not told it
 */
public record Plan(
    UUID planId,
    long paymentPlanNumber,
    String modelId,
    String name,
    Type type,
    Money price,
    int trialDays,
    boolean group,
    String billingPeriod,
    Integer billingPeriodUnit,
    int commission,
    String feePayer,
    Cost cost,
    Edition edition) {

  /** {@code number} is null when the catalog has not told it. */
  public record Edition(UUID editionId, Long number) {}

  /** How it is paid. */
  public enum Type {
    FREE,
    SINGLE,
    RECURRING;

    /** Lower case, as events and OpenChannel write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()}. */
    public static Type of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @param costId the catalog's id of the line
   * @param category {@code RECURRING} or {@code ONE_TIME}
   * @param costType {@code RECURRING_FLAT} or {@code ONE_TIME_FLAT}
   * @param strategy {@code FLAT} or {@code FREE}
   */
  public record Cost(String costId, String category, String costType, String strategy) {}

  /** Whether an installation that was uninstalled comes back without cost. */
  public boolean returnsFree() {
    return type != Type.RECURRING;
  }
}
