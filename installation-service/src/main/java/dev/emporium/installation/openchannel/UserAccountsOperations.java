package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.User;
import dev.emporium.installation.domain.UserAccount;
import dev.emporium.installation.store.UserAccountStore;
import dev.emporium.installation.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The later OpenChannel document's user accounts: the administrator's side of users. */
public final class UserAccountsOperations {
  private final Database database;
  private final UserAccountStore accounts;
  private final UserStore users;

  public UserAccountsOperations(Database database, UserAccountStore accounts, UserStore users) {
    this.database = database;
    this.accounts = accounts;
    this.users = users;
  }

  /** The section's table. */
  public void bind(Operations ops) {
    ops.on("getUserAccount", this::getUserAccount)
        .on("listUserAccounts", this::listUserAccounts)
        .on("putUserAccount", this::putUserAccount)
        .on("patchUserAccount", this::patchUserAccount)
        .on("deleteUserAccount", this::deleteUserAccount);
  }

  Future<Reply> getUserAccount(Call call) {
    return database
        .read(call.marketplace(), tx -> known(tx, call))
        .map(it -> Reply.ok(UsersJson.account(it)));
  }

  Future<Reply> listUserAccounts(Call call) {
    var query = QueryDocument.parse(call.query("query").orElse(null));
    var sort = SortDocument.parse(call.query("sort").orElse(null));
    int number = call.queryInt("pageNumber");
    int limit = call.queryInt("limit");
    return database
        .read(call.marketplace(), tx -> accounts.page(tx, query, sort, number, limit))
        .map(page -> Reply.ok(UsersJson.page(page, number, limit, UsersJson::account)));
  }

  Future<Reply> putUserAccount(Call call) {
    JsonObject body = call.body();
    String id = call.path("userAccountId");
    var told = UsersJson.told(body, false);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                users
                    .openChannel(tx, body.getString("userId"), null)
                    .compose(
                        of ->
                            accounts
                                .find(tx, id)
                                .compose(
                                    known ->
                                        accounts.put(
                                            tx,
                                            known
                                                .orElseGet(
                                                    () -> UserAccount.of(id, of.user(), tx.now()))
                                                .told(told, of.user())))))
        .map(it -> Reply.ok(UsersJson.account(it)));
  }

  Future<Reply> patchUserAccount(Call call) {
    var told = UsersJson.told(call.body(), true);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                known(tx, call)
                    .compose(
                        it ->
                            owner(tx, call.body().getString("userId"), it)
                                .compose(user -> accounts.put(tx, it.told(told, user)))))
        .map(it -> Reply.ok(UsersJson.account(it)));
  }

  private Future<User> owner(Tx tx, String userId, UserAccount it) {
    return userId == null
        ? users.find(tx, it.userId()).map(found -> found.orElseThrow())
        : users.openChannel(tx, userId, null).map(UserStore.Placed::user);
  }

  Future<Reply> deleteUserAccount(Call call) {
    return database
        .inMarketplace(
            call.marketplace(), tx -> known(tx, call).compose(it -> accounts.remove(tx, it)))
        .map(done -> Reply.ok(new JsonObject()));
  }

  private Future<UserAccount> known(Tx tx, Call call) {
    return accounts
        .find(tx, call.path("userAccountId"))
        .map(found -> found.orElseThrow(() -> Failure.notFound("The user account is not found")));
  }
}
