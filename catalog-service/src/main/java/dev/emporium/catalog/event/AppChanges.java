package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppDraft;
import dev.emporium.catalog.domain.AppStatus;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Integration;
import dev.emporium.catalog.domain.IntegrationRules;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.StatusChange;
import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.catalog.domain.Transition;
import dev.emporium.catalog.domain.product.ProductSheet;
import dev.emporium.catalog.domain.product.Selling;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.catalog.store.NameStore;
import dev.emporium.catalog.store.VersionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Changes of apps: rule, rows and event of each in the caller's transaction. */
public final class AppChanges {
  private final AppStore apps;
  private final DeveloperStore developers;
  private final CategoryStore categories;
  private final NameStore names;
  private final VersionStore versions;
  private final MarketStore markets;

  public AppChanges(
      AppStore apps,
      DeveloperStore developers,
      CategoryStore categories,
      NameStore names,
      VersionStore versions,
      MarketStore markets) {
    this.apps = apps;
    this.developers = developers;
    this.categories = categories;
    this.names = names;
    this.versions = versions;
    this.markets = markets;
  }

  /**
   * The editions and plans of an app to be made; {@code editionId} is that of the first edition.
   */
  record Offered(UUID editionId, ProductSheet sheet, List<Plan> plans) {}

  /**
   * Makes an app whose first version is in development, and its developer when they are new.
   *
   * @throws Failure CONFLICT with field {@code name}
   */
  public Future<CatalogApp> create(Tx tx, AppDraft draft) {
    var appId = Ids.uuid7();
    return markets
        .find(tx)
        .compose(
            market -> {
              market.checkPrices(draft.models());
              return create(
                  tx,
                  appId,
                  draft,
                  numbers ->
                      versions
                          .plans(tx, appId, draft.models(), List.of())
                          .map(plans -> new Offered(Ids.uuid7(), ProductSheet.PLAIN, plans)));
            })
        .compose(created -> tx.append(AppEvents.app("app.created", created)).map(created));
  }

  /** Makes an app and its rows, but does not tell of it. */
  Future<CatalogApp> create(
      Tx tx, UUID appId, AppDraft draft, Function<AppStore.Numbers, Future<Offered>> offer) {
    return developers
        .ensure(tx, draft.developerId())
        .compose(
            developer ->
                (developer.created()
                        ? tx.append(DeveloperEvents.created(developer.uuid(), draft.developerId()))
                        : Future.<Void>succeededFuture())
                    .compose(done -> apps.numbers(tx))
                    .compose(
                        numbers ->
                            offer
                                .apply(numbers)
                                .compose(
                                    offered ->
                                        names
                                            .alias(tx, appId, draft.name())
                                            .map(
                                                alias ->
                                                    made(
                                                        tx,
                                                        draft,
                                                        appId,
                                                        developer.uuid(),
                                                        numbers,
                                                        offered,
                                                        alias)))))
        .compose(created -> apps.insert(tx, created).map(created));
  }

  private static CatalogApp made(
      Tx tx,
      AppDraft draft,
      UUID appId,
      UUID developer,
      AppStore.Numbers numbers,
      Offered offered,
      String alias) {
    Instant now = now(tx);
    var app =
        new App(
            appId,
            Ids.hex24(),
            numbers.application(),
            offered.editionId(),
            numbers.edition(),
            draft.developerId(),
            developer,
            List.of(alias),
            null,
            1,
            false,
            Integration.none(Ids.hex24()),
            Selling.USUAL,
            1,
            now);
    var version =
        new AppVersion(
            1,
            draft.name(),
            draft.type(),
            StatusChange.draft(now),
            offered.plans(),
            draft.customData(),
            draft.restriction(),
            draft.access(),
            Map.of(),
            offered.sheet(),
            now,
            now,
            null,
            null,
            false);
    return new CatalogApp(app, version, 0, 0);
  }

  /**
   * Submits a version for approval, or approves it at once. Publishing what is submitted or
   * approved already changes nothing.
   *
   * @return the version after it
   * @throws Failure NOT_FOUND, or INVALID when its state does not allow it
   */
  public Future<CatalogApp> publish(
      Tx tx, Optional<AppKey> key, String developerId, int number, boolean autoApprove) {
    return owned(tx, key, developerId, number)
        .compose(
            entry ->
                notSuspended(tx, entry, autoApprove)
                    .map(done -> Transition.publish(entry.version().status().value(), autoApprove))
                    .compose(
                        transition ->
                            transition
                                .map(
                                    next ->
                                        change(
                                            tx,
                                            entry,
                                            next,
                                            autoApprove ? Actor.SYSTEM : Actor.DEVELOPER,
                                            ""))
                                .orElse(Future.succeededFuture(entry))));
  }

  /** A developer cannot get round an administrator's suspension with a new version. */
  private Future<Void> notSuspended(Tx tx, CatalogApp entry, boolean autoApprove) {
    App app = entry.app();
    if (!autoApprove || app.liveVersion() == null || entry.live()) {
      return Future.succeededFuture();
    }
    return apps.version(tx, app.appId(), app.liveVersion())
        .map(Optional::orElseThrow)
        .compose(
            live ->
                live.version().status().value() == AppStatus.SUSPENDED
                        && live.version().status().modifiedBy() == Actor.ADMINISTRATOR
                    ? Future.failedFuture(
                        Failure.invalid(
                            "autoApprove", "An administrator suspended this app: publish without"))
                    : Future.succeededFuture());
  }

  /**
   * Locks an app and reads one of its versions, neither of them deleted.
   *
   * @param developerId whose it must be; null for an administrator
   * @throws Failure NOT_FOUND
   */
  Future<CatalogApp> owned(Tx tx, Optional<AppKey> key, String developerId, int number) {
    return key.map(known -> apps.lock(tx, known, number))
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(
            found ->
                found
                    .filter(entry -> !entry.version().deleted())
                    .filter(
                        entry ->
                            developerId == null || entry.app().developerId().equals(developerId))
                    .orElseThrow(() -> Failure.notFound("The app or version was not found")));
  }

  /**
   * An administrator's word on the version submitted last, or on the live one (suspending).
   *
   * @return the app's event snapshot after it
   * @throws Failure NOT_FOUND, or CONFLICT when the state does not allow it
   */
  public Future<JsonObject> changeStatus(
      Tx tx, Optional<AppKey> key, Transition transition, String reason) {
    return current(tx, key, transition.concernsLive())
        .compose(entry -> change(tx, entry, transition, Actor.ADMINISTRATOR, reason))
        .map(AppEvents::snapshot);
  }

  /**
   * Replaces the integration; meters keep their ids by name.
   *
   * @return what is stored
   * @throws Failure NOT_FOUND or INVALID
   */
  public Future<Integration> integrate(Tx tx, Optional<AppKey> key, Integration wanted) {
    return current(tx, key, true)
        .compose(
            entry -> {
              App before = entry.app();
              Integration stored =
                  IntegrationRules.replace(before.integration(), wanted, Ids::hex24);
              var changed = entry.with(before.next(before.liveVersion(), stored), entry.version());
              return apps.save(tx, changed.app())
                  .compose(done -> tx.append(AppEvents.app("app.integrated", changed)))
                  .map(stored);
            });
  }

  Future<CatalogApp> current(Tx tx, Optional<AppKey> key, boolean live) {
    return key.map(known -> apps.lockCurrent(tx, known, live))
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(found -> found.orElseThrow(() -> Failure.notFound("The app was not found")));
  }

  Future<CatalogApp> change(
      Tx tx, CatalogApp entry, Transition transition, Actor by, String reason) {
    CatalogApp changed = entry.with(transition, by, reason, now(tx));
    return apps.saveStatus(tx, changed)
        .compose(done -> names.claim(tx, changed.app().appId()))
        .compose(
            done ->
                transition.goesLive()
                    ? categories.ensure(tx, changed.categories())
                    : Future.<Void>succeededFuture())
        .compose(done -> told(tx, changed))
        .compose(told -> tx.append(AppEvents.app(transition.event(), told)))
        .map(changed);
  }

  /** Events tell of the live version, whichever changed. */
  Future<CatalogApp> told(Tx tx, CatalogApp changed) {
    App app = changed.app();
    return changed.live() || app.liveVersion() == null
        ? Future.succeededFuture(changed)
        : apps.version(tx, app.appId(), app.liveVersion()).map(Optional::orElseThrow);
  }

  /** Milliseconds are what OpenChannel shows and queries. */
  static Instant now(Tx tx) {
    return tx.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
