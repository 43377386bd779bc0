package dev.emporium.installation.appdirect;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.MembershipRoles;
import dev.emporium.installation.domain.Reach;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** AppDirect's section Company memberships. */
public final class MembershipsOperations {
  private final Database database;
  private final CompanyStore companies;
  private final UserStore users;
  private final MembershipStore memberships;
  private final Accounts accounts;
  private final UsersJson json;

  public MembershipsOperations(
      Database database,
      CompanyStore companies,
      UserStore users,
      MembershipStore memberships,
      String issuer) {
    this.database = database;
    this.companies = companies;
    this.users = users;
    this.memberships = memberships;
    this.accounts = new Accounts(companies, users);
    this.json = new UsersJson(issuer, new CompaniesJson(issuer));
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("createMembership", this::createMembership)
        .on("readMembership", this::readMembership);
  }

  /** A membership with everything it is shown with. */
  private record Shown(Membership membership, User user, Company company) {}

  private Future<Reply> createMembership(Call call) {
    Reach reach = Accounts.reach(call);
    JsonObject body = call.body();
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                checkInviter(tx, reach, call)
                    .compose(done -> accounts.company(tx, reach, call.path("companyUuid")))
                    .compose(company -> join(tx, reach, company, body)))
        .map(it -> Reply.created(json.membership(it.membership(), it.user(), it.company(), true)));
  }

  private Future<Shown> join(Tx tx, Reach reach, Company company, JsonObject body) {
    Set<String> roles =
        MembershipRoles.given(
            CompaniesOperations.roles(body),
            "ROLE_" + company.profile().defaultRole(),
            reach.staff());
    JsonObject person = body.getJsonObject("user");
    return users
        .findByEmail(tx, person.getString("email", ""))
        .compose(
            known ->
                known.isPresent()
                    ? Future.succeededFuture(known.get())
                    : users.create(
                        tx,
                        UsersJson.create(
                            person, company.companyId(), company.allowLogin(), tx.now())))
        .compose(
            user ->
                memberships
                    .create(
                        tx, Membership.create(company.companyId(), user.userId(), roles, tx.now()))
                    .map(membership -> new Shown(membership, user, company)));
  }

  /** With partner authority alone somebody must be named who invites (appdirect.txt:916). */
  private Future<Void> checkInviter(Tx tx, Reach reach, Call call) {
    Optional<String> inviter = call.query("inviterUuid");
    if (inviter.isEmpty()) {
      if (reach.onlyPartner()) {
        throw Failure.invalid("inviterUuid", "inviterUuid is required with ROLE_PARTNER");
      }
      return Future.succeededFuture();
    }
    return accounts
        .user(tx, inviter.get())
        .map(
            found -> {
              if (found.isEmpty()) {
                throw Failure.invalid("inviterUuid", "The inviter was not found");
              }
              return null;
            });
  }

  private Future<Reply> readMembership(Call call) {
    Reach reach = Accounts.reach(call);
    boolean withCompany = call.queryBoolean("includeCompanies").orElse(true);
    boolean attributes = call.queryBoolean("includeUserCustomAttributes").orElse(true);
    return database
        .read(
            call.marketplace(),
            tx -> show(tx, reach, call.path("companyUuid"), call.pathUuid("userUuid")))
        .map(
            it ->
                Reply.ok(
                    json.membership(
                        it.membership(),
                        it.user(),
                        withCompany ? it.company() : null,
                        attributes)));
  }

  private Future<Shown> show(Tx tx, Reach reach, String address, UUID userId) {
    return accounts
        .find(tx, address)
        .compose(
            company ->
                company.isEmpty()
                    ? Future.failedFuture(missing(reach))
                    : memberships
                        .find(tx, company.get().companyId(), userId)
                        .compose(
                            membership ->
                                checkShown(tx, reach, company.get(), membership)
                                    .compose(done -> users.find(tx, userId))
                                    .map(
                                        user ->
                                            new Shown(
                                                membership.orElseThrow(),
                                                user.orElseThrow(),
                                                company.get()))));
  }

  /**
   * A Reseller Manager sees only memberships that have the Reseller role or belong to a company
   * linked to a reseller (appdirect.txt:754).
   */
  private Future<Void> checkShown(
      Tx tx, Reach reach, Company company, Optional<Membership> membership) {
    Future<Boolean> managed =
        reach.covers(company) || !reach.resellerManager()
            ? Future.succeededFuture(false)
            : resells(tx, company)
                .map(
                    linked ->
                        linked
                            || membership
                                .filter(it -> it.roles().contains("ROLE_RESELLER"))
                                .isPresent());
    return managed.map(
        allowed -> {
          if (!allowed) {
            reach.check(company);
          }
          if (membership.isEmpty()) {
            throw Failure.notFound("The membership was not found").withCode("MEMBERSHIP_NOT_FOUND");
          }
          return null;
        });
  }

  private Future<Boolean> resells(Tx tx, Company company) {
    if (company.profile().reseller() || company.parentId() == null) {
      return Future.succeededFuture(company.profile().reseller());
    }
    return companies
        .find(tx, company.parentId())
        .map(parent -> parent.filter(it -> it.profile().reseller()).isPresent());
  }

  private static Failure missing(Reach reach) {
    return reach.everywhere()
        ? Failure.notFound("The company was not found").withCode("COMPANY_NOT_FOUND")
        : Reach.forbidden();
  }
}
