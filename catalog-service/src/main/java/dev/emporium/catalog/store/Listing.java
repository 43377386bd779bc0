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
import java.util.regex.Pattern;

/**
 * One page of a list that takes a query and a sort document.
 *
 * @param page from 1
 */
public record Listing(QueryDocument query, SortDocument sort, int page, int limit) {

  /**
   * Where rows come from.
   *
   * @param table with its alias {@code v}: what is counted and paged
   * @param joins what else the columns need, each row of the table meeting exactly one; may be
   *     empty
   * @param joined finds the aliases of {@code joins} in conditions and orders
   * @param always what always holds, its parameters first
   */
  record Source(String table, String joins, Pattern joined, String always) {
    /** A table on its own. */
    static Source of(String table, String always) {
      return new Source(table, "", Pattern.compile("(?!)"), always);
    }

    /** Whether the table alone decides which rows are on the page. */
    boolean decides(String sql) {
      return !joined.matcher(sql).find();
    }

    String from(boolean alone) {
      return table + (alone ? "" : " " + joins) + " WHERE " + always;
    }
  }

  /**
   * Runs it. Joins are made for the page's rows only, unless somebody asks or sorts by them.
   *
   * @param age a unique order of the table, for equal ones and without a sort
   * @param own the parameters of what always holds
   */
  <T> Future<Page<T>> run(
      Tx tx,
      QueryFields fields,
      String columns,
      Source source,
      String age,
      Function<Row, T> mapper,
      Object... own) {
    SqlCondition condition = query.toSql(fields, own.length + 1);
    Object[] filtered = condition.after(own);
    SqlCondition order = sort.toSql(fields, filtered.length + 1);
    String by = " ORDER BY " + (order.text().isEmpty() ? "" : order.text() + ", ") + age;
    String where = " AND " + condition.text();
    var all = new ArrayList<Object>(List.of(order.after(filtered)));
    all.add((long) limit);
    all.add((long) (page - 1) * limit);
    String bounds = " LIMIT $%d OFFSET $%d".formatted(all.size() - 1, all.size());
    boolean counted = source.decides(source.always() + where);
    boolean paged = counted && source.decides(by) && !source.joins().isEmpty();
    String select =
        paged
            ? "SELECT %s FROM (SELECT v.* FROM %s%s%s%s) v %s%s"
                .formatted(columns, source.from(true), where, by, bounds, source.joins(), by)
            : "SELECT %s FROM %s%s%s%s".formatted(columns, source.from(false), where, by, bounds);
    return tx.one(
            "SELECT count(*) AS total FROM " + source.from(counted) + where,
            row -> row.getLong("total"),
            filtered)
        .compose(
            total ->
                tx.list(select, mapper, all.toArray())
                    .map(rows -> new Page<>(rows, total.orElse(0L))));
  }
}
