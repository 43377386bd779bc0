package dev.emporium.installation.event;

import dev.emporium.installation.domain.Address;
import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.CompanyProfile;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.MembershipRoles;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.event.Received;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a customer of a converted lead, from checkout's {@code lead.converted}: a new company with
 * its first user, under the ids checkout decided, or a known company, under its reseller.
 */
public final class LeadNews {
  private final CompanyStore companies;
  private final UserStore users;
  private final MembershipStore memberships;

  public LeadNews(CompanyStore companies, UserStore users, MembershipStore memberships) {
    this.companies = companies;
    this.users = users;
    this.memberships = memberships;
  }

  /** {@code lead.converted}. */
  public Future<?> converted(Tx tx, Received event) {
    JsonObject data = event.data();
    UUID reseller = UUID.fromString(data.getString("resellerCompanyId"));
    UUID company = UUID.fromString(data.getJsonObject("company").getString("companyId"));
    return companies
        .find(tx, company)
        .compose(
            known -> {
              if (known.isPresent()) {
                return adopt(tx, known.get(), reseller);
              }
              return data.getBoolean("isNew", false)
                  ? make(tx, data, company, reseller)
                  : Future.succeededFuture();
            });
  }

  /** A company that has a parent keeps it: checkout may not have known it yet. */
  private Future<Void> adopt(Tx tx, Company company, UUID reseller) {
    return company.parentId() != null || company.companyId().equals(reseller)
        ? Future.succeededFuture()
        : companies.update(tx, company.under(reseller, tx.now())).mapEmpty();
  }

  private Future<Void> make(Tx tx, JsonObject data, UUID id, UUID reseller) {
    JsonObject person = data.getJsonObject("user");
    JsonObject told = data.getJsonObject("company");
    Company company =
        Company.create(told.getString("name"), null, true, profile(told), List.of(), tx.now())
            .known(id)
            .under(reseller, tx.now());
    return companies
        .create(tx, company)
        .compose(made -> users.findByEmail(tx, person.getString("email")))
        .compose(taken -> user(tx, taken, person, id))
        .compose(
            user ->
                memberships.create(
                    tx,
                    Membership.create(
                        id, user.userId(), Set.of(MembershipRoles.SYS_ADMIN), tx.now())))
        .mapEmpty();
  }

  private static CompanyProfile profile(JsonObject told) {
    var nothing = CompanyProfile.unknown();
    return new CompanyProfile(
        null,
        new Address(
            told.getString("street1"),
            told.getString("street2"),
            told.getString("city"),
            told.getString("state"),
            told.getString("country"),
            told.getString("zip")),
        null,
        null,
        null,
        null,
        false,
        false,
        false,
        false,
        null,
        nothing.defaultRole(),
        told.getString("country"),
        false,
        false,
        null,
        nothing.limits());
  }

  /** Somebody with this address who came meanwhile is the one. */
  private Future<User> user(Tx tx, Optional<User> taken, JsonObject person, UUID company) {
    if (taken.isPresent()) {
      return Future.succeededFuture(taken.get());
    }
    User user =
        User.withEmail(
                company,
                person.getString("email"),
                person.getString("firstName"),
                person.getString("lastName"),
                true,
                tx.now())
            .known(UUID.fromString(person.getString("userId")));
    return users.create(tx, user);
  }
}
