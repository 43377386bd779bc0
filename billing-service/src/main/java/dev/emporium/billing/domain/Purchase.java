package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What somebody has agreed to buy, with its prices frozen by checkout or installation.
 *
 * @param origin {@code cart}, {@code install}, {@code oauth} or {@code opportunity}
 * @param cartId 24-hex, or null
 * @param opportunityId or null
 * @param quoteId the approved quote an opportunity was sold by, or null
 * @param paymentInstrumentId the one that was chosen, or null for the buyer's default
 * @param fees what is charged once beside the items
 * @param dueNow what the first invoice charges: the sum of the items' and the fees
 * @param assisted who sold it, or null when the buyer bought without help
 */
public record Purchase(
    UUID id,
    String origin,
    String cartId,
    UUID installationId,
    String opportunityId,
    String quoteId,
    UUID buyerUserId,
    UUID buyerCompanyId,
    UUID ownerUserId,
    UUID ownerCompanyId,
    String currency,
    String paymentInstrumentId,
    Instant placedAt,
    List<Item> items,
    List<Fee> fees,
    BigDecimal dueNow,
    AssistedSale assisted) {

  /** What a cart or an installation asks for, without fees. */
  public Purchase(
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
    this(
        id,
        origin,
        cartId,
        installationId,
        null,
        null,
        buyerUserId,
        buyerCompanyId,
        ownerUserId,
        ownerCompanyId,
        currency,
        paymentInstrumentId,
        placedAt,
        items,
        List.of(),
        dueNow,
        null);
  }

  /**
   * One line of prices of an item.
   *
   * @param kind {@code COST} or {@code DISCOUNT}
   * @param discountId the discount's, otherwise null
   * @param total negative for a discount
   */
  public record Line(
      String kind,
      String costId,
      String discountId,
      String category,
      String costType,
      String strategy,
      String unit,
      String description,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal total) {

    /** A cost. */
    public Line(
        String costId,
        String category,
        String costType,
        String strategy,
        String unit,
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal total) {
      this(
          "COST",
          costId,
          null,
          category,
          costType,
          strategy,
          unit,
          description,
          quantity,
          unitPrice,
          total);
    }

    /** Charged again each period. */
    public boolean recurs() {
      return category.equals("RECURRING");
    }
  }

  /** How many of something were sold. */
  public record Unit(String unit, BigDecimal quantity) {}

  /**
   * What some periods in a row charge.
   *
   * @param fromCycle counted from 1, the first period that is paid for
   * @param toCycle the last one, or null for all that follow
   */
  public record Phase(int fromCycle, Integer toCycle, List<Line> lines, BigDecimal total) {
    public Phase {
      lines = List.copyOf(lines);
    }

    /** True when it is what this period charges. */
    public boolean covers(int cycle) {
      return cycle >= fromCycle && (toCycle == null || cycle <= toCycle);
    }
  }

  /**
   * Something charged once beside the items.
   *
   * @param vendor the developer's part of the total; the rest is the marketplace's
   * @param itemIds the items it is for; empty for all
   */
  public record Fee(
      String feeId, String description, BigDecimal total, BigDecimal vendor, List<String> itemIds) {
    public Fee {
      itemIds = List.copyOf(itemIds);
    }
  }

  /**
   * What checkout says of an item beside its plan and price; installations say nothing of it.
   *
   * @param parentItemId the item this one is an add-on of, or null
   * @param editionNumber or null
   * @param phases what its periods charge, in order; empty when every one charges the same
   * @param contract in AppDirect's fields; empty for none
   * @param billingStart the first day that is paid for, or null
   */
  public record Agreed(
      UUID parentItemId,
      Long editionNumber,
      List<Unit> units,
      List<Phase> phases,
      Map<String, Object> contract,
      LocalDate billingStart) {
    /** Nothing. */
    public static final Agreed NOTHING =
        new Agreed(null, null, List.of(), List.of(), Map.of(), null);

    public Agreed {
      units = List.copyOf(units);
      phases = List.copyOf(phases);
      contract = Collections.unmodifiableMap(new LinkedHashMap<>(contract));
    }
  }

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
      BigDecimal recurring,
      Agreed agreed) {

    public Item {
      lines = List.copyOf(lines);
    }

    /** An item of which nothing more is said. */
    public Item(
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
      this(
          itemId,
          appId,
          applicationId,
          appName,
          editionId,
          planId,
          paymentPlanNumber,
          modelId,
          type,
          license,
          trialDays,
          billingPeriod,
          billingPeriodUnit,
          commission,
          quantity,
          lines,
          dueNow,
          recurring,
          Agreed.NOTHING);
    }

    /** The lines that the first invoice charges: they add up to {@link #dueNow()}. */
    public List<Line> due() {
      BigDecimal all = total();
      return all.compareTo(dueNow) == 0
          ? lines
          : lines.stream().filter(line -> !line.recurs()).toList();
    }

    /**
     * True when billing begins on a day that was agreed instead of now; trials are not this. That
     * day may be today: a buyer west of Greenwich agrees on its tomorrow.
     */
    public boolean startsLater(Instant now) {
      return trialDays == 0
          && agreed.billingStart() != null
          && !agreed.billingStart().isBefore(now.atOffset(ZoneOffset.UTC).toLocalDate())
          && recurring != null
          && recurring.signum() > 0
          && total().compareTo(dueNow) != 0;
    }

    /** The discounts that take something off it, now or later, each once. */
    public List<String> discountIds() {
      var ids = new TreeSet<String>();
      lines.forEach(line -> ids.add(Objects.requireNonNullElse(line.discountId(), "")));
      agreed
          .phases()
          .forEach(
              phase ->
                  phase
                      .lines()
                      .forEach(line -> ids.add(Objects.requireNonNullElse(line.discountId(), ""))));
      ids.remove("");
      return List.copyOf(ids);
    }

    /** The first discount that takes something off it, now or later. */
    public Optional<String> discountId() {
      return Stream.concat(
              lines.stream(), agreed.phases().stream().flatMap(phase -> phase.lines().stream()))
          .map(Line::discountId)
          .filter(Objects::nonNull)
          .findFirst();
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
      boolean charged =
          price().signum() > 0
              || agreed.phases().stream().anyMatch(phase -> phase.total().signum() > 0);
      return dueNow.signum() > 0 || (!type.equals("free") && later && charged);
    }
  }

  public Purchase {
    items = List.copyOf(items);
    fees = List.copyOf(fees);
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
    for (Fee fee : fees) {
      sum = sum.plus(Money.of(fee.total(), currency).rounded());
    }
    if (sum.compareTo(due()) != 0 || due().signum() < 0) {
      throw Failure.invalid("dueNow", "the items' and fees' amounts do not add up to what is due");
    }
    return this;
  }
}
