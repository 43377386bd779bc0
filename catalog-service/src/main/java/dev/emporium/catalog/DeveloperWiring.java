package dev.emporium.catalog;

import dev.emporium.catalog.admin.AdminOperations;
import dev.emporium.catalog.admin.MarketOperations;
import dev.emporium.catalog.event.AppChanges;
import dev.emporium.catalog.event.AppEdits;
import dev.emporium.catalog.event.DeveloperChanges;
import dev.emporium.catalog.event.MarketProjection;
import dev.emporium.catalog.openchannel.AppsOperations;
import dev.emporium.catalog.openchannel.DevelopersOperations;
import dev.emporium.catalog.openchannel.VersionsOperations;
import dev.emporium.catalog.store.AppListStore;
import dev.emporium.catalog.store.AppStore;
import dev.emporium.catalog.store.CategoryStore;
import dev.emporium.catalog.store.CompanyStore;
import dev.emporium.catalog.store.DeveloperAccountStore;
import dev.emporium.catalog.store.DeveloperGroupStore;
import dev.emporium.catalog.store.DeveloperStore;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.catalog.store.NameStore;
import dev.emporium.catalog.store.OwnershipStore;
import dev.emporium.catalog.store.PlanStore;
import dev.emporium.catalog.store.SearchStore;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.catalog.store.UserStore;
import dev.emporium.catalog.store.VersionListStore;
import dev.emporium.catalog.store.VersionStore;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Arrivals;

/** Apps, their versions and developers, and the market they are in. */
final class DeveloperWiring {
  private DeveloperWiring() {}

  static void wire(
      Wiring wiring,
      CategoryStore categories,
      UserStore users,
      OwnershipStore ownerships,
      StatisticStore statistics,
      CompanyStore companies) {
    var database = wiring.database();
    var search = new SearchStore();
    var names = new NameStore();
    var markets = new MarketStore();
    var developers = new DeveloperStore();
    var groups = new DeveloperGroupStore();
    var accounts = new DeveloperAccountStore();
    var versions = new VersionStore(search, new PlanStore());
    var store = new AppStore(names, versions);
    var changes = new AppChanges(store, developers, categories, names, versions, markets);
    var edits = new AppEdits(changes, store, versions, names, markets);
    ProductWiring.wire(wiring, changes, edits, store, versions, categories, companies);
    var people = new DeveloperChanges(developers, groups, accounts, markets);
    var apps =
        new AppsOperations(
            database,
            changes,
            new AppListStore(),
            users,
            ownerships,
            statistics,
            developers,
            names,
            search);
    var versioned = new VersionsOperations(database, edits, developers, new VersionListStore());
    var others =
        new DevelopersOperations(
            database,
            new Arrivals(wiring.signals()),
            people,
            developers,
            groups,
            accounts,
            markets);
    wiring.contract(
        "contract/catalog/openchannel.yaml",
        table -> {
          apps.bind(table);
          versioned.bind(table);
          others.bind(table);
        });
    var admin = new AdminOperations(database, changes);
    var market = new MarketOperations(database, people, markets);
    wiring.contract(
        "contract/catalog/admin.yaml",
        table -> {
          admin.bind(table);
          market.bind(table);
        });
    new MarketProjection(markets).consume(wiring);
  }
}
