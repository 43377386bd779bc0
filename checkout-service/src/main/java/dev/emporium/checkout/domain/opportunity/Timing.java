package dev.emporium.checkout.domain.opportunity;

import dev.emporium.kit.failure.Failure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a service is provisioned or billed (appdirect.txt:4251, 4456).
 *
 * @param strategy the vendor's word; CUSTOM has a date, no other has
 * @param date or null
 */
public record Timing(String strategy, Instant date) {
  /** A date of the caller's choice. */
  public static final String CUSTOM = "CUSTOM";

  /** Provisioning without delay. */
  public static final Timing IMMEDIATELY = new Timing("IMMEDIATELY", null);

  /** Billing with the service. */
  public static final Timing WITH_SERVICE = new Timing("UPON_SERVICE_ACTIVATION", null);

  /** Billing with the marketplace's next billing cycle. */
  public static final String NEXT_CYCLE = "NEXT_BILLING_CYCLE";

  /** Fails with INVALID when a CUSTOM strategy lacks its date; another's date says nothing. */
  public Timing checked(String field) {
    if (strategy.equals(CUSTOM) && date == null) {
      throw Failure.invalid(field + ".date", "is required with the strategy CUSTOM");
    }
    return strategy.equals(CUSTOM) ? this : new Timing(strategy, null);
  }

  /** The day asked for; empty when it is the day of the sale. */
  public Optional<LocalDate> day() {
    return Optional.ofNullable(date).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
  }
}
