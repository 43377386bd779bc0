package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.KnownPlan;
import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Copies what an opportunity offers into a new one, at today's price list (appdirect.txt:5656).
 *
 * @param plans of today, by id
 * @param may what the one who copies may do with the new opportunity
 * @param ids makes the new items' ids
 */
public record DealCopy(
    Map<String, KnownPlan> plans,
    Currency currency,
    Predicate<OpportunityAction> may,
    Supplier<UUID> ids) {

  /**
   * The copy: without discounts, and without items whose plan is not known any more or not sold in
   * the currency.
   *
   * @param withShipping whether the shipping address is the new customer's as well
   */
  public Deal of(Deal source, boolean withShipping) {
    Map<String, UUID> newIds = new LinkedHashMap<>();
    source.items().stream()
        .filter(this::stays)
        .forEach(item -> newIds.put(item.id().toString(), ids.get()));
    List<OpportunityItem> items =
        source.items().stream()
            .filter(item -> newIds.containsKey(item.id().toString()))
            .map(item -> item(item, newIds))
            .toList();
    return new Deal(items, List.of(), withShipping ? source.shipping() : Optional.empty());
  }

  private boolean stays(OpportunityItem item) {
    return item.terms().isEmpty()
        || Optional.ofNullable(plans.get(item.planId()))
            .filter(plan -> plan.terms().isSoldIn(currency.getCurrencyCode()))
            .isPresent();
  }

  private OpportunityItem item(OpportunityItem item, Map<String, UUID> newIds) {
    Optional<PlanTerms> terms = item.terms().map(old -> plans.get(old.planId()).terms());
    UUID parent = item.parent() == null ? null : newIds.get(item.parent());
    return new OpportunityItem(
        newIds.get(item.id().toString()),
        parent == null ? item.parent() : parent.toString(),
        item.productId(),
        item.productName(),
        terms,
        item.units(),
        may.test(OpportunityAction.SET_CUSTOM_PRICE) ? prices(item, terms) : List.of(),
        may.test(OpportunityAction.SET_CUSTOM_CONTRACT) ? item.contract() : ContractTerms.NONE,
        may.test(OpportunityAction.SET_PROVISIONING_DATE)
            ? item.provisioning()
            : Timing.IMMEDIATELY,
        may.test(OpportunityAction.SET_BILLING_DATE) ? item.billing() : Timing.WITH_SERVICE,
        item.attributes(),
        item.requiredFields());
  }

  private static List<CustomPrice> prices(OpportunityItem item, Optional<PlanTerms> terms) {
    Set<String> costs =
        terms.stream()
            .flatMap(plan -> plan.costs().stream())
            .map(cost -> String.valueOf(cost.costId()))
            .collect(Collectors.toUnmodifiableSet());
    return item.customPrices().stream().filter(price -> costs.contains(price.costId())).toList();
  }
}
