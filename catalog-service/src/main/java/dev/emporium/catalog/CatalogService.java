package dev.emporium.catalog;

import dev.emporium.catalog.admin.AdminOperations;
import dev.emporium.catalog.appdirect.ProductsOperations;
import dev.emporium.catalog.event.AppChanges;
import dev.emporium.catalog.event.Projections;
import dev.emporium.catalog.openchannel.AppsOperations;
import dev.emporium.catalog.store.AppListStore;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.OwnershipStore;
import dev.emporium.catalog.store.ProductStore;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.catalog.store.UserStore;
import dev.emporium.kit.service.ServiceHost;
import dev.emporium.kit.service.Wiring;

/** The catalog service: wires its rooms. */
public final class CatalogService {
  private CatalogService() {}

  public static void main(String[] arguments) {
    ServiceHost.main("catalog", CatalogService::wire);
  }

  /** Binds contracts and projections; nothing runs before the wiring is complete. */
  public static void wire(Wiring wiring) {
    var database = wiring.database();
    var categories = new CategoryStore();
    var users = new UserStore();
    var ownerships = new OwnershipStore();
    var statistics = new StatisticStore();
    var changes = new AppChanges(new AppStore(), new DeveloperStore(), categories);
    var apps =
        new AppsOperations(database, changes, new AppListStore(), users, ownerships, statistics);
    var products = new ProductsOperations(database, new ProductStore(), categories);
    var admin = new AdminOperations(database, changes);
    wiring.contract("contract/catalog/openchannel.yaml", apps::bind);
    wiring.contract("contract/catalog/appdirect.yaml", products::bind);
    wiring.contract("contract/catalog/admin.yaml", admin::bind);
    ContentWiring.wire(wiring, ownerships, statistics);
    new Projections(users, ownerships, statistics).consume(wiring);
  }
}
