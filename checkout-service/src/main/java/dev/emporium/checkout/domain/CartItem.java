package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.failure.Failure;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of a cart.
 *
 * @param referenceId the caller's own name for it in this cart, or null
 * @param parentId the item whose add-on it is, or null
 * @param planId the pricing plan as the caller wrote it; it need not exist (validation tells)
 * @param terms the plan's terms, frozen when the item was added; absent while the plan is unknown
 * @param deal discount, custom prices and contract
 * @param carried what the caller gave and gets back: custom attributes and the like, as JSON values
 */
public record CartItem(
    UUID id,
    String referenceId,
    UUID parentId,
    String planId,
    Optional<PlanTerms> terms,
    List<Unit> units,
    Deal deal,
    Map<String, Object> carried) {
  private static final BigDecimal LARGEST = new BigDecimal("1000000000");

  public CartItem {
    units = List.copyOf(units);
    carried = Collections.unmodifiableMap(new LinkedHashMap<>(carried));
  }

  /** True when it is the add-on of another item. */
  public boolean isAddOn() {
    return parentId != null;
  }

  /**
   * Checks what a schema cannot: quantities in range, each unit once, each cost priced once.
   *
   * @param path where the item stands in the request, such as {@code items[0].}, or empty
   */
  public void check(String path) {
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      String field = path + "units[" + i + "]";
      if (unit.quantity().signum() <= 0 || unit.quantity().compareTo(LARGEST) > 0) {
        throw Failure.invalid(
            field + ".quantity", "must be greater than 0 and at most " + LARGEST.toPlainString());
      }
      if (unit.quantity().stripTrailingZeros().scale() > 10) {
        throw Failure.invalid(field + ".quantity", "has more than ten decimals");
      }
      if (units.subList(0, i).stream().anyMatch(before -> before.isOf(unit.unit()))) {
        throw Failure.invalid(field + ".unit", unit.unit() + " is given twice");
      }
    }
    var priced = new HashSet<String>();
    for (int i = 0; i < deal.customPrices().size(); i++) {
      String field = path + "customPrices[" + i + "]";
      if (!priced.add(deal.customPrices().get(i).costId())) {
        throw Failure.invalid(field + ".costId", "has a price already");
      }
      deal.customPrices().get(i).requireTenDecimals(field);
    }
  }

  /**
   * This item with the terms of its plan frozen, unless they are already; a plan that is not known
   * leaves it as it is. Fails with INVALID when the plan is not sold in the cart's currency.
   *
   * @param path where the item stands in the request, such as {@code items[0].}, or empty
   */
  public CartItem frozen(Map<String, KnownPlan> plans, Currency currency, String path) {
    Optional<PlanTerms> sold =
        terms.or(() -> Optional.ofNullable(plans.get(planId)).map(KnownPlan::terms));
    if (sold.filter(plan -> !plan.isSoldIn(currency.getCurrencyCode())).isPresent()) {
      throw Failure.invalid(
              path + "pricingPlanId",
              "Pricing plan with ID " + planId + " is not sold in " + currency + ".")
          .withCode("CURRENCY_NOT_SUPPORTED");
    }
    return sold.equals(terms) ? this : with(parentId, sold, deal);
  }

  /**
   * What this item becomes when {@code other} is put in its place: the id and the parent stay, the
   * reference stays unless a new one is given, and the price stays frozen while the plan is the
   * same.
   */
  public CartItem replacedBy(CartItem other) {
    boolean samePlan = planId.equals(other.planId) && terms.isPresent();
    return new CartItem(
        id,
        other.referenceId == null ? referenceId : other.referenceId,
        parentId,
        other.planId,
        samePlan ? terms : other.terms,
        other.units,
        other.deal,
        other.carried);
  }

  /** As the add-on of another item, or of none when {@code parent} is null. */
  public CartItem under(UUID parent) {
    return with(parent, terms, deal);
  }

  /** At the price without a discount. */
  CartItem undiscounted() {
    return with(parentId, terms, deal.withoutDiscount());
  }

  private CartItem with(UUID parent, Optional<PlanTerms> sold, Deal agreed) {
    return new CartItem(id, referenceId, parent, planId, sold, units, agreed, carried);
  }
}
