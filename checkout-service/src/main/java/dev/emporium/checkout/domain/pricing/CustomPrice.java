package dev.emporium.checkout.domain.pricing;

import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * What one cost of an item is sold for instead of the catalog's price (appdirect.txt:8716-8757).
 *
 * @param costId the cost it replaces the price of
 * @param priceType how it calls itself, such as {@code MARKETPLACE_RESELLER_PURCHASE_PRICE}
 * @param strategy how it is calculated, or null as the catalog's price is
 * @param price in the currency of the sale
 */
public record CustomPrice(String costId, String priceType, Strategy strategy, Price price) {

  /**
   * Fails with INVALID when an amount has more decimals than prices are told and kept with.
   *
   * @param field where the price stands in the request
   */
  public void requireTenDecimals(String field) {
    Stream<BigDecimal> amounts =
        Stream.concat(
            Stream.of(price.amount()), price.ranges().stream().map(range -> range.price()));
    if (amounts.anyMatch(amount -> amount.stripTrailingZeros().scale() > 10)) {
      throw Failure.invalid(field, "has more than ten decimals");
    }
  }

  /** How it is calculated; a cost that was free is charged once. */
  Strategy strategyFor(Cost cost) {
    Strategy own = cost.strategy().isFree() ? Strategy.FLAT : cost.strategy();
    return strategy == null ? own : strategy;
  }
}
