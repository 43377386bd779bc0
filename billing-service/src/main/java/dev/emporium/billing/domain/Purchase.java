package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody has agreed to buy, with its prices frozen by checkout or installation.
 *
 * @param origin {@code cart}, {@code install} or {@code oauth}
 * @param cartId 24-hex, or null
 * @param paymentInstrumentId the one that was chosen, or null for the buyer's default
 * @param dueNow what the first invoice charges: the sum of the items'
 */
public record Purchase(
    UUID id,
    String origin,
    String cartId,
    UUID installationId,
    UUID buyerUserId,
    UUID buyerCompanyId,
    UUID ownerUserId,
    UUID ownerCompanyId,
    String currency,
    String paymentInstrumentId,
    Instant placedAt,
    List<Item> items,
    BigDecimal dueNow) {

  /** One line of prices of an item. */
  public record Line(
      String costId,
      String category,
      String costType,
      String strategy,
      String unit,
      String description,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal total) {}

  /**
   * One plan of one app.
   *
   * @param type {@code free}, {@code single} or {@code recurring}
   * @param billingPeriod {@code daily|weekly|monthly|annually} or null
   * @param commission hundredths of a percent of the marketplace's share: 3050 is 30.5 %
   * @param dueNow what the first invoice charges for it: 0 in a trial
   * @param recurring what each later period costs, or null
   */
  public record Item(
      UUID itemId,
      UUID appId,
      long applicationId,
      String appName,
      UUID editionId,
      UUID planId,
      long paymentPlanNumber,
      String modelId,
      String type,
      String license,
      int trialDays,
      String billingPeriod,
      Integer billingPeriodUnit,
      int commission,
      BigDecimal quantity,
      List<Line> lines,
      BigDecimal dueNow,
      BigDecimal recurring) {

    public Item {
      lines = List.copyOf(lines);
    }

    /** What one period (or the one-off) costs when no trial is running. */
    public BigDecimal price() {
      return recurring != null
          ? recurring
          : lines.stream().map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What all its lines add up to: a first period with its one-time costs. */
    public BigDecimal total() {
      return lines.isEmpty()
          ? price()
          : lines.stream().map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Something will be owed for it now, at the end of its trial, or with its next period. What was
     * bought once and is installed again is not.
     */
    public boolean isPaid() {
      boolean later = recurring != null || trialDays > 0;
      return dueNow.signum() > 0 || (!type.equals("free") && later && price().signum() > 0);
    }
  }

  public Purchase {
    items = List.copyOf(items);
  }

  /** The amount of the first invoice, in the currency's digits. */
  public Money due() {
    return Money.of(dueNow, currency).rounded();
  }

  /** Refuses a purchase whose figures do not add up to the cent, or that has none. */
  public Purchase checked() {
    if (items.isEmpty()) {
      throw Failure.invalid("items", "a purchase has at least one item");
    }
    Money sum =
        items.stream()
            .map(item -> Money.of(item.dueNow(), currency).rounded())
            .reduce(Money.of(BigDecimal.ZERO, currency), Money::plus);
    if (sum.compareTo(due()) != 0 || due().signum() < 0) {
      throw Failure.invalid("dueNow", "the items' amounts do not add up to what is due");
    }
    return this;
  }
}
