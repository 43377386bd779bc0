package dev.emporium.installation.store;

import dev.emporium.kit.query.QueryDocument;
import dev.emporium.kit.query.QueryFields;
import dev.emporium.kit.query.SortDocument;
import dev.emporium.kit.query.SqlCondition;
import dev.emporium.kit.store.Tx;
import dev.emporium.kit.value.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.function.Function;

/**
 * Pages of a query document's matches.
 *
 * @param select the columns
 * @param from tables and a condition whose only parameter, $1, is the marketplace
 * @param order unique, so that pages are stable
 */
record Pages<T>(
    String select, String from, String order, QueryFields fields, Function<Row, T> mapper) {

  /**
   * One page.
   *
   * @param pageNumber from 1
   */
  Future<Page<T>> page(Tx tx, QueryDocument query, SortDocument sort, int pageNumber, int limit) {
    SqlCondition condition = query.toSql(fields, 2);
    int next = condition.next(2);
    SqlCondition by = sort.toSql(fields, next);
    int last = by.next(next);
    var parameters = new ArrayList<Object>(condition.parameters());
    parameters.add(0, tx.marketplace());
    var counted = parameters.toArray();
    parameters.addAll(by.parameters());
    parameters.add((long) limit);
    parameters.add((long) (pageNumber - 1) * limit);
    String matching = from + " and " + condition.text();
    String sorted = (by.text().isEmpty() ? "" : by.text() + ", ") + order;
    return tx.one("select count(*) as total " + matching, row -> row.getLong("total"), counted)
        .compose(
            total ->
                tx.list(
                        select
                            + matching
                            + " order by "
                            + sorted
                            + " limit $%d offset $%d".formatted(last, last + 1),
                        mapper,
                        parameters.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }
}
