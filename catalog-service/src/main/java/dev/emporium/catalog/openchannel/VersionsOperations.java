package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.AppEdit;
import dev.emporium.catalog.domain.AppStatus;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.catalog.event.AppEdits;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.Listing;
import dev.emporium.catalog.store.VersionListStore;
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
import java.util.Optional;
import java.util.function.Function;

/** Developer API, section Apps: what happens to apps after they were made. */
public final class VersionsOperations {
  private final Database database;
  private final AppEdits edits;
  private final DeveloperStore developers;
  private final VersionListStore versions;

  public VersionsOperations(
      Database database, AppEdits edits, DeveloperStore developers, VersionListStore versions) {
    this.database = database;
    this.edits = edits;
    this.developers = developers;
    this.versions = versions;
  }

  /** Binds the section's operations. */
  public void bind(Operations table) {
    table
        .on("updateApp", this::updateApp)
        .on("updateAppFields", this::updateAppFields)
        .on("patchAppVersion", this::patchAppVersion)
        .on("deleteApp", this::deleteApp)
        .on("deleteAppVersion", this::deleteAppVersion)
        .on("listAppVersions", this::listAppVersions)
        .on("getAppVersion", this::getAppVersion)
        .on("changeLiveVersion", this::changeLiveVersion)
        .on("changeAppStatus", this::changeAppStatus)
        .on("changeVersionStatus", this::changeVersionStatus);
  }

  private Future<Reply> updateApp(Call call) {
    AppEdit.Wish wish = VersionsJson.replaced(call.body());
    return edited(call, before -> wish, false);
  }

  private Future<Reply> updateAppFields(Call call) {
    var updates = call.body().getJsonArray("fields");
    return edited(call, before -> VersionsJson.updated(before, updates), false);
  }

  private Future<Reply> patchAppVersion(Call call) {
    boolean unapproved = !call.body().getBoolean("approvalRequired", true);
    return edited(call, before -> VersionsJson.merged(before, call.body()), unapproved);
  }

  private Future<Reply> edited(
      Call call, Function<AppVersion, AppEdit.Wish> wish, boolean unapproved) {
    AppEdits.Target target = target(call, call.body().getString("developerId"));
    return database
        .inMarketplace(
            call.marketplace(),
            tx ->
                acting(tx, target)
                    .compose(theirs -> edits.edit(tx, theirs, wish, unapproved))
                    .compose(
                        after ->
                            versions.find(
                                tx, AppKey.of(after.app().appId()), after.version().number())))
        .map(Optional::orElseThrow)
        .map(shown -> Reply.ok(AppsJson.version(shown)));
  }

  private Future<Reply> deleteApp(Call call) {
    Optional<AppKey> key = AppKey.openchannel(call.path("appId"));
    String developer = call.query("developerId").orElseThrow();
    return done(
        call,
        tx -> developers.acting(tx, key, developer).compose(owner -> edits.delete(tx, key, owner)));
  }

  private Future<Reply> deleteAppVersion(Call call) {
    AppEdits.Target target = target(call, call.query("developerId").orElseThrow());
    return done(call, tx -> acting(tx, target).compose(theirs -> edits.deleteVersion(tx, theirs)));
  }

  private Future<Reply> listAppVersions(Call call) {
    var listing =
        new Listing(
            QueryDocument.parse(call.query("query").orElse(null)),
            SortDocument.parse(call.query("sort").orElse(null)),
            call.queryInt("pageNumber"),
            call.queryInt("limit"));
    return database
        .read(call.marketplace(), tx -> versions.list(tx, listing, call.query("developerId")))
        .map(found -> Reply.ok(VersionsJson.pages(found, listing.page(), listing.limit())));
  }

  private Future<Reply> getAppVersion(Call call) {
    int number = number(call);
    Optional<AppKey> key = AppKey.openchannel(call.path("appId"));
    Optional<String> developer = call.query("developerId");
    return database
        .read(
            call.marketplace(),
            tx ->
                developers
                    .acting(tx, key, developer.orElse(null))
                    .compose(
                        owner ->
                            key.map(known -> versions.find(tx, known, number))
                                .orElse(Future.succeededFuture(Optional.empty()))
                                .map(found -> found.filter(shown -> belongs(shown, owner)))))
        .map(found -> found.orElseThrow(VersionsOperations::missing))
        .map(shown -> Reply.ok(AppsJson.version(shown)));
  }

  private static boolean belongs(VersionListStore.Shown shown, String owner) {
    return owner == null || owner.equals(shown.entry().app().developerId());
  }

  /** Developers of one group act on each other's apps. */
  private Future<AppEdits.Target> acting(Tx tx, AppEdits.Target target) {
    return developers
        .acting(tx, target.app(), target.developerId())
        .map(owner -> new AppEdits.Target(target.app(), target.version(), owner));
  }

  private Future<Reply> changeLiveVersion(Call call) {
    JsonObject body = call.body();
    var target =
        new AppEdits.Target(
            AppKey.openchannel(call.path("appId")),
            body.getInteger("version"),
            body.getString("developerId"));
    return done(call, tx -> acting(tx, target).compose(theirs -> edits.goLive(tx, theirs)));
  }

  private Future<Reply> changeAppStatus(Call call) {
    JsonObject body = call.body();
    String reason = reason(body);
    Optional<AppKey> key = AppKey.openchannel(call.path("appId"));
    return done(
        call,
        tx ->
            developers
                .acting(tx, key, body.getString("developerId"))
                .compose(owner -> edits.suspend(tx, key, owner, body.getString("status"), reason)));
  }

  private Future<Reply> changeVersionStatus(Call call) {
    JsonObject body = call.body();
    AppEdits.Target target = target(call, body.getString("developerId"));
    AppStatus wanted = AppStatus.of(body.getString("status"));
    Actor by = Actor.of(body.getString("modifiedBy", "administrator"));
    String reason = reason(body);
    return done(
        call,
        tx ->
            acting(tx, target)
                .compose(theirs -> edits.changeStatus(tx, theirs, wanted, by, reason)));
  }

  private Future<Reply> done(Call call, Function<Tx, Future<Void>> work) {
    return database
        .inMarketplace(call.marketplace(), work)
        .map(nothing -> Reply.ok(new JsonObject()));
  }

  private static AppEdits.Target target(Call call, String developerId) {
    return new AppEdits.Target(AppKey.openchannel(call.path("appId")), number(call), developerId);
  }

  /** A number that no version can have names no version. */
  private static int number(Call call) {
    long number = call.pathLong("version");
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw missing();
    }
    return (int) number;
  }

  private static Failure missing() {
    return Failure.notFound("The app or version was not found");
  }

  private static String reason(JsonObject body) {
    String reason = body.getString("reason", "");
    if (reason.indexOf('\0') >= 0) {
      throw Failure.invalid("reason", "Null characters are not allowed");
    }
    return reason;
  }
}
