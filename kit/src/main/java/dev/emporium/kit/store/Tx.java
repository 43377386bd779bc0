package dev.emporium.kit.store;

import dev.emporium.kit.event.Event;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * An open transaction of one marketplace. Row-level security hides every other marketplace's rows;
 * statements name the marketplace as well, so that indexes serve them. Parameters are {@code $1…};
 * UUID, String, Integer, Long, BigDecimal, Boolean, OffsetDateTime, JsonObject, JsonArray and
 * arrays of them go in as they are, an {@link Instant} is turned into an OffsetDateTime in UTC.
 */
public interface Tx {
  /** The tenant this transaction is scoped to. */
  UUID marketplace();

  /** Now, on this marketplace's clock (a sandbox marketplace's may be moved forward). */
  Instant now();

  Future<RowSet<Row>> query(String sql, Object... parameters);

  /** The first row, mapped. */
  <T> Future<Optional<T>> one(String sql, Function<Row, T> mapper, Object... parameters);

  <T> Future<List<T>> list(String sql, Function<Row, T> mapper, Object... parameters);

  /** Rows changed. */
  Future<Integer> execute(String sql, Object... parameters);

  /** One statement for many rows of parameters, sent as a batch. */
  Future<Void> batch(String sql, List<Object[]> rows);

  /**
   * Puts the event into the outbox of this transaction, with the aggregate's next sequence number.
   * It is written with the commit, in one statement with the transaction's other events.
   */
  Future<Void> append(Event event);

  /**
   * Wakes those who wait for {@code key} (see {@link Signals}) when this transaction commits; goes
   * with the commit.
   */
  Future<Void> signal(String key);
}
