package dev.emporium.checkout.domain.opportunity;

import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import dev.emporium.checkout.domain.pricing.PlanTerms;
import dev.emporium.checkout.domain.pricing.Unit;
import dev.emporium.kit.failure.Failure;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One product of an opportunity.
 *
 * @param parent the parent's product or item as the caller wrote it, or null
 * @param productId the catalog's app
 * @param productName as the catalog called it when the item was added
 * @param terms the price list, frozen when its plan was chosen; empty while there is none
 * @param contract what differs from the plan's contract
 * @param attributes custom attributes of the subscription
 * @param requiredFields what the vendor asked for
 */
public record OpportunityItem(
    UUID id,
    String parent,
    String productId,
    String productName,
    Optional<PlanTerms> terms,
    List<Unit> units,
    List<CustomPrice> customPrices,
    ContractTerms contract,
    Timing provisioning,
    Timing billing,
    Map<String, List<String>> attributes,
    Map<String, List<String>> requiredFields) {

  public OpportunityItem {
    units = List.copyOf(units);
    customPrices = List.copyOf(customPrices);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    requiredFields = Collections.unmodifiableMap(new LinkedHashMap<>(requiredFields));
  }

  /** The plan's id, or null while there is none. */
  public String planId() {
    return terms.map(PlanTerms::planId).orElse(null);
  }

  /**
   * Fails with INVALID when two units or two custom prices are of the same, or a custom price names
   * no cost of the plan.
   *
   * @param path where the item stands in the request, such as {@code [0].}, or empty
   */
  public OpportunityItem checked(String path) {
    for (int i = 0; i < units.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (units.get(i).isOf(units.get(j).unit())) {
          throw Failure.invalid(path + "units[" + i + "].unit", "is given twice");
        }
      }
    }
    Set<String> priced = new HashSet<>();
    Set<String> known = new HashSet<>();
    terms.ifPresent(plan -> plan.costs().forEach(cost -> known.add(cost.costId())));
    for (CustomPrice price : customPrices) {
      if (!known.contains(price.costId())) {
        throw Failure.invalid(
                path + "customPrices",
                "The pricing plan has no cost with ID " + price.costId() + ".")
            .withCode("COST_NOT_FOUND");
      }
      if (!priced.add(price.costId())) {
        throw Failure.invalid(path + "customPrices", price.costId() + " is given twice");
      }
      price.requireTenDecimals(path + "customPrices");
    }
    return this;
  }

  /** With other values for what the vendor asks, in place of all it had. */
  public OpportunityItem withRequiredFields(Map<String, List<String>> values) {
    return new OpportunityItem(
        id,
        parent,
        productId,
        productName,
        terms,
        units,
        customPrices,
        contract,
        provisioning,
        billing,
        attributes,
        values);
  }

  /** True when the caller may mean this item by what it wrote as a parent. */
  boolean isCalled(String name) {
    return name.equalsIgnoreCase(id.toString())
        || name.equalsIgnoreCase(productId)
        || terms.filter(plan -> name.equals(Long.toString(plan.applicationId()))).isPresent();
  }
}
