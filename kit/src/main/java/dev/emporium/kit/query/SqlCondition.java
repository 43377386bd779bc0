package dev.emporium.kit.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A piece of SQL and its parameters, numbered from the index it was compiled with. Nothing a client
 * sent stands in the text.
 *
 * @param text a boolean expression, or the expressions of an ORDER BY (empty when there are none)
 * @param parameters in the order of their numbers; may hold nulls nowhere
 */
public record SqlCondition(String text, List<Object> parameters) {
  public SqlCondition {
    parameters = List.copyOf(parameters);
  }

  /** The number the next parameter has when this one's began at {@code first}. */
  public int next(int first) {
    return first + parameters.size();
  }

  /** Parameters of a whole statement: the caller's own, then these. */
  public Object[] after(Object... own) {
    var all = new ArrayList<Object>(Arrays.asList(own));
    all.addAll(parameters);
    return all.toArray();
  }
}
