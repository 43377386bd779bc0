package dev.emporium.catalog.store;

import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** What was counted, a row for each app, field and day (openchannel.txt:5946-5955). */
public final class StatisticStore {
  /** Counts one more today, on the marketplace's clock. */
  public Future<Void> count(Tx tx, UUID app, String field) {
    LocalDate today = tx.now().atOffset(ZoneOffset.UTC).toLocalDate();
    return tx.execute(
            """
            INSERT INTO app_statistic AS s (marketplace_id, app_id, field, day, amount)
            SELECT $1, app_id, $3, $4::text::date, 1 FROM app WHERE marketplace_id = $1 AND app_id = $2
            ON CONFLICT (app_id, field, day) DO UPDATE SET amount = s.amount + 1
            """,
            tx.marketplace(),
            app,
            field,
            today.toString())
        .mapEmpty();
  }

  /** Counts a new owner, which is also what popularity is made of. */
  public Future<Void> countOwner(Tx tx, UUID app) {
    return tx.execute(
            "UPDATE app SET purchases = purchases + 1 WHERE marketplace_id = $1 AND app_id = $2",
            tx.marketplace(),
            app)
        .compose(done -> count(tx, app, "ownerships"));
  }
}
