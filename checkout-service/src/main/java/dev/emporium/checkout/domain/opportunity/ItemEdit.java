package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A change of one item: what is empty stays as it is.
 *
 * @param terms of the plan that is wanted; the price list stays frozen when it is the item's own
 */
public record ItemEdit(
    PlanTerms terms,
    Optional<List<Unit>> units,
    Optional<List<CustomPrice>> customPrices,
    Optional<ContractTerms> contract,
    Optional<Timing> provisioning,
    Optional<Timing> billing,
    Optional<Map<String, List<String>>> attributes,
    Optional<Map<String, List<String>>> requiredFields) {

  /**
   * The edited item. Another plan has other costs and another contract, so custom ones that are not
   * given anew go. Fails with INVALID as {@link OpportunityItem#checked}.
   */
  public OpportunityItem of(OpportunityItem item) {
    boolean samePlan = terms.planId().equals(item.planId());
    return new OpportunityItem(
            item.id(),
            item.parent(),
            terms.appId(),
            terms.appName(),
            samePlan ? item.terms() : Optional.of(terms),
            units.orElse(item.units()),
            customPrices.orElse(samePlan ? item.customPrices() : List.of()),
            contract.orElse(samePlan ? item.contract() : ContractTerms.NONE),
            provisioning.orElse(item.provisioning()),
            billing.orElse(item.billing()),
            attributes.orElse(item.attributes()),
            requiredFields.orElse(item.requiredFields()))
        .checked("");
  }

  /** What somebody needs permission for who makes {@code after} of {@code before}. */
  public static Set<OpportunityAction> needed(OpportunityItem before, OpportunityItem after) {
    Set<OpportunityAction> needed = EnumSet.of(OpportunityAction.EDIT);
    boolean prices =
        !after.customPrices().isEmpty() && !after.customPrices().equals(before.customPrices());
    boolean dropped =
        after.customPrices().isEmpty()
            && !before.customPrices().isEmpty()
            && Objects.equals(before.planId(), after.planId());
    if (prices || dropped) {
      needed.add(OpportunityAction.SET_CUSTOM_PRICE);
    }
    boolean contract = !after.contract().equals(before.contract());
    if (contract && !(after.contract().isEmpty() && !samePlan(before, after))) {
      needed.add(OpportunityAction.SET_CUSTOM_CONTRACT);
    }
    needed.addAll(dates(before.provisioning(), before.billing(), after));
    return needed;
  }

  /** What somebody needs permission for who adds this item. */
  public static Set<OpportunityAction> needed(OpportunityItem added) {
    Set<OpportunityAction> needed = EnumSet.of(OpportunityAction.ADD_PRODUCT);
    needed.addAll(dates(Timing.IMMEDIATELY, Timing.WITH_SERVICE, added));
    return needed;
  }

  private static Set<OpportunityAction> dates(Timing service, Timing bill, OpportunityItem after) {
    Set<OpportunityAction> needed = EnumSet.noneOf(OpportunityAction.class);
    if (!after.provisioning().equals(service)) {
      needed.add(OpportunityAction.SET_PROVISIONING_DATE);
    }
    if (!after.billing().equals(bill)) {
      needed.add(OpportunityAction.SET_BILLING_DATE);
    }
    return needed;
  }

  private static boolean samePlan(OpportunityItem before, OpportunityItem after) {
    return Objects.equals(before.planId(), after.planId());
  }
}
