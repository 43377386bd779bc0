package dev.emporium.checkout.domain.opportunity;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Which opportunities somebody sees: everything, or what these companies own and what agents of
 * these types own.
 */
public record Visibility(boolean everything, Set<UUID> companies, Set<OwnerType> types) {
  /** Nothing. */
  public static final Visibility NOTHING = new Visibility(false, Set.of(), Set.of());

  static final Visibility EVERYTHING = new Visibility(true, Set.of(), Set.of());

  public Visibility {
    companies = Set.copyOf(companies);
    types = Set.copyOf(types);
  }

  static Visibility ofCompany(UUID company) {
    return company == null ? NOTHING : new Visibility(false, Set.of(company), Set.of());
  }

  static Visibility ofType(OwnerType type) {
    return new Visibility(false, Set.of(), EnumSet.of(type));
  }

  /** What either sees. */
  Visibility plus(Visibility other) {
    var allCompanies = new HashSet<>(companies);
    allCompanies.addAll(other.companies);
    var allTypes = new HashSet<>(types);
    allTypes.addAll(other.types);
    return new Visibility(everything || other.everything, allCompanies, allTypes);
  }

  /** Whether an opportunity of these people is seen. */
  public boolean covers(People people) {
    return covers(people.owner().company(), people.ownerType());
  }

  /** Whether what an agent of this company and type owns is seen. */
  public boolean covers(UUID ownerCompany, OwnerType type) {
    return everything || companies.contains(ownerCompany) || types.contains(type);
  }
}
