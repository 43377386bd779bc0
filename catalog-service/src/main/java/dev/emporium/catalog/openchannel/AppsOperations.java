package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.Ownership;
import dev.emporium.catalog.domain.Viewer;
import dev.emporium.catalog.event.AppChanges;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.AppListStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.LiveApp;
import dev.emporium.catalog.store.NameStore;
import dev.emporium.catalog.store.OwnershipStore;
import dev.emporium.catalog.store.SearchStore;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.catalog.store.UserStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import dev.emporium.kit.query.FieldNames;
import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Developer API and User API, section Apps. */
public final class AppsOperations {
  private final Database database;
  private final AppChanges changes;
  private final AppListStore lists;
  private final UserStore users;
  private final OwnershipStore ownerships;
  private final StatisticStore statistics;
  private final DeveloperStore developers;
  private final NameStore names;
  private final SearchStore search;

  public AppsOperations(
      Database database,
      AppChanges changes,
      AppListStore lists,
      UserStore users,
      OwnershipStore ownerships,
      StatisticStore statistics,
      DeveloperStore developers,
      NameStore names,
      SearchStore search) {
    this.database = database;
    this.changes = changes;
    this.lists = lists;
    this.users = users;
    this.ownerships = ownerships;
    this.statistics = statistics;
    this.developers = developers;
    this.names = names;
    this.search = search;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("createApp", this::createApp)
        .on("publishApp", this::publishApp)
        .on("listApps", this::listApps)
        .on("getApp", this::getApp)
        .on("getAppBySafeName", this::getAppBySafeName)
        .on("searchApps", this::searchApps);
  }

  private Future<Reply> createApp(Call call) {
    var draft = AppsJson.draft(call.body());
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                changes
                    .create(tx, draft)
                    .compose(
                        created ->
                            lists
                                .group(tx, created.app().appId())
                                .map(group -> AppsJson.version(created, null, group.orElse(null)))))
        .map(Reply::ok);
  }

  private Future<Reply> publishApp(Call call) {
    JsonObject body = call.body();
    int version = body.getInteger("version");
    boolean autoApprove = body.getBoolean("autoApprove", false);
    Optional<AppKey> key = AppKey.openchannel(call.path("appId"));
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                developers
                    .acting(tx, key, body.getString("developerId"))
                    .compose(owner -> changes.publish(tx, key, owner, version, autoApprove)))
        .map(
            published ->
                published.version().restriction().present()
                    ? Reply.accepted(new JsonObject())
                    : Reply.ok(new JsonObject()));
  }

  private Future<Reply> listApps(Call call) {
    var sort = SortDocument.parse(call.query("sort").orElse(null));
    return listed(call, sort, tx -> Future.succeededFuture(""));
  }

  /** Words as they are; only when no app has them all, words like them. */
  private Future<Reply> searchApps(Call call) {
    String text = call.query("text").orElse("");
    List<String> fields = FieldNames.parse(call.query("fields").orElse(""), "fields");
    String exact = SearchStore.exact(text, SearchStore.known(fields));
    if (exact.isEmpty()) {
      return Future.succeededFuture(
          Reply.ok(
              AppsJson.pages(
                  0, call.queryInt("pageNumber"), call.queryInt("limit"), new JsonArray())));
    }
    var unsorted = SortDocument.parse(null);
    return listed(
        call,
        unsorted,
        tx ->
            search
                .anything(tx, exact)
                .compose(
                    some ->
                        some ? Future.succeededFuture(exact) : search.tolerant(tx, text, fields)));
  }

  private Future<Reply> listed(
      Call call, SortDocument sort, Function<Tx, Future<String>> wantedText) {
    var query = QueryDocument.parse(call.query("query").orElse(null));
    int page = call.queryInt("pageNumber");
    int limit = call.queryInt("limit");
    boolean owned = call.queryBoolean("isOwner").orElse(false);
    if (owned && call.query("userId").isEmpty()) {
      throw Failure.invalid("userId", "This field is required");
    }
    return database
        .read(
            call.marketplace(),
            tx ->
                wantedText
                    .apply(tx)
                    .compose(
                        text ->
                            viewer(tx, call)
                                .compose(
                                    viewer ->
                                        lists
                                            .list(
                                                tx,
                                                new AppListStore.Search(
                                                    query, sort, viewer, owned, text, page, limit))
                                            .compose(found -> shown(tx, viewer, found)))))
        .map(shown -> Reply.ok(AppsJson.pages(shown.total(), page, limit, array(shown))));
  }

  private Future<Reply> getApp(Call call) {
    Optional<AppKey> key = AppKey.openchannel(call.path("appId"));
    return got(call, tx -> Future.succeededFuture(key));
  }

  private Future<Reply> getAppBySafeName(Call call) {
    return got(call, tx -> names.owner(tx, call.path("safeName")).map(id -> id.map(AppKey::of)));
  }

  private Future<Reply> got(Call call, Function<Tx, Future<Optional<AppKey>>> wanted) {
    boolean track = call.queryBoolean("trackViews").orElse(false);
    Function<Tx, Future<JsonObject>> read =
        tx -> wanted.apply(tx).compose(key -> app(tx, call, key, track));
    return (track
            ? database.inMarketplace(call.marketplace(), read)
            : database.read(call.marketplace(), read))
        .map(Reply::ok);
  }

  private Future<JsonObject> app(Tx tx, Call call, Optional<AppKey> key, boolean track) {
    return viewer(tx, call)
        .compose(
            viewer ->
                key.map(known -> lists.find(tx, known))
                    .orElse(Future.succeededFuture(Optional.empty()))
                    .map(found -> visible(found, viewer))
                    .compose(
                        live ->
                            (track
                                    ? statistics.count(tx, live.entry().app().appId(), "views")
                                    : Future.<Void>succeededFuture())
                                .compose(done -> shown(tx, viewer, new Page<>(List.of(live), 1)))))
        .map(shown -> shown.rows().get(0));
  }

  private static LiveApp visible(Optional<LiveApp> found, Optional<Viewer> viewer) {
    return found
        .filter(
            live ->
                viewer
                    .map(user -> live.entry().version().restriction().mayView(user.customData()))
                    .orElse(true))
        .orElseThrow(() -> Failure.notFound("Not found"));
  }

  private Future<Optional<Viewer>> viewer(Tx tx, Call call) {
    return call.query("userId")
        .map(user -> users.viewer(tx, user).map(Optional::of))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  private Future<Page<JsonObject>> shown(Tx tx, Optional<Viewer> viewer, Page<LiveApp> page) {
    var apps = page.rows().stream().map(live -> live.entry().app().appId()).toList();
    return Future.all(
            ownerships.of(tx, viewer.orElse(Viewer.UNKNOWN), apps), statistics.of(tx, apps))
        .map(
            both -> {
              Map<UUID, Ownership> owned = both.resultAt(0);
              Map<UUID, JsonObject> counted = both.resultAt(1);
              return new Page<>(
                  page.rows().stream()
                      .map(
                          live -> {
                            UUID app = live.entry().app().appId();
                            return AppsJson.app(live, counted.get(app), owned.get(app));
                          })
                      .toList(),
                  page.total());
            });
  }

  private static JsonArray array(Page<JsonObject> page) {
    var array = new JsonArray();
    page.rows().forEach(array::add);
    return array;
  }
}
