package dev.emporium.catalog.domain.product;

import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import java.util.List;

/** How an edition earns. */
public enum RevenueType {
  RECURRING,
  ONE_TIME,
  FREE;

  /** Of an edition with these plans. */
  public static RevenueType of(List<Plan> plans) {
    List<PricingModel.Type> types = plans.stream().map(plan -> plan.model().type()).toList();
    if (types.contains(PricingModel.Type.RECURRING)) {
      return RECURRING;
    }
    return types.contains(PricingModel.Type.SINGLE) ? ONE_TIME : FREE;
  }
}
