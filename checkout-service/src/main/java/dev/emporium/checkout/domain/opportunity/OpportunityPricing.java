package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.Party;
import dev.emporium.checkout.domain.pricing.Discount;
import dev.emporium.checkout.domain.pricing.Fee;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.PricingEngine;
import dev.emporium.checkout.domain.pricing.PricingItem;
import dev.emporium.checkout.domain.pricing.PricingRequest;
import dev.emporium.checkout.domain.pricing.TaxRate;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an opportunity costs: its frozen price lists, through the one engine. */
public final class OpportunityPricing {
  private OpportunityPricing() {}

  /**
   * Prices what has a plan.
   *
   * @param day of the sale; dates before it mean this day
   */
  public static PricedCart of(Deal deal, Currency currency, People people, LocalDate day) {
    List<PricingItem> items =
        deal.items().stream()
            .filter(item -> item.terms().isPresent())
            .map(item -> item(deal, item, item.terms().get(), people, day))
            .toList();
    List<Fee> fees = deal.shipping().flatMap(Shipping::fee).map(List::of).orElse(List.of());
    return PricingEngine.price(
        new PricingRequest(currency, day, items, List.of(), fees, TaxRate.NONE));
  }

  /**
   * What a plan costs at its smallest quantities when an agent of this company begins to sell it.
   */
  public static PricedCart initial(
      PlanTerms terms, Currency currency, Party owner, OwnerType type, LocalDate day) {
    PricingItem item =
        PricingItem.of(terms.planId(), terms, List.of()).soldBy(reseller(owner, type));
    return PricingEngine.price(PricingRequest.of(currency, day, List.of(item)));
  }

  private static PricingItem item(
      Deal deal, OpportunityItem item, PlanTerms terms, People people, LocalDate day) {
    String parent = deal.parentOf(item).map(each -> each.id().toString()).orElse(null);
    Optional<LocalDate> service = later(item.provisioning(), day);
    return PricingItem.of(item.id().toString(), terms, item.units())
        .childOf(parent)
        .withCustomPrices(item.customPrices())
        .withContract(item.contract())
        .withDiscounts(discounts(deal, item.id()))
        .soldBy(reseller(people.owner(), people.ownerType()))
        .starting(service, billingStart(item, service, day));
  }

  /** The marketplace's billing cycle is the month: the next one begins on its first day. */
  private static Optional<LocalDate> billingStart(
      OpportunityItem item, Optional<LocalDate> service, LocalDate day) {
    if (item.billing().strategy().equals(Timing.NEXT_CYCLE)) {
      LocalDate from = service.orElse(day);
      return Optional.of(from.withDayOfMonth(1).plusMonths(1));
    }
    return later(item.billing(), day);
  }

  private static Optional<LocalDate> later(Timing timing, LocalDate day) {
    return timing.day().filter(asked -> asked.isAfter(day));
  }

  /** An amount comes off each item it is applied to (appdirect.txt:5300). */
  private static List<Discount> discounts(Deal deal, UUID item) {
    return deal.discounts().stream()
        .filter(applied -> applied.items().contains(item))
        .map(AppliedDiscount::discount)
        .toList();
  }

  private static String reseller(Party owner, OwnerType type) {
    return type == OwnerType.RESELLER ? owner.company().toString() : null;
  }
}
