package dev.emporium.checkout.domain.pricing;

/**
 * What one cost of an item is sold for instead of the catalog's price (appdirect.txt:8716-8757).
 *
 * @param costId the cost it replaces the price of
 * @param priceType how it calls itself, such as {@code MARKETPLACE_RESELLER_PURCHASE_PRICE}
 * @param strategy how it is calculated, or null as the catalog's price is
 * @param price in the currency of the sale
 */
public record CustomPrice(String costId, String priceType, Strategy strategy, Price price) {

  /** How it is calculated; a cost that was free is charged once. */
  Strategy strategyFor(Cost cost) {
    Strategy own = cost.strategy().isFree() ? Strategy.FLAT : cost.strategy();
    return strategy == null ? own : strategy;
  }
}
