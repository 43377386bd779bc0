package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody was asked to pay.
 *
 * @param companyId who pays
 * @param purchaseId null for a renewal's
 * @param subscriptionId the renewed one; null for a purchase's
 * @param renews whether the next period is granted only when this invoice is paid
 */
public record Invoice(
    UUID id,
    long number,
    UUID companyId,
    UUID userId,
    UUID purchaseId,
    UUID subscriptionId,
    boolean renews,
    InvoiceStatus status,
    Money total,
    List<Long> orderIds,
    List<Line> lines,
    Instant createdAt,
    Instant dueAt,
    int version) {

  /** One order's part of the total. */
  public record Line(long orderId, String description, BigDecimal quantity, BigDecimal price) {}

  public Invoice {
    orderIds = List.copyOf(orderIds);
    lines = List.copyOf(lines);
  }

  /** Refuses unless it can be paid, or voided, now (appdirect.txt:2222, 2250). */
  public void requireUnpaid() {
    if (status != InvoiceStatus.UNPAID) {
      throw Failure.conflict("Invoice " + number + " is " + status + ", not UNPAID");
    }
  }
}
