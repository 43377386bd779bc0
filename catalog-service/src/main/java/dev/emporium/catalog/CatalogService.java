package dev.emporium.catalog;

import dev.emporium.catalog.event.Projections;
import dev.emporium.catalog.event.Wanted;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.OwnershipStore;
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
    var categories = new CategoryStore();
    var users = new UserStore();
    var ownerships = new OwnershipStore();
    var statistics = new StatisticStore();
    var companies = new CompanyStore();
    DeveloperWiring.wire(wiring, categories, users, ownerships, statistics, companies);
    var wanted = new Wanted(users, new DeveloperStore());
    wanted.consume(wiring);
    ContentWiring.wire(wiring, ownerships, statistics, wanted);
    new Projections(users, ownerships, statistics, companies).consume(wiring);
  }
}
