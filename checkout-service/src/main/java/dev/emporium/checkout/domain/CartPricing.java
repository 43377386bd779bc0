package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.PricedCart;
import dev.emporium.checkout.domain.pricing.PricingEngine;
import dev.emporium.checkout.domain.pricing.PricingItem;
import dev.emporium.checkout.domain.pricing.PricingRequest;
import dev.emporium.kit.failure.Failure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A cart with its price.
 *
 * @param unpriced items whose plan is unknown or not sold in the cart's currency
 */
public record CartPricing(PricedCart priced, List<CartItem> unpriced) {

  /**
   * Prices what can be priced: with the frozen terms of an item, or, when its plan was unknown as
   * it was added, with the plan's terms of today.
   *
   * @param day of the purchase
   */
  public static CartPricing of(Cart cart, CartFacts facts, LocalDate day) {
    var items = new ArrayList<PricingItem>();
    var unpriced = new ArrayList<CartItem>();
    for (CartItem item : cart.items()) {
      Optional<PlanTerms> terms =
          item.terms()
              .or(() -> Optional.ofNullable(facts.plans().get(item.planId())).map(KnownPlan::terms))
              .filter(plan -> plan.isSoldIn(cart.currency().getCurrencyCode()));
      if (terms.isPresent()) {
        items.add(priced(cart, item, terms.get(), facts, day));
      } else {
        unpriced.add(item);
      }
    }
    var given = new GivenDiscounts(facts.discounts(), cart.currency(), day);
    var request =
        PricingRequest.of(cart.currency(), day, given.to(items))
            .with(List.of(), cart.fees().stream().map(fee -> fee.priced(cart.locale())).toList());
    return new CartPricing(PricingEngine.price(request), List.copyOf(unpriced));
  }

  private static PricingItem priced(
      Cart cart, CartItem item, PlanTerms terms, CartFacts facts, LocalDate day) {
    Deal deal = item.deal();
    UUID seller = facts.owner().parent();
    return PricingItem.of(item.id().toString(), terms, item.units())
        .childOf(item.isAddOn() ? item.parentId().toString() : null)
        .withCustomPrices(deal.customPrices())
        .withDiscounts(
            facts.discounts().stream()
                .filter(each -> deal.hasDiscount())
                .filter(each -> each.isNamed(deal.discountCode(), deal.discountId()))
                .filter(
                    each ->
                        each.refusal(terms, item.units(), cart.currency().getCurrencyCode())
                            .isEmpty())
                .map(KnownDiscount::terms)
                .limit(1)
                .toList())
        .withContract(deal.contract())
        .starting(Optional.empty(), deal.billing().after(day))
        .soldBy(seller == null ? null : seller.toString());
  }

  /** The codes and ids of the discounts that the items name. */
  public static List<String> discountNames(Cart cart) {
    return cart.items().stream()
        .map(CartItem::deal)
        .flatMap(deal -> Stream.of(deal.discountCode(), deal.discountId()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The whole cart's price; fails with CONFLICT when an item has none, naming its plan. */
  public PricedCart complete() {
    if (!unpriced.isEmpty()) {
      throw Failure.conflict(
              "Pricing plan with ID "
                  + unpriced.get(0).planId()
                  + " not found in the currency of the shopping cart.")
          .withCode("PRICING_PLAN_NOT_FOUND");
    }
    return priced;
  }
}
