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

  /**
   * A part of the total; an order's lines are what it charges with this invoice.
   *
   * @param kind {@code COST}, {@code DISCOUNT} or {@code FEE}
   * @param orderId the order it is for; a fee of the whole purchase is with its first
   * @param unit what is counted, or null
   * @param price what is charged for all of it: negative for a discount
   * @param vendor of a fee, the developer's part; otherwise null
   */
  public record Line(
      String kind,
      long orderId,
      String description,
      String unit,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal price,
      BigDecimal vendor) {

    /** What a line of an order charges. */
    public static Line of(long orderId, Purchase.Line line, String description) {
      return new Line(
          line.kind(),
          orderId,
          description,
          line.unit(),
          line.quantity(),
          line.unitPrice(),
          line.total(),
          null);
    }

    /** A cost that is charged once as it is. */
    public static Line of(long orderId, String description, BigDecimal price) {
      return new Line("COST", orderId, description, null, BigDecimal.ONE, price, price, null);
    }

    /** A fee. */
    public static Line of(long orderId, Purchase.Fee fee) {
      return new Line(
          "FEE",
          orderId,
          fee.description(),
          null,
          BigDecimal.ONE,
          fee.total(),
          fee.total(),
          fee.vendor());
    }
  }

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
