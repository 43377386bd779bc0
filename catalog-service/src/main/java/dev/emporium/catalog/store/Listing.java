package dev.emporium.catalog.store;

import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that takes a query and a sort document.
 *
 * @param page from 1
 */
public record Listing(QueryDocument query, SortDocument sort, int page, int limit) {

  /**
   * Runs it.
   *
   * @param from tables and what always holds, {@code x JOIN y ON … WHERE …}, with the parameters
   *     {@code own}
   * @param age a unique order, for equal ones and without a sort
   */
  <T> Future<Page<T>> run(
      Tx tx,
      QueryFields fields,
      String columns,
      String from,
      String age,
      Function<Row, T> mapper,
      Object... own) {
    SqlCondition condition = query.toSql(fields, own.length + 1);
    Object[] filtered = condition.after(own);
    String where = from + " AND " + condition.text();
    SqlCondition order = sort.toSql(fields, filtered.length + 1);
    var all = new ArrayList<Object>(List.of(order.after(filtered)));
    all.add((long) limit);
    all.add((long) (page - 1) * limit);
    String select =
        "SELECT %s FROM %s ORDER BY %s %s LIMIT $%d OFFSET $%d"
            .formatted(
                columns,
                where,
                order.text().isEmpty() ? "" : order.text() + ", ",
                age,
                all.size() - 1,
                all.size());
    return tx.one("SELECT count(*) AS total FROM " + where, row -> row.getLong("total"), filtered)
        .compose(
            total ->
                tx.list(select, mapper, all.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }
}
