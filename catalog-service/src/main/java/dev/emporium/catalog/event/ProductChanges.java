package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.AppDraft;
import dev.emporium.catalog.domain.AppEdit;
import dev.emporium.catalog.domain.AppStatus;
import dev.emporium.catalog.domain.AppStatus.Editing;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.Restriction;
import dev.emporium.catalog.domain.StatusChange.Actor;
import dev.emporium.catalog.domain.Transition;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.ProductDraft;
import dev.emporium.catalog.domain.product.Selling;
import dev.emporium.catalog.store.AppKey;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.PlanStore;
import dev.emporium.catalog.store.ProductKeyStore;
import dev.emporium.catalog.store.VersionStore;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Ids;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Changes of products as AppDirect's catalog knows them: rule, rows and event of each. */
public final class ProductChanges {
  private final AppChanges changes;
  private final AppEdits edits;
  private final AppStore apps;
  private final VersionStore versions;
  private final PlanStore plans;
  private final ProductKeyStore keys;

  public ProductChanges(
      AppChanges changes,
      AppEdits edits,
      AppStore apps,
      VersionStore versions,
      PlanStore plans,
      ProductKeyStore keys) {
    this.changes = changes;
    this.edits = edits;
    this.apps = apps;
    this.versions = versions;
    this.plans = plans;
    this.keys = keys;
  }

  /**
   * The newest version of a product, locked; empty when there is none of this code.
   *
   * @param live the live version instead, if there is one
   */
  public Future<Optional<CatalogApp>> lock(Tx tx, String code, boolean live) {
    return keys.find(tx, code)
        .compose(
            found ->
                found
                    .map(id -> apps.lockCurrent(tx, AppKey.of(id), live))
                    .orElse(Future.succeededFuture(Optional.empty())));
  }

  /**
   * Makes a product whose first version is in development.
   *
   * @throws Failure INVALID or CONFLICT naming the column
   */
  public Future<CatalogApp> create(Tx tx, ProductDraft draft) {
    draft.check();
    var appId = Ids.uuid7();
    var firstEdition = Ids.uuid7();
    return changes
        .create(
            tx,
            appId,
            app(draft),
            numbers -> {
              Edition first = draft.editions().get(0).stored(firstEdition, numbers.edition());
              return keys.identified(tx, appId, draft.editions(), first)
                  .compose(
                      editions ->
                          plans
                              .identified(tx, appId, draft.plans(editions))
                              .map(
                                  identified ->
                                      new AppChanges.Offered(
                                          firstEdition, draft.sheet(editions), identified)));
            })
        .compose(
            created ->
                keys.give(tx, appId, draft.sheet().code())
                    .compose(done -> keys.save(tx, appId, created.editions()))
                    .compose(done -> tx.append(AppEvents.app("app.created", created)))
                    .map(created));
  }

  /**
   * Writes a changed product: into the draft it has, or as a new draft when its newest version was
   * approved.
   *
   * @throws Failure INVALID or CONFLICT naming the column
   */
  public Future<CatalogApp> save(Tx tx, CatalogApp before, ProductDraft draft) {
    draft.check();
    Editing editing = before.version().status().value().editing();
    if (editing == Editing.LOCKED) {
      throw Failure.conflict("A version that is in review is locked from changes");
    }
    UUID appId = before.app().appId();
    AppDraft checked = app(draft);
    return keys.identified(tx, appId, draft.editions(), null)
        .compose(
            editions ->
                keys.save(tx, appId, new ArrayList<>(editions.values()))
                    .compose(
                        done -> plans.identified(tx, appId, kept(before, draft.plans(editions))))
                    .compose(
                        identified ->
                            (editing == Editing.IN_PLACE
                                    ? Future.succeededFuture(before.version().number())
                                    : versions.nextNumber(tx, appId))
                                .compose(
                                    number -> {
                                      var edit = edit(before, checked, identified);
                                      var version =
                                          before
                                              .version()
                                              .with(draft.sheet(editions))
                                              .edited(number, edit, identified, AppChanges.now(tx));
                                      return edits
                                          .alias(tx, before, edit)
                                          .compose(
                                              alias -> edits.saved(tx, before, version, alias));
                                    })));
  }

  private static AppDraft app(ProductDraft draft) {
    return AppDraft.of(
        draft.developerId(),
        draft.name(),
        null,
        List.of(),
        draft.texts(),
        Restriction.NONE,
        List.of());
  }

  private static AppEdit edit(CatalogApp before, AppDraft checked, List<Plan> plans) {
    return new AppEdit(
        checked.name(),
        before.version().type(),
        plans.stream().map(Plan::model).toList(),
        checked.customData(),
        before.version().restriction(),
        before.version().access(),
        before.version().attributes());
  }

  /** Plans nobody changed stay as they are, with what only a model can say. */
  private static List<Plan> kept(CatalogApp before, List<Plan> wanted) {
    Map<String, Plan> old = new HashMap<>();
    before.version().plans().forEach(plan -> old.put(plan.model().modelId(), plan));
    return wanted.stream()
        .map(
            plan -> {
              Plan known = old.get(plan.model().modelId());
              return known != null
                      && known.terms().equals(plan.terms())
                      && known.model().license().equals(plan.model().license())
                      && known.model().commission() == plan.model().commission()
                  ? new Plan(
                      known.planId(),
                      known.number(),
                      known.costId(),
                      known.model(),
                      plan.editionId(),
                      known.version(),
                      known.terms(),
                      plan.closed())
                  : plan;
            })
        .toList();
  }

  /**
   * Sells a product another way, at once.
   *
   * @param entry its live version, or its newest one, locked
   */
  public Future<CatalogApp> sell(Tx tx, CatalogApp entry, Selling selling) {
    CatalogApp changed = entry.with(entry.app().sold(selling), entry.version());
    return apps.save(tx, changed.app())
        .compose(done -> tx.append(AppEvents.app("app.updated", changed)))
        .map(changed);
  }

  /** What a row of a publishing upload asks for. */
  public enum Publication {
    PUBLISH,
    SUSPEND,
    UNSUSPEND
  }

  /**
   * Makes the newest version the one that is sold, or stops selling and starts again.
   *
   * @param entry locked: the newest version to publish, else the live one
   * @throws Failure CONFLICT when its state does not allow it
   */
  public Future<CatalogApp> publish(Tx tx, CatalogApp entry, Publication wanted) {
    AppStatus status = entry.version().status().value();
    Transition next =
        switch (wanted) {
          case SUSPEND -> Transition.SUSPEND;
          case UNSUSPEND -> Transition.UNSUSPEND;
          case PUBLISH ->
              status == AppStatus.IN_REVIEW ? Transition.APPROVE : Transition.APPROVE_AT_ONCE;
        };
    if (next.target() == status) {
      throw Failure.conflict("The product is " + status.wire() + " already");
    }
    return changes.change(tx, entry, next, Actor.ADMINISTRATOR, "");
  }
}
