package dev.emporium.installation.appdirect;

import dev.emporium.installation.domain.Company;
import dev.emporium.installation.domain.Membership;
import dev.emporium.installation.domain.MembershipRoles;
import dev.emporium.installation.domain.Reach;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** AppDirect's section Companies. */
public final class CompaniesOperations {
  private final Database database;
  private final CompanyStore companies;
  private final UserStore users;
  private final MembershipStore memberships;
  private final Accounts accounts;
  private final CompaniesJson json;

  public CompaniesOperations(
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
    this.json = new CompaniesJson(issuer);
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations
        .on("listCompanies", this::listCompanies)
        .on("createCompany", this::createCompany)
        .on("readCompany", this::readCompany)
        .on("patchCompany", this::patchCompany);
  }

  private Future<Reply> listCompanies(Call call) {
    boolean attributes = call.queryBoolean("includeCustomAttributes").orElse(true);
    boolean limits = call.queryBoolean("includePurchaseLimitData").orElse(true);
    boolean descending = call.query("sortOrder").filter("DESC"::equals).isPresent();
    int page = call.queryInt("page");
    int size = call.queryInt("size");
    JsonArray excluded = AppDirectJson.excluded(call);
    return database
        .read(
            call.marketplace(),
            tx ->
                companies.list(
                    tx, call.query("name").orElse(null), excluded, descending, page, size))
        .map(
            found ->
                Reply.ok(
                    AppDirectJson.page(
                        found, page, size, it -> json.write(it, attributes, limits))));
  }

  private Future<Reply> createCompany(Call call) {
    JsonObject body = call.body();
    Reach reach = Accounts.reach(call);
    return database
        .inMarketplace(
            call.marketplace(),
            tx -> {
              Company company = CompaniesJson.create(body, tx.now());
              return companies
                  .create(tx, company)
                  .compose(
                      created ->
                          firstUser(tx, created, body.getJsonObject("firstUser"), reach)
                              .map(created));
            })
        .map(it -> Reply.created(json.write(it, true, true)));
  }

  /** The first user administers the company unless other roles are named (appdirect.txt:207). */
  private Future<Membership> firstUser(Tx tx, Company company, JsonObject user, Reach reach) {
    if (user == null) {
      return Future.succeededFuture();
    }
    var roles = MembershipRoles.given(roles(user), MembershipRoles.SYS_ADMIN, reach.staff());
    return users
        .create(tx, UsersJson.create(user, company.companyId(), company.allowLogin(), tx.now()))
        .compose(
            created ->
                memberships.create(
                    tx, Membership.create(company.companyId(), created.userId(), roles, tx.now())));
  }

  private Future<Reply> readCompany(Call call) {
    Reach reach = Accounts.reach(call);
    return database
        .read(call.marketplace(), tx -> accounts.company(tx, reach, call.path("companyUuid")))
        .map(it -> Reply.ok(json.write(it, true, true)));
  }

  private Future<Reply> patchCompany(Call call) {
    Reach reach = Accounts.reach(call);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                accounts
                    .company(tx, reach, call.path("companyUuid"))
                    .compose(it -> checkChange(tx, reach, it).map(it))
                    .compose(
                        it -> companies.update(tx, CompaniesJson.patch(it, call.body(), tx.now()))))
        .map(it -> Reply.ok(json.write(it, true, true)));
  }

  private Future<Void> checkChange(Tx tx, Reach reach, Company target) {
    Future<Optional<Company>> own =
        reach.everywhere() || reach.company() == null
            ? Future.succeededFuture(Optional.empty())
            : companies.find(tx, reach.company());
    return own.map(
        it -> {
          reach.checkChange(target, it.orElse(null));
          return null;
        });
  }

  static List<String> roles(JsonObject body) {
    JsonArray roles = body.getJsonArray("roles", new JsonArray());
    if (roles == null) {
      throw Failure.invalid("roles", "roles must be a list");
    }
    return roles.stream().map(String::valueOf).toList();
  }
}
