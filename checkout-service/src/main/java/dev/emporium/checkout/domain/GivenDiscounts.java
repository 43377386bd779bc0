package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.Discount;
import dev.emporium.checkout.domain.pricing.PricedItem;
import dev.emporium.checkout.domain.pricing.PricingEngine;
import dev.emporium.checkout.domain.pricing.PricingItem;
import dev.emporium.checkout.domain.pricing.PricingRequest;
import dev.emporium.kit.value.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives items that have no discount of their own the one that applies by itself and takes the most
 * off, the first by id of equals; never more often than it may still be redeemed, the first items
 * first.
 */
final class GivenDiscounts {
  private final List<KnownDiscount> known;
  private final Currency currency;
  private final LocalDate day;
  private final Map<String, Integer> given = new HashMap<>();

  GivenDiscounts(List<KnownDiscount> known, Currency currency, LocalDate day) {
    this.known = known;
    this.currency = currency;
    this.day = day;
  }

  List<PricingItem> to(List<PricingItem> items) {
    items.stream().flatMap(item -> item.discounts().stream()).forEach(this::count);
    var all = new ArrayList<PricingItem>();
    for (PricingItem item : items) {
      all.add(item.discounts().isEmpty() ? given(item) : item);
    }
    return all;
  }

  private PricingItem given(PricingItem item) {
    PricingItem best = item;
    Money least = null;
    for (KnownDiscount discount : known) {
      if (discount.autoApply() && isLeft(discount) && admits(discount, item)) {
        PricingItem with = item.withDiscounts(List.of(discount.terms()));
        Money total = total(with);
        least = least == null ? total(item) : least;
        if (total.compareTo(least) < 0) {
          best = with;
          least = total;
        }
      }
    }
    best.discounts().forEach(this::count);
    return best;
  }

  private boolean admits(KnownDiscount discount, PricingItem item) {
    return discount.refusal(item.terms(), item.units(), currency.getCurrencyCode()).isEmpty();
  }

  private boolean isLeft(KnownDiscount discount) {
    return discount.redemptionsLeft() == null
        || discount.redemptionsLeft() > given.getOrDefault(discount.terms().discountId(), 0);
  }

  private void count(Discount discount) {
    given.merge(discount.discountId(), 1, Integer::sum);
  }

  private Money total(PricingItem item) {
    PricedItem priced =
        PricingEngine.price(PricingRequest.of(currency, day, List.of(item))).items().get(0);
    return priced.total();
  }
}
