package dev.emporium.installation.appdirect;

import dev.emporium.installation.domain.Reach;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.store.CompanyStore;
import dev.emporium.installation.store.MembershipStore;
import dev.emporium.installation.store.UserSearch;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** AppDirect's section User. */
public final class UsersOperations {
  private final Database database;
  private final MembershipStore memberships;
  private final Accounts accounts;
  private final UsersJson json;

  public UsersOperations(
      Database database,
      CompanyStore companies,
      UserStore users,
      MembershipStore memberships,
      String issuer) {
    this.database = database;
    this.memberships = memberships;
    this.accounts = new Accounts(companies, users);
    this.json = new UsersJson(issuer, new CompaniesJson(issuer));
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations.on("listUsers", this::listUsers).on("readUser", this::readUser);
  }

  private Future<Reply> listUsers(Call call) {
    boolean attributes = call.queryBoolean("includeCustomAttributes").orElse(true);
    var search =
        new UserSearch(
            call.query("name").orElse(null),
            call.query("email").orElse(null),
            call.query("externalId").orElse(null),
            call.query("username").orElse(null),
            call.query("companyMembershipRole").orElse(null),
            call.queryLong("lastModified").map(Instant::ofEpochMilli).orElse(null),
            AppDirectJson.excluded(call),
            UserSearch.Order.valueOf(call.query("sortField").orElse("DATE")),
            call.query("sortOrder").filter("DESC"::equals).isPresent(),
            call.queryInt("page"),
            call.queryInt("size"));
    return database
        .read(call.marketplace(), search::run)
        .map(
            found ->
                Reply.ok(
                    AppDirectJson.page(
                        found, search.page(), search.size(), it -> json.write(it, attributes))));
  }

  private Future<Reply> readUser(Call call) {
    Reach reach = Accounts.reach(call);
    boolean attributes = call.queryBoolean("includeCustomAttributes").orElse(true);
    return database
        .read(
            call.marketplace(),
            tx ->
                accounts
                    .user(tx, call.path("userUuid"))
                    .compose(found -> reached(tx, reach, found)))
        .map(it -> Reply.ok(json.write(it, attributes)));
  }

  /** A company's people read the users of their own company (appdirect.txt:11349). */
  private Future<User> reached(Tx tx, Reach reach, Optional<User> found) {
    if (reach.everywhere()) {
      return Future.succeededFuture(found.orElseThrow(Accounts::noUser));
    }
    var refusal = Failure.forbidden("Your roles do not give access to this user");
    if (found.isEmpty() || reach.company() == null) {
      return Future.failedFuture(refusal);
    }
    return memberships
        .find(tx, reach.company(), found.get().userId())
        .map(
            colleague -> {
              if (colleague.isEmpty()) {
                throw refusal;
              }
              return found.get();
            });
  }
}
