package dev.emporium.checkout.domain.lead;

import dev.emporium.kit.failure.Failure;
import java.time.Instant;

/**
 * What only the first API tells of a lead (appdirect.txt:2280-2303); what is not told is null.
 *
 * @param seats licences the customer needs, at least 0
 */
public record Sales(
    SalesSource source,
    SalesTarget target,
    String additionalComment,
    String useCase,
    String externalIdentifier,
    Instant closeDate,
    Integer seats) {

  public Sales {
    if (seats != null && seats < 0) {
      throw Failure.invalid("anticipatedNumberOfSeats", "must not be negative");
    }
  }

  /**
   * What the first API shows of a lead that the second one made.
   *
   * @param byManager whether its creator speaks for the marketplace
   */
  public static Sales of(LeadType type, boolean byManager) {
    return switch (type) {
      case MANUAL ->
          byManager
              ? plain(SalesSource.CUSTOMER, SalesTarget.PROVIDER)
              : plain(SalesSource.RESELLER, SalesTarget.RESELLER);
      case COMPANY -> plain(SalesSource.CUSTOMER, SalesTarget.RESELLER);
      case PRODUCT -> plain(SalesSource.CUSTOMER, SalesTarget.VENDOR);
    };
  }

  /** Whether a reseller refers the customer to the marketplace's own sales. */
  public boolean isReferral() {
    return source == SalesSource.RESELLER && target == SalesTarget.PROVIDER;
  }

  private static Sales plain(SalesSource source, SalesTarget target) {
    return new Sales(source, target, null, null, null, null, null);
  }
}
