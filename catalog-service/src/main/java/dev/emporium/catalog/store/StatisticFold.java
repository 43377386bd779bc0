package dev.emporium.catalog.store;

import dev.emporium.kit.store.Database;
import dev.emporium.kit.store.Marketplaces;
import dev.emporium.kit.store.Tx;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The job that turns appended increments into days and windows, and lets windows age. Everything a
 * step does is one statement in one transaction, so that a reader sees an increment exactly once.
 */
public final class StatisticFold {
  private static final int STEP = 5000;

  private static final String TAKE =
      """
      WITH taken AS (
        DELETE FROM statistic_increment WHERE marketplace_id = $1 AND increment_id IN (
          SELECT increment_id FROM statistic_increment WHERE marketplace_id = $1 ORDER BY increment_id LIMIT $2)
        RETURNING app_id, field, day, amount)
      INSERT INTO app_statistic AS s (marketplace_id, app_id, field, day, amount)
      SELECT $1, app_id, field, day, sum(amount) FROM taken GROUP BY app_id, field, day ORDER BY 2, 3, 4
      ON CONFLICT (app_id, field, day) DO UPDATE SET amount = s.amount + excluded.amount
      RETURNING s.app_id, s.field
      """;

  private static final String SUMS =
      """
      INSERT INTO app_statistic_window AS w
        (marketplace_id, app_id, field, month, quarter, total, as_of, settled)
      SELECT $1, s.app_id, s.field,
        coalesce(sum(s.amount) FILTER (WHERE s.day > $2::text::date - 30), 0),
        coalesce(sum(s.amount) FILTER (WHERE s.day > $2::text::date - 90), 0),
        sum(s.amount), $2::text::date, max(s.day) <= $2::text::date - 90
      FROM (%s) changed
      JOIN app_statistic s ON s.marketplace_id = $1 AND s.app_id = changed.app_id AND s.field = changed.field
      GROUP BY s.app_id, s.field ORDER BY s.app_id, s.field
      ON CONFLICT (app_id, field) DO UPDATE SET month = excluded.month, quarter = excluded.quarter,
        total = excluded.total, as_of = excluded.as_of, settled = excluded.settled
      """;

  private static final String CHANGED =
      SUMS.formatted(
          "SELECT DISTINCT * FROM unnest($3::uuid[], $4::text[]) AS given(app_id, field)");

  private static final String AGED =
      SUMS.formatted(
          """
          SELECT app_id, field FROM app_statistic_window
          WHERE marketplace_id = $1 AND NOT settled AND as_of < $2::text::date ORDER BY as_of LIMIT $3""");

  private final Database database;

  public StatisticFold(Database database) {
    this.database = database;
  }

  /** Folds all that was counted and lets windows age, one marketplace after the other. */
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

  private Future<Void> drain(UUID marketplace) {
    return database
        .inMarketplace(marketplace, this::step)
        .compose(touched -> touched >= STEP ? drain(marketplace) : Future.<Void>succeededFuture());
  }

  private Future<Integer> step(Tx tx) {
    LocalDate today = StatisticStore.day(tx.now());
    return tx.list(TAKE, row -> row, tx.marketplace(), (long) STEP)
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture(0)
                    : tx.execute(
                            CHANGED,
                            tx.marketplace(),
                            today.toString(),
                            rows.stream().map(row -> row.getUUID("app_id")).toArray(UUID[]::new),
                            rows.stream().map(row -> row.getString("field")).toArray(String[]::new))
                        .map(rows.size()))
        .compose(
            folded ->
                tx.execute(AGED, tx.marketplace(), today.toString(), (long) STEP)
                    .map(aged -> Math.max(folded, aged)));
  }
}
