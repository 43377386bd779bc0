package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.ContractTerms;
import dev.emporium.checkout.domain.pricing.CustomPrice;
import java.util.List;

/**
 * What was agreed for an item beside the catalog's price.
 *
 * @param discountCode as it was typed, or null
 * @param discountId a discount's uuid or number, or null
 * @param customPrices at most one for each cost of the plan
 * @param contract what the contract says instead of the plan's; NONE for nothing
 * @param billing when recurring costs begin
 */
public record Deal(
    String discountCode,
    String discountId,
    List<CustomPrice> customPrices,
    ContractTerms contract,
    BillingStart billing) {
  /** Nothing: the catalog's price and contract. */
  public static final Deal NONE =
      new Deal(null, null, List.of(), ContractTerms.NONE, BillingStart.WITH_SERVICE);

  public Deal {
    customPrices = List.copyOf(customPrices);
  }

  /** True when a discount is asked for. */
  public boolean hasDiscount() {
    return discountCode != null || discountId != null;
  }

  /** True when both set the same prices, contract and beginning. */
  public boolean sellsLike(Deal other) {
    return customPrices.equals(other.customPrices)
        && contract.equals(other.contract)
        && billing.equals(other.billing);
  }

  /** True when it has this code or, for a discount that has this code, its id. */
  boolean isDiscountedBy(String code, List<String> ids) {
    return code.equalsIgnoreCase(discountCode)
        || (discountId != null && ids.stream().anyMatch(discountId::equalsIgnoreCase));
  }

  Deal withoutDiscount() {
    return new Deal(null, null, customPrices, contract, billing);
  }
}
