package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.product.Edition;
import dev.emporium.catalog.domain.product.ProductDraft;
import dev.emporium.catalog.domain.product.ProductDraft.Reference;
import dev.emporium.catalog.domain.product.ProductSheet.BundleItem;
import dev.emporium.kit.store.Steps;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The products a product names: what an add-on goes with, what a bundle holds. */
public final class BundleReferences {
  private static final String PARENT = "addOnOf";

  private final ProductChanges changes;

  public BundleReferences(ProductChanges changes) {
    this.changes = changes;
  }

  /** Puts the ids of what a draft names into its sheet; answers what there is not. */
  Future<List<Reference>> resolve(Tx tx, ProductDraft draft) {
    var parents = new ArrayList<UUID>();
    var items = new ArrayList<BundleItem>();
    var unknown = new ArrayList<Reference>();
    Future<?> done =
        Steps.each(
            draft.references(),
            reference ->
                changes
                    .lock(tx, reference.product(), true)
                    .map(
                        found -> {
                          boolean named =
                              reference.column().equals(PARENT)
                                  ? found
                                      .map(entry -> parents.add(entry.app().appId()))
                                      .orElse(false)
                                  : found
                                      .flatMap(entry -> item(entry, reference))
                                      .map(items::add)
                                      .orElse(false);
                          return named || unknown.add(reference);
                        }));
    return done.map(
        all -> {
          draft.sheet(
              sheet ->
                  sheet.change(
                      c -> {
                        c.parents = parents.isEmpty() && c.addOn ? c.parents : parents;
                        c.bundle = items.isEmpty() ? c.bundle : items;
                      }));
          return List.copyOf(unknown);
        });
  }

  private static Optional<BundleItem> item(CatalogApp entry, Reference reference) {
    Optional<Edition> edition =
        entry.editions().stream()
            .filter(each -> reference.edition() == null || each.code().equals(reference.edition()))
            .findFirst();
    if (edition.isEmpty()) {
      return Optional.empty();
    }
    Optional<Plan> plan =
        entry.plans(edition.get()).stream()
            .filter(each -> each.model().modelId().equals(reference.plan()))
            .findFirst();
    if (reference.plan() != null && plan.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BundleItem(
            entry.app().appId(),
            entry.app().applicationId(),
            entry.version().name(),
            edition.get().editionId(),
            edition.get().number(),
            plan.map(Plan::planId).orElse(null),
            plan.map(Plan::number).orElse(null)));
  }
}
