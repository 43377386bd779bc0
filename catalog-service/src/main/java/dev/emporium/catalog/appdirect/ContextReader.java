package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.product.ProductContext;
import dev.emporium.catalog.domain.product.Sight;
import dev.emporium.catalog.store.ContextStore;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Puts together from where a user sees a product. */
final class ContextReader {
  private final ContextStore contexts;

  ContextReader(ContextStore contexts) {
    this.contexts = contexts;
  }

  /** A context and, in the same order as its entitlements, who they belong to. */
  record Read(ProductContext context, List<ContextStore.Owned> owned) {}

  /** Of one user in one company; both may be null for a client that acts for nobody. */
  Future<Read> read(Tx tx, CatalogApp entry, Sight sight, UUID company, UUID user) {
    UUID appId = entry.app().appId();
    return contexts
        .of(tx, appId, company, user)
        .compose(
            owned ->
                contexts
                    .inBundle(tx, appId, company, user)
                    .compose(
                        bundled ->
                            hasParent(tx, entry, company, user)
                                .compose(
                                    parent ->
                                        contexts
                                            .viewer(tx, user)
                                            .map(
                                                viewer ->
                                                    new Read(
                                                        new ProductContext(
                                                            entry,
                                                            sight,
                                                            viewer,
                                                            owned.stream()
                                                                .map(
                                                                    ContextStore.Owned::entitlement)
                                                                .toList(),
                                                            bundled,
                                                            parent,
                                                            tx.now()),
                                                        owned)))));
  }

  private Future<Boolean> hasParent(Tx tx, CatalogApp entry, UUID company, UUID user) {
    if (!entry.version().sheet().addOn()) {
      return Future.succeededFuture(true);
    }
    List<UUID> parents = entry.version().sheet().parents();
    return parents.isEmpty()
        ? contexts.ownsAnything(tx, company, user)
        : contexts.owned(tx, parents, company, user).map(owned -> !owned.isEmpty());
  }
}
