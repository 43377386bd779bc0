package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of what somebody pays.
 *
 * @param id the cost's, the discount's or the fee's; null for a cost without one
 * @param costType the cost's, {@code DISCOUNT_FLAT} (appdirect.txt:5323) or {@code ONE_TIME_FEE}
 * @param strategy how the price became the total; FLAT for discounts and fees
 * @param unit what is counted, or null
 * @param quantity how many are charged, over all calculations; 1 where nothing is counted
 * @param description a sentence for the invoice
 * @param price what the calculations used, in the currency of the line
 * @param calculations never empty; the line's total is their sum; negative for a discount
 * @param sources for costs: the catalog's price, markups, a custom price; otherwise empty
 * @param code the discount's code, otherwise null
 * @param reason how the amount of a discount came about, otherwise null
 */
public record Line(
    Kind kind,
    String id,
    Category category,
    String costType,
    Strategy strategy,
    String unit,
    BigDecimal quantity,
    String description,
    Price price,
    List<Calculation> calculations,
    List<PriceSource> sources,
    String code,
    String reason) {

  /** What a line is for. */
  public enum Kind {
    COST,
    DISCOUNT,
    FEE
  }

  public Line {
    calculations = List.copyOf(calculations);
    sources = List.copyOf(sources);
  }

  /** What one cost of an item amounts to. */
  static Line cost(
      Cost cost,
      Strategy strategy,
      BigDecimal quantity,
      String description,
      Price price,
      List<Calculation> calculations,
      List<PriceSource> sources) {
    return new Line(
        Kind.COST,
        cost.costId(),
        cost.category(),
        cost.costType(),
        strategy,
        cost.unit(),
        quantity,
        description,
        price,
        calculations,
        sources,
        null,
        null);
  }

  /** What a discount takes off the costs of one category of one item. */
  static Line discount(Discount discount, Category category, Money off, String reason) {
    Money amount = off.negated();
    return new Line(
        Kind.DISCOUNT,
        discount.discountId(),
        category,
        "DISCOUNT_FLAT",
        Strategy.FLAT,
        null,
        BigDecimal.ONE,
        discount.description(),
        Price.of(amount.amount()),
        List.of(new Calculation(BigDecimal.ONE, amount, amount)),
        List.of(),
        discount.code(),
        reason);
  }

  /** A fee, charged once. */
  static Line fee(Fee fee, Money amount) {
    return new Line(
        Kind.FEE,
        fee.feeId(),
        Category.ONE_TIME,
        "ONE_TIME_FEE",
        Strategy.FLAT,
        null,
        BigDecimal.ONE,
        fee.description(),
        Price.of(amount.amount()),
        List.of(new Calculation(BigDecimal.ONE, amount, amount)),
        List.of(),
        null,
        null);
  }

  /** The sum of the calculations, in the currency's digits. */
  public Money total() {
    return calculations.stream().map(Calculation::total).reduce(Money::plus).orElseThrow();
  }

  /**
   * Inputs and rounding steps, a sentence each; what they say is how {@link #total()} came about.
   */
  public List<String> explanation() {
    var said = new ArrayList<String>();
    if (kind == Kind.DISCOUNT) {
      said.add(reason);
    } else {
      said.add(
          kind == Kind.FEE
              ? "fee, charged once"
              : strategy + (unit == null ? "" : " by " + unit) + ", " + category);
      calculations.forEach(part -> said.add(part.explained()));
    }
    said.add("total " + total().amount().toPlainString() + " " + total().currency());
    return List.copyOf(said);
  }
}
