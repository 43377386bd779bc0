package dev.emporium.catalog.domain.product;

import dev.emporium.catalog.domain.Plan;
import java.util.List;
import java.util.Set;

/**
 * What somebody sees of a product (appdirect.txt:6714): those who look after the marketplace see
 * everything.
 */
public record Sight(Set<String> roles) {
  private static final Set<String> MANAGERS =
      Set.of("ROLE_CHANNEL_ADMIN", "ROLE_SALES_SUPPORT", "ROLE_CHANNEL_PRODUCT_SUPPORT");

  /** Whether nothing is hidden. */
  public boolean manager() {
    return roles.stream().anyMatch(MANAGERS::contains);
  }

  /** Whether the edition is shown. */
  public boolean sees(Edition edition) {
    return manager() || (!edition.invisible() && among(edition.visibleTo()));
  }

  /** Whether the plan is shown, in an edition that is. */
  public boolean sees(Plan plan) {
    return manager() || among(plan.terms().visibleTo());
  }

  private boolean among(List<String> visibleTo) {
    return visibleTo.isEmpty() || visibleTo.stream().anyMatch(roles::contains);
  }
}
