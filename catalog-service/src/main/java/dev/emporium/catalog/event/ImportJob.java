package dev.emporium.catalog.event;

import dev.emporium.catalog.csv.CsvTable;
import dev.emporium.catalog.csv.EntityType;
import dev.emporium.catalog.csv.RowError;
import dev.emporium.catalog.event.CatalogImport.Outcome;
import dev.emporium.catalog.store.UploadStore;
import dev.emporium.catalog.store.UploadStore.Work;
import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Outage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on catalog files, a marketplace's one after the other, oldest first. */
public final class ImportJob {
  private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);

  private final Vertx vertx;
  private final Database database;
  private final UploadStore uploads;
  private final CatalogImport imports;

  public ImportJob(Vertx vertx, Database database, UploadStore uploads, CatalogImport imports) {
    this.vertx = vertx;
    this.database = database;
    this.uploads = uploads;
    this.imports = imports;
  }

  /** Carries the mistakes of a file out of the transaction that is rolled back for them. */
  private static final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    Rejected(Outcome outcome) {
      super("rejected", null, false, false);
      this.outcome = outcome;
    }
  }

  /** Works on everything that waits: what a process that died left behind, too. */
  public Future<Void> run() {
    return Marketplaces.all(database)
        .compose(
            all -> {
              Future<Void> chain = Future.succeededFuture();
              for (UUID marketplace : all) {
                chain = chain.compose(done -> drain(marketplace));
              }
              return chain;
            });
  }

  /** Works on one marketplace's files until none waits. */
  public Future<Void> drain(UUID marketplace) {
    return database
        .inMarketplace(marketplace, uploads::next)
        .compose(
            work ->
                work.isEmpty()
                    ? Future.succeededFuture()
                    : one(marketplace, work.get()).compose(done -> drain(marketplace)));
  }

  private Future<Void> one(UUID marketplace, Work work) {
    EntityType type = EntityType.of(work.operation(), work.entityType()).orElseThrow();
    return vertx
        .executeBlocking(() -> CsvTable.of(work.content(), type.columns(), type.required()))
        .compose(
            table ->
                table.errors().isEmpty()
                    ? applied(marketplace, work, type, table)
                    : Future.failedFuture(new Rejected(new Outcome(0, 0, table.errors()))))
        .recover(failure -> failed(marketplace, work, failure));
  }

  private Future<Void> applied(UUID marketplace, Work work, EntityType type, CsvTable table) {
    return database.inMarketplace(
        marketplace,
        tx ->
            uploads
                .lock(tx, work.processId())
                .compose(
                    mine ->
                        mine
                            ? imports
                                .run(tx, work.operation(), type, table.rows())
                                .compose(
                                    outcome ->
                                        outcome.errors().isEmpty()
                                            ? uploads.finish(
                                                tx,
                                                work.processId(),
                                                outcome.rows(),
                                                outcome.products(),
                                                List.of())
                                            : Future.failedFuture(new Rejected(outcome)))
                            : Future.<Void>succeededFuture()));
  }

  private Future<Void> failed(UUID marketplace, Work work, Throwable failure) {
    if (Outage.is(failure)) {
      return Future.failedFuture(failure);
    }
    Outcome outcome;
    if (failure instanceof Rejected rejected) {
      outcome = rejected.outcome;
    } else {
      LOG.error("Catalog upload {} failed", work.processId(), failure);
      outcome =
          new Outcome(
              0, 0, List.of(new RowError(1, null, "Something went wrong on our side, try again")));
    }
    return database.inMarketplace(
        marketplace,
        tx ->
            uploads.finish(
                tx, work.processId(), outcome.rows(), outcome.products(), outcome.errors()));
  }
}
