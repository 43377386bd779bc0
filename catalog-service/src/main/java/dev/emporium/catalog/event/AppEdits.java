package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppEdit;
import dev.emporium.catalog.domain.AppStatus;
import dev.emporium.catalog.domain.AppStatus.Editing;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.SafeName;
import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.catalog.domain.Transition;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.catalog.store.NameStore;
import dev.emporium.catalog.store.VersionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** What developers and administrators do to apps that exist: rule, rows and event of each. */
public final class AppEdits {
  private final AppChanges changes;
  private final AppStore apps;
  private final VersionStore versions;
  private final NameStore names;
  private final MarketStore markets;

  public AppEdits(
      AppChanges changes,
      AppStore apps,
      VersionStore versions,
      NameStore names,
      MarketStore markets) {
    this.changes = changes;
    this.apps = apps;
    this.versions = versions;
    this.names = names;
    this.markets = markets;
  }

  /** Which version is meant, and whose it must be ({@code developerId} null: any). */
  public record Target(Optional<AppKey> app, int version, String developerId) {}

  /**
   * Edits a version: in place while it is a draft, as a new draft when it was approved
   * (openchannel.txt:816), not at all while it is in review (openchannel.txt:6048).
   *
   * @param wish what is wanted of the version as it is
   * @param unapproved an administrator's edit that changes even an approved version in place
   * @return the version that was edited or made
   * @throws Failure NOT_FOUND, INVALID, or CONFLICT for a name that is taken or a version in review
   */
  public Future<CatalogApp> edit(
      Tx tx, Target target, Function<AppVersion, AppEdit.Wish> wish, boolean unapproved) {
    return changes
        .owned(tx, target.app(), target.developerId(), target.version())
        .compose(
            before -> {
              AppEdit.Wish wanted = wish.apply(before.version());
              Editing editing = before.version().status().value().editing();
              boolean here = unapproved || wanted.attributesOnly() || editing == Editing.IN_PLACE;
              if (!here && editing == Editing.LOCKED) {
                return Future.failedFuture(
                    Failure.conflict("A version that is in review is locked from changes"));
              }
              AppEdit edit = AppEdit.of(before.version(), wanted);
              return markets
                  .find(tx)
                  .compose(
                      market -> {
                        if (wanted.models() != null) {
                          market.checkPrices(edit.models());
                        }
                        if (wanted.attributes() != null) {
                          market.checkAttributes(edit.attributes());
                        }
                        return edited(tx, before, edit, here);
                      });
            });
  }

  private Future<CatalogApp> edited(Tx tx, CatalogApp before, AppEdit edit, boolean here) {
    App app = before.app();
    return versions
        .plans(tx, app.appId(), edit.models(), before.version().plans())
        .compose(
            plans ->
                (here
                        ? Future.succeededFuture(before.version().number())
                        : versions.nextNumber(tx, app.appId()))
                    .compose(
                        number ->
                            alias(tx, before, edit)
                                .compose(
                                    alias ->
                                        saved(
                                            tx,
                                            before,
                                            before
                                                .version()
                                                .edited(number, edit, plans, AppChanges.now(tx)),
                                            alias))));
  }

  Future<String> alias(Tx tx, CatalogApp before, AppEdit edit) {
    boolean renamed = !SafeName.of(edit.name()).equals(SafeName.of(before.version().name()));
    return renamed
        ? names.alias(tx, before.app().appId(), edit.name())
        : Future.succeededFuture(before.app().safeNames().get(0));
  }

  Future<CatalogApp> saved(Tx tx, CatalogApp before, AppVersion version, String alias) {
    boolean fresh = version.number() != before.version().number();
    App app = before.app().edited(Math.max(version.number(), before.app().latestVersion()), alias);
    var after = before.with(app, version);
    return (fresh ? versions.insert(tx, app, version) : versions.update(tx, app, version))
        .compose(done -> apps.save(tx, app))
        .compose(done -> names.claim(tx, app.appId()))
        .compose(done -> names.give(tx, app.appId(), alias))
        .compose(done -> tell(tx, "app.updated", after))
        .map(after);
  }

  private Future<Void> tell(Tx tx, String event, CatalogApp after) {
    return changes.told(tx, after).compose(told -> tx.append(AppEvents.app(event, told)));
  }

  /**
   * Deletes an app and all its versions; they can still be read (openchannel.txt:2761).
   *
   * @throws Failure NOT_FOUND
   */
  public Future<Void> delete(Tx tx, Optional<AppKey> key, String developerId) {
    return changes
        .current(tx, key, true)
        .compose(
            entry ->
                entry.app().developerId().equals(developerId)
                    ? removed(tx, entry)
                    : Future.failedFuture(Failure.notFound("The app was not found")));
  }

  private Future<Void> removed(Tx tx, CatalogApp entry) {
    App app = entry.app().removed();
    var after = entry.with(app, entry.version());
    return versions
        .deleteAll(tx, app.appId())
        .compose(done -> apps.save(tx, app))
        .compose(done -> names.claim(tx, app.appId()))
        .compose(done -> tx.append(AppEvents.app("app.removed", after)));
  }

  /**
   * Deletes one version. The live one's deletion takes the app off the market, the last one's
   * deletes the app.
   *
   * @throws Failure NOT_FOUND, or CONFLICT while the version is in review
   */
  public Future<Void> deleteVersion(Tx tx, Target target) {
    return changes
        .owned(tx, target.app(), target.developerId(), target.version())
        .compose(
            entry -> {
              if (entry.version().status().value().editing() == Editing.LOCKED) {
                return Future.failedFuture(
                    Failure.conflict("A version that is in review is locked from changes"));
              }
              return versions
                  .latestBesides(tx, entry.app().appId(), target.version())
                  .compose(
                      latest ->
                          latest
                              .map(number -> without(tx, entry, number))
                              .orElseGet(() -> removed(tx, entry)));
            });
  }

  private Future<Void> without(Tx tx, CatalogApp entry, int latest) {
    App app = entry.app().without(entry.version().number(), latest);
    int told = app.liveVersion() == null ? latest : app.liveVersion();
    return versions
        .delete(tx, app.appId(), entry.version().number())
        .compose(done -> apps.save(tx, app))
        .compose(done -> names.claim(tx, app.appId()))
        .compose(done -> apps.version(tx, app.appId(), told))
        .compose(found -> tx.append(AppEvents.app("app.updated", found.orElseThrow())));
  }

  /**
   * Makes a version that was approved before the live one (openchannel.txt:1558).
   *
   * @throws Failure NOT_FOUND, INVALID with field {@code version}, or CONFLICT when its name was
   *     taken meanwhile
   */
  public Future<Void> goLive(Tx tx, Target target) {
    return changes
        .owned(tx, target.app(), target.developerId(), target.version())
        .compose(
            entry -> {
              if (entry.live()) {
                return Future.succeededFuture();
              }
              if (!entry.version().mayGoLive()) {
                throw Failure.invalid("version", "This version was not approved before");
              }
              return changes
                  .current(tx, target.app(), true)
                  .compose(
                      live ->
                          live.live() && live.version().status().value() == AppStatus.SUSPENDED
                              ? Future.failedFuture(
                                  Failure.invalid("version", "The app is suspended"))
                              : live(tx, entry));
            });
  }

  private Future<Void> live(Tx tx, CatalogApp entry) {
    App app = entry.app().next(entry.version().number(), entry.app().integration());
    var after = entry.with(app, entry.version());
    return versions
        .saveLive(tx, app)
        .compose(done -> apps.save(tx, app))
        .compose(done -> names.claim(tx, app.appId()))
        .compose(done -> tx.append(AppEvents.app("app.updated", after)));
  }

  /**
   * A developer suspends or unsuspends their live app (openchannel.txt:1611).
   *
   * @param word suspend or unsuspend
   * @throws Failure NOT_FOUND, INVALID, or PRECONDITION_FAILED without a live version or against an
   *     administrator's suspension
   */
  public Future<Void> suspend(
      Tx tx, Optional<AppKey> key, String developerId, String word, String reason) {
    return changes
        .current(tx, key, true)
        .compose(
            entry -> {
              if (!entry.app().developerId().equals(developerId)) {
                throw Failure.notFound("The app was not found");
              }
              if (!entry.live()) {
                throw Failure.of(Kind.PRECONDITION_FAILED, null, "The app has no live version");
              }
              return Transition.byDeveloper(word, entry.version().status())
                  .map(next -> changes.change(tx, entry, next, Actor.DEVELOPER, reason))
                  .orElse(Future.succeededFuture(entry))
                  .<Void>mapEmpty();
            });
  }

  /**
   * Leads one version to a status (dialects.md (b)).
   *
   * @throws Failure NOT_FOUND, or PRECONDITION_FAILED when no change leads there
   */
  public Future<Void> changeStatus(
      Tx tx, Target target, AppStatus wanted, Actor by, String reason) {
    return changes
        .owned(tx, target.app(), target.developerId(), target.version())
        .compose(
            entry -> {
              Transition next = Transition.towards(wanted, entry.version().status(), by);
              if (next.concernsLive() && !entry.live()) {
                throw Failure.of(
                    Kind.PRECONDITION_FAILED, "status", "This version is not the live one");
              }
              return changes.change(tx, entry, next, by, reason).mapEmpty();
            });
  }
}
