package dev.emporium.checkout.domain.pricing;

import java.util.List;

/**
 * Where a part of a cost's price comes from (appdirect.txt:10056-10072).
 *
 * @param priceType {@code BASE_PRICE}, {@code RESELLER_MARKUP}, or what a custom price calls itself
 * @param priceLevel {@code NONE}, a markup's type, or {@code ITEM} for a custom price
 * @param priceEntity {@code NONE}, or the company whose markup it is
 * @param used false when a custom price takes the place of this one
 */
public record PriceSource(
    String priceType,
    String priceLevel,
    String priceEntity,
    Strategy strategy,
    Price price,
    List<Calculation> calculations,
    boolean used) {
  public PriceSource {
    calculations = List.copyOf(calculations);
  }
}
