package dev.emporium.checkout.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * When recurring costs of an item begin (BillingConfiguration, appdirect.txt:9213).
 *
 * @param strategy the vendor's word
 * @param day for CUSTOM the first day that is paid for, otherwise null
 */
public record BillingStart(Strategy strategy, LocalDate day) {
  /** With the service. */
  public static final BillingStart WITH_SERVICE =
      new BillingStart(Strategy.UPON_SERVICE_ACTIVATION, null);

  /** The vendor's strategies. */
  public enum Strategy {
    UPON_SERVICE_ACTIVATION,
    /** The marketplace's billing cycle is the month: it begins on its first day. */
    NEXT_BILLING_CYCLE,
    CUSTOM
  }

  /** The first day that is paid for when it is bought on {@code bought}; empty for that day. */
  public Optional<LocalDate> after(LocalDate bought) {
    return switch (strategy) {
      case UPON_SERVICE_ACTIVATION -> Optional.empty();
      case NEXT_BILLING_CYCLE -> Optional.of(bought.withDayOfMonth(1).plusMonths(1));
      case CUSTOM -> Optional.of(day).filter(agreed -> agreed.isAfter(bought));
    };
  }
}
