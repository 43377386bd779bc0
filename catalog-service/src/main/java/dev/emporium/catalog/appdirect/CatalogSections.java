package dev.emporium.catalog.appdirect;

import dev.emporium.catalog.event.ImportJob;
import dev.emporium.catalog.event.ProductChanges;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.catalog.store.ContextStore;
import dev.emporium.catalog.store.ProductListStore;
import dev.emporium.catalog.store.ProductStore;
import dev.emporium.catalog.store.UploadStore;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Database;

/** AppDirect's sections of the catalog, each with its contract. */
public final class CatalogSections {
  private CatalogSections() {}

  /** Binds them all. */
  public static void wire(
      Wiring wiring,
      AppStore apps,
      CategoryStore categories,
      CompanyStore companies,
      ProductChanges changes,
      UploadStore uploads,
      ImportJob job) {
    Database database = wiring.database();
    var products = new ProductStore();
    var lists = new ProductListStore();
    var contexts = new ContextStore();
    var reader = new ContextReader(contexts);
    var shop = new ProductsOperations(database, products, categories);
    var sellers = new SellersOperations(database, lists, products, categories, apps);
    var own = new ContextOperations(database, products, companies, reader);
    var bundles = new BundlesOperations(database, products, lists, categories, reader);
    var resellers = new ResellersOperations(database, lists, contexts, companies);
    var settings = new SettingsOperations(database, lists, contexts, changes);
    var files = new UploadsOperations(database, uploads, job);
    wiring.contract("contract/catalog/appdirect.yaml", shop::bind);
    wiring.contract(
        "contract/catalog/appdirect-product.yaml",
        table -> {
          sellers.bind(table);
          own.bind(table);
          bundles.bind(table);
          resellers.bind(table);
        });
    wiring.contract("contract/catalog/appdirect-settings.yaml", settings::bind);
    wiring.contract("contract/catalog/appdirect-upload.yaml", files::bind);
  }
}
