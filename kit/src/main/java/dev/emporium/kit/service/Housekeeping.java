package dev.emporium.kit.service;

import dev.emporium.kit.store.Database;
import io.vertx.core.Future;

/** Deletes what the kit's tables need not remember any longer. */
final class Housekeeping {
  // longer than any topic keeps its records
  private static final String INBOX =
      "delete from kit.inbox where received_at < clock_timestamp() - interval '30 days'";
  private static final String REPLIES =
      "delete from kit.idempotency where claimed_at < clock_timestamp() - interval '24 hours'";

  private Housekeeping() {}

  static Future<?> run(Database database) {
    return database.system(tx -> tx.execute(INBOX).compose(deleted -> tx.execute(REPLIES)));
  }
}
