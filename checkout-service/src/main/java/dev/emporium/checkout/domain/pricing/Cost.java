package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.value.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * One cost of a plan as the catalog publishes it.
 *
 * @param costId the catalog's id of this cost, or null for one that only says what is included
 * @param costType the vendor's word: {@code RECURRING_FLAT}, {@code RECURRING_PER_UNIT}, {@code
 *     ONE_TIME_FLAT}, {@code ONE_TIME_PER_UNIT}, {@code SETUP_FEE}, {@code CONTRACT_FEE}, {@code
 *     INCLUDED}, {@code METERED_USAGE} …
 * @param unit the unit it is priced by, or null when it is not priced by units
 * @param description for the invoice; null for the plan's name
 * @param included how many of the unit are not charged; of an {@code INCLUDED} cost, how many it
 *     tells of
 * @param priceOf how many units one price buys: 1, or an increment
 * @param prices by currency code; empty for what costs nothing anywhere
 */
public record Cost(
    String costId,
    Category category,
    String costType,
    Strategy strategy,
    String unit,
    String description,
    BigDecimal included,
    BigDecimal priceOf,
    Map<String, Price> prices,
    List<Markup> markups) {
  /** The type of a cost that charges nothing and says how many units are included. */
  public static final String INCLUDED = "INCLUDED";

  /** The type of a cost that is charged once for the contract. */
  public static final String CONTRACT_FEE = "CONTRACT_FEE";

  private static final Price NOTHING = Price.of(BigDecimal.ZERO);

  public Cost {
    included = included == null ? BigDecimal.ZERO : included;
    priceOf = priceOf == null || priceOf.signum() <= 0 ? BigDecimal.ONE : priceOf;
    prices = Map.copyOf(prices);
    markups = List.copyOf(markups);
  }

  /** A cost of one currency without ranges. */
  public Cost(
      String costId,
      Category category,
      String costType,
      Strategy strategy,
      String unit,
      Money price) {
    this(
        costId,
        category,
        costType,
        strategy,
        unit,
        null,
        BigDecimal.ZERO,
        BigDecimal.ONE,
        Map.of(price.currency().getCurrencyCode(), Price.of(price.amount())),
        List.of());
  }

  /** True when it charges nothing, in any currency. */
  public boolean isFree() {
    return strategy.isFree()
        || INCLUDED.equals(costType)
        || prices.values().stream().allMatch(Price::isZero);
  }

  /** True when it has a price in this currency, or needs none. */
  public boolean isSoldIn(String currency) {
    return isFree() || prices.containsKey(currency);
  }

  /** Its price in this currency; nothing when it has none. */
  public Price price(String currency) {
    return prices.getOrDefault(currency, NOTHING);
  }

  /** True when the quantity of a unit decides what it costs. */
  public boolean isPerUnit() {
    return unit != null && strategy.isPerUnit() && !INCLUDED.equals(costType);
  }
}
