package dev.emporium.checkout.store;

import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows of one table in the transaction's marketplace, which is {@code $1} in every condition, and
 * pages of them. Values never become SQL text.
 */
public final class Selection {
  private final Tx tx;
  private final StringBuilder sql;
  private final List<Object> values = new ArrayList<>();

  /** Everything of the table. */
  public Selection(Tx tx, String table) {
    this.tx = tx;
    sql = new StringBuilder(" from ").append(table).append(" where marketplace_id = $1");
    values.add(tx.marketplace());
  }

  /** What stands for the value in a condition. */
  public String bind(Object value) {
    values.add(value);
    return "$" + values.size();
  }

  /** The condition with what stands for the value in the place of each {@code ?}. */
  public String with(String condition, Object value) {
    return condition.replace("?", bind(value));
  }

  /** Only rows of which this is true as well. */
  public Selection and(String condition) {
    sql.append(" and ").append(condition);
    return this;
  }

  /** As {@link #and(String)}, of a condition about a value. */
  public Selection and(String condition, Object value) {
    return and(with(condition, value));
  }

  /** Only rows of which one of these is true; none without any. */
  public Selection andAny(Collection<String> conditions) {
    return and(conditions.isEmpty() ? "false" : "(" + String.join(" or ", conditions) + ")");
  }

  /** Only rows whose column has one of these names; all when there are none. */
  public Selection andNamed(String column, Collection<? extends Enum<?>> names) {
    return names.isEmpty()
        ? this
        : and(column + " = any(?)", names.stream().map(Enum::name).toArray(String[]::new));
  }

  /** The first row. */
  public <T> Future<Optional<T>> one(String columns, Function<Row, T> read) {
    return tx.one("select " + columns + sql, read, values.toArray());
  }

  /**
   * All rows.
   *
   * @param rest what follows the conditions: order, limit, lock
   */
  public <T> Future<List<T>> list(String columns, String rest, Function<Row, T> read) {
    return tx.list("select " + columns + sql + rest, read, values.toArray());
  }

  /**
   * One page, and how many rows there are on all pages.
   *
   * @param order must be total, so that no row is on two pages
   * @param number from 0
   */
  public <T> Future<Page<T>> page(
      String columns, String order, Function<Row, T> read, int number, int size) {
    return tx.one("select count(*)" + sql, row -> row.getLong(0), values.toArray())
        .compose(
            total ->
                list(
                        columns,
                        " order by "
                            + order
                            + with(" limit ?", size)
                            + with(" offset ?", (long) number * size),
                        read)
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }
}
