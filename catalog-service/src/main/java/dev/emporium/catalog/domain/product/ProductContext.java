package dev.emporium.catalog.domain.product;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A product from where one user of one company stands: what they have of it, and what keeps them
 * from buying it.
 *
 * @param all what the company and the user have and had, what holds first
 * @param inBundle whether they have a bundle that holds it
 * @param hasParent whether they have a product that an add-on goes with
 */
public record ProductContext(
    CatalogApp entry,
    Sight sight,
    Viewer viewer,
    List<Entitlement> all,
    boolean inBundle,
    boolean hasParent,
    Instant now) {

  /** What holds now, or is about to. */
  public Optional<Entitlement> current() {
    return all.stream().filter(one -> one.active() || one.pending()).findFirst();
  }

  /** Whether the user may use it. */
  public boolean assigned() {
    return all.stream().anyMatch(one -> one.assignedTo(viewer.userId()));
  }

  /** Different users it is assigned to. */
  public long assignedUsers() {
    return all.stream()
        .filter(Entitlement::active)
        .map(Entitlement::userId)
        .filter(Objects::nonNull)
        .distinct()
        .count();
  }

  /** A trial is for those who never had the product, if any of its plans has one. */
  public boolean trialAllowed() {
    return all.isEmpty()
        && entry.version().plans().stream()
            .filter(sight::sees)
            .anyMatch(plan -> plan.terms().trial() != null);
  }

  /** Days of the trial that are left, the last one begun; empty outside of one. */
  public Optional<Long> trialDaysLeft() {
    return current()
        .filter(one -> one.active() && one.trial() && one.expires() != null)
        .map(
            one -> {
              long seconds = Math.max(0, Duration.between(now, one.expires()).toSeconds());
              return (seconds + 86_399) / 86_400;
            });
  }

  /** The plan that is held, when the product still has it. */
  public Optional<Plan> plan() {
    return current()
        .flatMap(
            one ->
                entry.version().plans().stream()
                    .filter(
                        plan ->
                            one.planId() == null
                                ? plan.model().modelId().equals(one.modelId())
                                : plan.planId().equals(one.planId()))
                    .findFirst());
  }

  /** Why it cannot be bought, in our words; empty when it can. */
  public List<String> restrictions() {
    var reasons = new ArrayList<String>();
    if (!entry.buyable()) {
      reasons.add("PRODUCT_NOT_AVAILABLE");
    }
    if (!entry.version().restriction().mayOwn(viewer.customData())) {
      reasons.add("USER_NOT_ELIGIBLE");
    }
    if (entry.version().sheet().addOn() && !hasParent) {
      reasons.add("ADD_ON_NEEDS_PRODUCT");
    }
    return List.copyOf(reasons);
  }
}
