package dev.emporium.installation.domain;

import java.util.Locale;

/** How an app is owned ({@code openchannel.txt:6623}). */
public enum OwnershipType {
  /** For ever, nothing more to pay. */
  FULL,
  /** As long as the recurring price is paid. */
  SUBSCRIPTION,
  /** Free for a time. */
  TRIAL;

  /** The word in events and in OpenChannel's answers: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #word()}. */
  public static OwnershipType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** What a plan gives when it is bought: a trial when {@code trialDays} is positive. */
  public static OwnershipType bought(Plan plan, int trialDays) {
    if (plan.type() != Plan.Type.RECURRING) {
      return FULL;
    }
    return trialDays > 0 ? TRIAL : SUBSCRIPTION;
  }
}
