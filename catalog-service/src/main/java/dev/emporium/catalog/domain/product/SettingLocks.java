package dev.emporium.catalog.domain.product;

import dev.emporium.kit.failure.Failure;

/**
 * Switches of a product that nobody may turn, each with the reason, or null.
 *
 * @param singleSignOn the product has no client that could sign anybody on
 * @param update the product is part of a bundle
 * @param assignment as singleSignOn
 */
public record SettingLocks(String singleSignOn, String update, String assignment) {
  private static final String BY_DEVELOPER = "This endpoint has been disabled by the developer.";
  private static final String BUNDLED = "The product is part of a bundle.";

  /** The locks of a product. */
  public static SettingLocks of(boolean integrated, boolean bundled) {
    String missing = integrated ? null : BY_DEVELOPER;
    return new SettingLocks(missing, bundled ? BUNDLED : null, missing);
  }

  /**
   * Refuses a turn of a locked switch.
   *
   * @throws Failure INVALID naming the switch
   */
  public void check(ProductSettings.Health before, ProductSettings.Health after) {
    check("singleSignOn", singleSignOn, before.singleSignOn(), after.singleSignOn());
    check("updateSubscription", update, before.updateSubscription(), after.updateSubscription());
    check("assignAndUnassign", assignment, before.assignment(), after.assignment());
  }

  private static void check(String field, String lock, boolean before, boolean after) {
    if (lock != null && before != after) {
      throw Failure.invalid(field, lock);
    }
  }
}
