package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;

/**
 * Time before anything recurring is charged.
 *
 * @param unit DAY or MONTH
 * @param gracePeriod days after its end, or null
 */
public record FreeTrial(int length, String unit, Integer gracePeriod) {
  private static final int MAX_DAYS = 3650;

  /**
   * Checks one.
   *
   * @throws Failure INVALID naming the column
   */
  public static FreeTrial of(int length, String unit, Integer gracePeriod) {
    var trial = new FreeTrial(length, unit, gracePeriod);
    if (length < 1 || trial.days() > MAX_DAYS) {
      throw Failure.invalid("trialLength", "A trial has 1 to " + MAX_DAYS + " days");
    }
    if (gracePeriod != null && (gracePeriod < 0 || gracePeriod > MAX_DAYS)) {
      throw Failure.invalid("trialGracePeriod", "A grace period has 0 to " + MAX_DAYS + " days");
    }
    return trial;
  }

  /** Its length in days; a month counts 30. */
  public int days() {
    return "MONTH".equals(unit) ? (int) Math.min(length * 30L, Integer.MAX_VALUE) : length;
  }
}
