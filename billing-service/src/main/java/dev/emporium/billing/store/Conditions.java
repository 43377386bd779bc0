package dev.emporium.billing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The filters of a list. Only those that were asked for become part of the statement, so that the
 * planner sees what it has to serve; values are always parameters.
 */
final class Conditions {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  Conditions(UUID marketplace) {
    and("marketplace_id = ?", marketplace);
  }

  /** Adds a condition whose one {@code ?} is the value; without a value it is left out. */
  Conditions and(String condition, Object value) {
    if (value != null) {
      values.add(value);
      sql.append(values.size() == 1 ? " where " : " and ")
          .append(condition.replace("?", "$" + values.size()));
    }
    return this;
  }

  /** A condition without a value. */
  Conditions and(boolean wanted, String condition) {
    if (wanted) {
      sql.append(" and ").append(condition);
    }
    return this;
  }

  /** The where clause, the order (column names from our own tables only) and the page. */
  String page(String orderBy, String tieBreaker, boolean descending, int start, int count) {
    String direction = descending ? " desc" : " asc";
    String order = orderBy.equals(tieBreaker) ? "" : orderBy + direction + ", ";
    values.add(start);
    values.add(count);
    return sql
        + " order by "
        + order
        + tieBreaker
        + direction
        + " offset $"
        + (values.size() - 1)
        + " limit $"
        + values.size();
  }

  String where() {
    return sql.toString();
  }

  Object[] values() {
    return values.toArray();
  }
}
