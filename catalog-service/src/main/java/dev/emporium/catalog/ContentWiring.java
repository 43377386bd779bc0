package dev.emporium.catalog;

import dev.emporium.catalog.event.ReviewChanges;
import dev.emporium.catalog.event.Sales;
import dev.emporium.catalog.event.Wanted;
import dev.emporium.catalog.openchannel.ReviewsOperations;
import dev.emporium.catalog.openchannel.StatisticsOperations;
import dev.emporium.catalog.store.OwnershipStore;
import dev.emporium.catalog.store.ReviewStore;
import dev.emporium.catalog.store.StatisticFold;
import dev.emporium.catalog.store.StatisticReport;
import dev.emporium.catalog.store.StatisticStore;
import dev.emporium.kit.service.Wiring;
import dev.emporium.kit.store.Arrivals;
import java.time.Duration;

/** What stands around apps: reviews, statistics and files. */
final class ContentWiring {
  private ContentWiring() {}

  static void wire(
      Wiring wiring, OwnershipStore ownerships, StatisticStore statistics, Wanted wanted) {
    var database = wiring.database();
    var reviewStore = new ReviewStore();
    var reviews =
        new ReviewsOperations(
            database,
            new Arrivals(wiring.signals()),
            reviewStore,
            new ReviewChanges(reviewStore, statistics, wanted));
    var counters = new StatisticsOperations(database, statistics, new StatisticReport(), wanted);
    var files = new FilesWiring(wiring);
    wiring.contract(
        "contract/catalog/openchannel-content.yaml",
        table -> {
          reviews.bind(table);
          counters.bind(table);
          files.bind(table);
        });
    new Sales(statistics, ownerships).consume(wiring);
    var fold = new StatisticFold(database);
    wiring.every("catalog-statistics", Duration.ofSeconds(1), fold::run);
  }
}
