package dev.emporium.checkout.domain.pricing;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/**
 * What is to be priced.
 *
 * @param day of the purchase, in the buyer's time zone
 * @param discounts of the whole sale, in the order they were applied; each is for every item it may
 *     be used for, after the items' own
 */
public record PricingRequest(
    Currency currency,
    LocalDate day,
    List<PricingItem> items,
    List<Discount> discounts,
    List<Fee> fees,
    TaxRate tax) {
  public PricingRequest {
    items = List.copyOf(items);
    discounts = List.copyOf(discounts);
    fees = List.copyOf(fees);
  }

  /** Items alone, without tax. */
  public static PricingRequest of(Currency currency, LocalDate day, List<PricingItem> items) {
    return new PricingRequest(currency, day, items, List.of(), List.of(), TaxRate.NONE);
  }

  /** With discounts of the whole sale and fees. */
  public PricingRequest with(List<Discount> wholeSale, List<Fee> charged) {
    return new PricingRequest(currency, day, items, wholeSale, charged, tax);
  }
}
