package dev.emporium.checkout.appdirect.opportunity;

import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.opportunity.OpportunityItem;
import dev.emporium.checkout.domain.opportunity.Product;
import dev.emporium.checkout.domain.opportunity.Timing;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.failure.Failure;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An item somebody wants to add, before plan and product are looked up.
 *
 * @param path where it stands in the request, such as {@code items[0].}
 * @param parent or null
 * @param planId or null when {@code productId} is given
 * @param productId or null when {@code planId} is given
 */
record ItemWish(
    String path,
    String parent,
    String planId,
    String productId,
    List<Unit> units,
    Timing provisioning,
    Timing billing,
    Map<String, List<String>> attributes,
    Map<String, List<String>> requiredFields) {

  /**
   * The item at today's price list; plan and product are known. Fails with INVALID when the plan is
   * not the product's, or not sold in the currency.
   *
   * @param products by the name the caller used
   */
  OpportunityItem item(
      Map<String, KnownPlan> plans, Map<String, Product> products, Currency currency) {
    Optional<PlanTerms> terms =
        Optional.ofNullable(planId).map(id -> soldIn(plans.get(id).terms(), currency, path));
    Optional<Product> product = Optional.ofNullable(productId).map(products::get);
    if (terms.isPresent()
        && product.isPresent()
        && !terms.get().appId().equals(product.get().id())) {
      throw Failure.invalid(path + "productId", "the pricing plan is of another product");
    }
    return new OpportunityItem(
            UUID.randomUUID(),
            parent,
            terms.map(PlanTerms::appId).orElseGet(() -> product.orElseThrow().id()),
            terms.map(PlanTerms::appName).orElseGet(() -> product.orElseThrow().name()),
            terms,
            units,
            List.of(),
            ContractTerms.NONE,
            provisioning,
            billing,
            attributes,
            requiredFields)
        .checked(path);
  }

  /** The terms themselves; fails with INVALID when they have no price in the currency. */
  static PlanTerms soldIn(PlanTerms terms, Currency currency, String path) {
    if (!terms.isSoldIn(currency.getCurrencyCode())) {
      throw Failure.invalid(
              path + "pricingPlanId",
              "Pricing plan with ID " + terms.planId() + " is not sold in " + currency + ".")
          .withCode("CURRENCY_NOT_SUPPORTED");
    }
    return terms;
  }
}
