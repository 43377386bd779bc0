package dev.emporium.installation.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a user and the user's company already have of one app, and what a new wish to install it
 * therefore means.
 *
 * @param all every installation of the app that is the user's or the company's, or covers the user
 *     through a group licence
 */
public record Owned(List<Installation> all, UUID userId, UUID companyId) {
  private static final Comparator<Installation> NEWEST =
      Comparator.comparing(Installation::createdAt).thenComparing(Installation::id).reversed();

  public Owned {
    all = all.stream().sorted(NEWEST).toList();
  }

  /**
   * The installation that is being made for the same wish already, to be waited for together. 409
   * when the app is owned, in a trial, or asked for with another model.
   */
  public Optional<Installation> underWay(Plan plan) {
    var mine = all.stream().filter(one -> one.ownedBy(userId, true)).toList();
    if (mine.stream().anyMatch(Installation::active)) {
      throw Failure.conflict(
          "The User already owns this app (or is already participating in a trial)");
    }
    var pending = mine.stream().filter(Installation::pending).findFirst();
    if (pending.isPresent() && !pending.get().terms().plan().planId().equals(plan.planId())) {
      throw Failure.conflict("The User is already installing this app with another model");
    }
    return pending;
  }

  /** The uninstalled record this plan may be taken up with again, at no cost. */
  public Optional<Installation> returning(Plan plan) {
    if (!plan.returnsFree()) {
      return Optional.empty();
    }
    return all.stream()
        .filter(one -> one.userId() != null && one.userId().equals(userId))
        .filter(one -> one.standing().licence() == Licence.UNINSTALLED)
        .filter(one -> one.terms().plan().planId().equals(plan.planId()))
        .findFirst();
  }

  /** Whether a recurring plan of the app has been owned: a trial is given once. */
  public boolean triedBefore() {
    return all.stream()
        .filter(one -> one.terms().subscriptionId() != null)
        .filter(one -> one.ownedBy(userId, true))
        .anyMatch(one -> one.terms().plan().type() == Plan.Type.RECURRING);
  }

  /** The same without what the user has in other companies. */
  public Owned withinCompany() {
    return new Owned(
        all.stream().filter(one -> one.companyId().equals(companyId)).toList(), userId, companyId);
  }

  /** The company's newest valid installation, whoever of it installed it. */
  public Optional<Installation> ofCompany() {
    return all.stream()
        .filter(one -> one.companyId().equals(companyId))
        .filter(Installation::active)
        .findFirst();
  }

  /** The company's newest installation whose purchase is under way. */
  public Optional<Installation> pendingOfCompany() {
    return all.stream()
        .filter(one -> one.companyId().equals(companyId))
        .filter(Installation::pending)
        .findFirst();
  }
}
