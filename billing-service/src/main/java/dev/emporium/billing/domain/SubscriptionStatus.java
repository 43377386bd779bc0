package dev.emporium.billing.domain;

/** The states of a subscription. */
public enum SubscriptionStatus {
  ACTIVE,
  FREE_TRIAL,
  SUSPENDED,
  CANCELLED;

  /** The state its order shows (appdirect.txt:7130); {@code before} is the subscription's last. */
  public String orderStatus(String planType, SubscriptionStatus before) {
    return switch (this) {
      case ACTIVE -> planType.equals("single") ? "ONE_TIME" : "ACTIVE";
      case FREE_TRIAL -> "FREE_TRIAL";
      case SUSPENDED -> "SUSPENDED";
      case CANCELLED -> before == FREE_TRIAL ? "FREE_TRIAL_CANCELLED" : "CANCELLED";
    };
  }
}
