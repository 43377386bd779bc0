package dev.emporium.checkout.domain.pricing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One item to price. Begin with {@link #of} and add what there is.
 *
 * @param parentItemId the item this one is an add-on of, or null
 * @param customPrices at most one for each cost
 * @param discounts those of this item, in the order they were applied
 * @param customContract what the item's contract says instead of the plan's
 * @param reseller the company whose {@link Markup}s this sale adds, or null
 * @param serviceStart the first day of use, or empty for the day of the purchase
 * @param billingStart the first day that is paid for, or empty for the first day of use
 */
public record PricingItem(
    String itemId,
    String parentItemId,
    PlanTerms terms,
    List<Unit> units,
    List<CustomPrice> customPrices,
    List<Discount> discounts,
    ContractTerms customContract,
    String reseller,
    Optional<LocalDate> serviceStart,
    Optional<LocalDate> billingStart) {
  public PricingItem {
    units = List.copyOf(units);
    customPrices = List.copyOf(customPrices);
    discounts = List.copyOf(discounts);
  }

  /** An item at the catalog's price, from today. */
  public static PricingItem of(String itemId, PlanTerms terms, List<Unit> units) {
    return new PricingItem(
        itemId,
        null,
        terms,
        units,
        List.of(),
        List.of(),
        ContractTerms.NONE,
        null,
        Optional.empty(),
        Optional.empty());
  }

  /** As the add-on of another item; null for none. */
  public PricingItem childOf(String parent) {
    return with(
        parent, customPrices, discounts, customContract, reseller, serviceStart, billingStart);
  }

  /** With prices of its own. */
  public PricingItem withCustomPrices(List<CustomPrice> prices) {
    return with(
        parentItemId, prices, discounts, customContract, reseller, serviceStart, billingStart);
  }

  /** With these discounts; those it is not eligible for take nothing off. */
  public PricingItem withDiscounts(List<Discount> applied) {
    return with(
        parentItemId, customPrices, applied, customContract, reseller, serviceStart, billingStart);
  }

  /** With a contract of its own. */
  public PricingItem withContract(ContractTerms contract) {
    return with(
        parentItemId, customPrices, discounts, contract, reseller, serviceStart, billingStart);
  }

  /** Sold by a reseller, with its markups; null for none. */
  public PricingItem soldBy(String companyId) {
    return with(
        parentItemId,
        customPrices,
        discounts,
        customContract,
        companyId,
        serviceStart,
        billingStart);
  }

  /** Used and paid for from other days than the purchase's. */
  public PricingItem starting(Optional<LocalDate> service, Optional<LocalDate> billing) {
    return with(parentItemId, customPrices, discounts, customContract, reseller, service, billing);
  }

  private PricingItem with(
      String parent,
      List<CustomPrice> prices,
      List<Discount> applied,
      ContractTerms contract,
      String seller,
      Optional<LocalDate> service,
      Optional<LocalDate> billing) {
    return new PricingItem(
        itemId, parent, terms, units, prices, applied, contract, seller, service, billing);
  }

  /** The plan's contract with what is said instead for this item. */
  public ContractTerms contract() {
    return terms.contract().with(customContract);
  }
}
