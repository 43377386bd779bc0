package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppDraft;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Integration;
import dev.emporium.catalog.domain.IntegrationRules;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.PricingModel;
import dev.emporium.catalog.domain.StatusChange;
import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.catalog.domain.Transition;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of apps: rule, rows and event of each in the caller's transaction. */
public final class AppChanges {
  private final AppStore apps;
  private final DeveloperStore developers;
  private final CategoryStore categories;

  public AppChanges(AppStore apps, DeveloperStore developers, CategoryStore categories) {
    this.apps = apps;
    this.developers = developers;
    this.categories = categories;
  }

  /**
   * Makes an app whose first version is in development, and its developer when they are new.
   *
   * @throws Failure CONFLICT with field {@code name}
   */
  public Future<CatalogApp> create(Tx tx, AppDraft draft) {
    return developers
        .ensure(tx, draft.developerId())
        .compose(
            developer ->
                (developer.created()
                        ? tx.append(
                            AppEvents.developerCreated(developer.uuid(), draft.developerId()))
                        : Future.<Void>succeededFuture())
                    .compose(done -> apps.numbers(tx, draft.models().size()))
                    .compose(
                        numbers ->
                            apps.freeAlias(tx, draft.name())
                                .map(alias -> made(tx, draft, developer, numbers, alias))))
        .compose(
            created ->
                apps.insert(tx, created)
                    .compose(done -> tx.append(AppEvents.app("app.created", created)))
                    .map(created));
  }

  private static CatalogApp made(
      Tx tx,
      AppDraft draft,
      DeveloperStore.Known developer,
      AppStore.Numbers numbers,
      String alias) {
    Instant now = now(tx);
    var app =
        new App(
            Ids.uuid7(),
            Ids.hex24(),
            numbers.application(),
            Ids.uuid7(),
            numbers.edition(),
            draft.developerId(),
            developer.uuid(),
            List.of(alias),
            null,
            1,
            false,
            Integration.none(Ids.hex24()),
            1,
            now);
    var plans = new ArrayList<Plan>();
    for (PricingModel model : draft.models()) {
      plans.add(new Plan(Ids.uuid7(), numbers.plans().get(plans.size()), Ids.uuid7(), model));
    }
    var version =
        new AppVersion(
            1,
            draft.name(),
            draft.type(),
            StatusChange.draft(now),
            List.copyOf(plans),
            draft.customData(),
            draft.restriction(),
            draft.access(),
            Map.of(),
            now,
            now,
            null,
            null);
    return new CatalogApp(app, version, 0);
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
    return key.map(known -> apps.lock(tx, known, number))
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(
            found ->
                found
                    .filter(entry -> entry.app().developerId().equals(developerId))
                    .orElseThrow(() -> Failure.notFound("The app or version was not found")))
        .compose(
            entry ->
                Transition.publish(entry.version().status().value(), autoApprove)
                    .map(
                        transition ->
                            change(
                                tx,
                                entry,
                                transition,
                                autoApprove ? Actor.SYSTEM : Actor.DEVELOPER,
                                ""))
                    .orElse(Future.succeededFuture(entry)));
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
              var changed =
                  new CatalogApp(
                      before.next(before.liveVersion(), stored), entry.version(), entry.rating());
              return apps.save(tx, changed.app())
                  .compose(done -> tx.append(AppEvents.app("app.integrated", changed)))
                  .map(stored);
            });
  }

  private Future<CatalogApp> current(Tx tx, Optional<AppKey> key, boolean live) {
    return key.map(known -> apps.lockCurrent(tx, known, live))
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(found -> found.orElseThrow(() -> Failure.notFound("The app was not found")));
  }

  private Future<CatalogApp> change(
      Tx tx, CatalogApp entry, Transition transition, Actor by, String reason) {
    CatalogApp changed = entry.with(transition, by, reason, now(tx));
    return apps.saveStatus(tx, changed)
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
  private Future<CatalogApp> told(Tx tx, CatalogApp changed) {
    App app = changed.app();
    return changed.live() || app.liveVersion() == null
        ? Future.succeededFuture(changed)
        : apps.version(tx, app.appId(), app.liveVersion()).map(Optional::orElseThrow);
  }

  /** Milliseconds are what OpenChannel shows and queries. */
  private static Instant now(Tx tx) {
    return tx.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
