package dev.emporium.checkout.quote;

import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import io.vertx.core.Future;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down, on each marketplace's clock, which quotes have expired, so that others hear of it.
 */
public final class QuoteExpiry {
  private static final Logger LOG = LoggerFactory.getLogger(QuoteExpiry.class);
  private static final int AT_ONCE = 100;

  private final Database database;
  private final QuoteDesk desk;

  public QuoteExpiry(Database database, QuoteDesk desk) {
    this.database = database;
    this.desk = desk;
  }

  /** One round through all marketplaces. */
  public Future<?> run() {
    return Marketplaces.all(database)
        .compose(
            all -> {
              Future<?> done = Future.succeededFuture();
              for (UUID marketplace : all) {
                done = done.compose(before -> run(marketplace));
              }
              return done;
            });
  }

  private Future<?> run(UUID marketplace) {
    return database
        .inMarketplace(marketplace, tx -> desk.expire(tx, AT_ONCE))
        .compose(
            count -> count == AT_ONCE ? run(marketplace).map(count) : Future.succeededFuture(count))
        .recover(
            failure -> {
              LOG.warn("quotes of {} could not be expired yet", marketplace, failure);
              return Future.succeededFuture(0);
            });
  }
}
