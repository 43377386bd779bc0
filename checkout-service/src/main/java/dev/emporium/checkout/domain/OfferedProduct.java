package dev.emporium.checkout.domain;

import dev.emporium.checkout.domain.pricing.PlanTerms;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A product as the price list shows it.
 *
 * @param type the catalog's product type, or null
 * @param vendor who makes it, or null
 * @param description or null
 * @param pricesHidden whether its prices are shown to nobody
 * @param editions in the catalog's order
 */
public record OfferedProduct(
    String appId,
    long applicationId,
    String name,
    String type,
    String vendor,
    String description,
    boolean pricesHidden,
    Eligibility eligibility,
    List<Edition> editions) {
  public OfferedProduct {
    editions = List.copyOf(editions);
  }

  /** An edition with what it is offered at. */
  public record Edition(
      String editionId,
      String name,
      String revenueType,
      boolean invisible,
      List<String> visibleTo,
      List<Plan> plans) {
    public Edition {
      visibleTo = List.copyOf(visibleTo);
      plans = List.copyOf(plans);
    }

    Edition showing(List<Plan> shown) {
      return new Edition(editionId, name, revenueType, invisible, visibleTo, shown);
    }
  }

  /**
   * A plan of an edition.
   *
   * @param frequency {@code MONTHLY} and so on, or null when the catalog does not say
   * @param freeTrial the catalog's length, unit and gracePeriod, as JSON values, or null
   */
  public record Plan(
      PlanTerms terms,
      boolean onSale,
      String frequency,
      Map<String, Object> freeTrial,
      List<String> visibleTo) {
    public Plan {
      visibleTo = List.copyOf(visibleTo);
    }
  }

  /** True when some plan of it is on sale. */
  public boolean isOnSale() {
    return editions.stream().flatMap(each -> each.plans().stream()).anyMatch(Plan::onSale);
  }

  /**
   * What somebody with these roles may see in a currency: editions without a plan are left out.
   *
   * @param planIds only these plans; empty for all
   */
  public OfferedProduct visibleTo(
      Collection<String> roles, String currency, Collection<String> planIds) {
    List<Edition> shown =
        editions.stream()
            .filter(edition -> !edition.invisible() && admits(edition.visibleTo(), roles))
            .map(
                edition ->
                    edition.showing(
                        edition.plans().stream()
                            .filter(Plan::onSale)
                            .filter(plan -> admits(plan.visibleTo(), roles))
                            .filter(plan -> plan.terms().isSoldIn(currency))
                            .filter(
                                plan ->
                                    planIds.isEmpty() || planIds.contains(plan.terms().planId()))
                            .toList()))
            .filter(edition -> !edition.plans().isEmpty())
            .toList();
    return new OfferedProduct(
        appId, applicationId, name, type, vendor, description, pricesHidden, eligibility, shown);
  }

  /** True when this uuid or application number names it. */
  public boolean isNamed(String id) {
    return id.equalsIgnoreCase(appId) || Objects.equals(id, String.valueOf(applicationId));
  }

  private static boolean admits(List<String> only, Collection<String> roles) {
    return only.isEmpty() || only.stream().anyMatch(roles::contains);
  }
}
