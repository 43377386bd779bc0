package dev.emporium.catalog;

import dev.emporium.catalog.appdirect.CatalogSections;
import dev.emporium.catalog.event.AppChanges;
import dev.emporium.catalog.event.AppEdits;
import dev.emporium.catalog.event.BundleReferences;
import dev.emporium.catalog.event.CatalogImport;
import dev.emporium.catalog.event.CompanyProjection;
import dev.emporium.catalog.event.ImportJob;
import dev.emporium.catalog.event.ProductChanges;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.catalog.store.PlanStore;
import dev.emporium.catalog.store.ProductKeyStore;
import dev.emporium.catalog.store.UploadStore;
import dev.emporium.catalog.store.VersionStore;
import dev.emporium.kit.service.Wiring;
import java.time.Duration;

/** Products as AppDirect knows them: price lists, bundles, settings, catalog files. */
final class ProductWiring {
  private ProductWiring() {}

  static void wire(
      Wiring wiring,
      AppChanges apps,
      AppEdits edits,
      AppStore store,
      VersionStore versions,
      CategoryStore categories,
      CompanyStore companies) {
    var changes =
        new ProductChanges(apps, edits, store, versions, new PlanStore(), new ProductKeyStore());
    var uploads = new UploadStore();
    var job =
        new ImportJob(
            wiring.vertx(),
            wiring.database(),
            uploads,
            new CatalogImport(changes, companies, new BundleReferences(changes)));
    wiring.every("catalog-uploads", Duration.ofSeconds(5), job::run);
    CatalogSections.wire(wiring, store, categories, companies, changes, uploads, job);
    new CompanyProjection(companies).consume(wiring);
  }
}
