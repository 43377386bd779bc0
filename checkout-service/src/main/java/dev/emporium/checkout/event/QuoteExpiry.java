package dev.emporium.checkout.event;

import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import io.vertx.core.Future;

/**
 * Writes down, on each marketplace's clock, which quotes have expired, so that others hear of it.
 */
public final class QuoteExpiry {
  private static final int AT_ONCE = 100;

  private final Database database;
  private final QuoteDesk desk;

  public QuoteExpiry(Database database, QuoteDesk desk) {
    this.database = database;
    this.desk = desk;
  }

  /** One round through all marketplaces. */
  public Future<?> run() {
    return Marketplaces.drain(
        database, "expiry of quotes", AT_ONCE, tx -> desk.expire(tx, AT_ONCE));
  }
}
