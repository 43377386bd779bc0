package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.MarketUser;
import dev.emporium.installation.domain.User;
import dev.emporium.installation.event.Removals;
import dev.emporium.installation.store.MarketUserStore;
import dev.emporium.installation.store.UserGroupStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.CustomData;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** OpenChannel's User API / Users. */
public final class UsersOperations {
  private final Database database;
  private final MarketUserStore users;
  private final UserGroupStore groups;
  private final Removals removals;

  public UsersOperations(
      Database database, MarketUserStore users, UserGroupStore groups, Removals removals) {
    this.database = database;
    this.users = users;
    this.groups = groups;
    this.removals = removals;
  }

  /** The section's table. */
  public void bind(Operations ops) {
    ops.on("getUser", this::getUser)
        .on("listUsers", this::listUsers)
        .on("putUser", this::putUser)
        .on("patchUser", this::patchUser)
        .on("deleteUser", this::deleteUser)
        .on("getUserGroup", this::getUserGroup)
        .on("putUserGroup", this::putUserGroup);
  }

  Future<Reply> getUser(Call call) {
    return database
        .read(call.marketplace(), tx -> users.find(tx, call.path("userId")))
        .map(found -> Reply.ok(UsersJson.user(found.orElseThrow(UsersOperations::none))));
  }

  Future<Reply> listUsers(Call call) {
    var query = QueryDocument.parse(call.query("query").orElse(null));
    var sort = SortDocument.parse(call.query("sort").orElse(null));
    int number = call.queryInt("pageNumber");
    int limit = call.queryInt("limit");
    return database
        .read(call.marketplace(), tx -> users.page(tx, query, sort, number, limit))
        .map(page -> Reply.ok(UsersJson.page(page, number, limit, UsersJson::user)));
  }

  Future<Reply> putUser(Call call) {
    String id = call.path("userId");
    MarketUser.Told told = UsersJson.told(call.body(), false);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                locked(tx, id)
                    .compose(
                        known ->
                            known.isPresent()
                                ? users.change(tx, known.get(), told)
                                : users.create(tx, id, told)))
        .map(user -> Reply.ok(UsersJson.user(user)));
  }

  Future<Reply> patchUser(Call call) {
    String id = call.path("userId");
    MarketUser.Told told = UsersJson.told(call.body(), true);
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                locked(tx, id)
                    .compose(
                        known -> users.change(tx, known.orElseThrow(UsersOperations::none), told)))
        .map(user -> Reply.ok(UsersJson.user(user)));
  }

  Future<Reply> deleteUser(Call call) {
    String id = call.path("userId");
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                locked(tx, id)
                    .compose(
                        known -> removals.remove(tx, known.orElseThrow(UsersOperations::none))))
        .map(done -> Reply.ok(new JsonObject()));
  }

  /** The user of this name, whom nobody else changes until the transaction ends. */
  private Future<Optional<MarketUser>> locked(Tx tx, String id) {
    return users.lock(tx, id).compose(locked -> users.find(tx, id));
  }

  Future<Reply> getUserGroup(Call call) {
    return database
        .read(call.marketplace(), tx -> groups.find(tx, call.path("groupId")))
        .map(
            found ->
                Reply.ok(
                    UsersJson.group(
                        found.orElseThrow(() -> Failure.notFound("The group is not found")))));
  }

  Future<Reply> putUserGroup(Call call) {
    JsonObject given = call.body().getJsonObject("customData");
    Map<String, Object> data = given == null ? null : given.getMap();
    if (data != null) {
      CustomData.check("customData", data);
    }
    String email = User.checkedEmail(call.body().getString("email"));
    return database
        .inMarketplace(call.marketplace(), tx -> groups.put(tx, call.path("groupId"), email, data))
        .map(group -> Reply.ok(UsersJson.group(group)));
  }

  static Failure none() {
    return Failure.notFound("The user is not found");
  }
}
