package dev.emporium.kit.query;

import dev.emporium.kit.failure.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the fields of a document live in SQL: a typed column for each dotted name that has one, or
 * a JSONB column (or expression) for everything below a name. The longest name wins. A field that
 * is not mapped counts as missing, or is refused after {@link #onlyThese()}. Immutable; SQL
 * expressions come from the program, never from a client.
 */
public final class QueryFields {
  enum Type {
    TEXT,
    NUMBER,
    BOOLEAN,
    TIME,
    JSON,
    REFUSED
  }

  /** A column, and for JSON the path below it. */
  record Target(Type type, String sql, List<String> path) {}

  private final Map<String, Target> targets;
  private final boolean strict;

  private QueryFields(Map<String, Target> targets, boolean strict) {
    this.targets = targets;
    this.strict = strict;
  }

  /** No field at all. */
  public static QueryFields none() {
    return new QueryFields(Map.of(), false);
  }

  /** Adds a text column; compared and sorted by code points. */
  public QueryFields text(String field, String sql) {
    return with(field, Type.TEXT, sql);
  }

  /** Adds an integer or numeric column. */
  public QueryFields number(String field, String sql) {
    return with(field, Type.NUMBER, sql);
  }

  public QueryFields bool(String field, String sql) {
    return with(field, Type.BOOLEAN, sql);
  }

  /** Adds a timestamptz column whose document form is milliseconds since 1970. */
  public QueryFields time(String field, String sql) {
    return with(field, Type.TIME, sql);
  }

  /** Adds a JSONB column or expression that holds the value of {@code field}. */
  public QueryFields json(String field, String sql) {
    return with(field, Type.JSON, sql);
  }

  /** Names a field that the document shows but that can neither be queried nor sorted. */
  public QueryFields refused(String field) {
    return with(field, Type.REFUSED, "");
  }

  /** The same fields, and every other name is refused: 400 that names the parameter. */
  public QueryFields onlyThese() {
    return new QueryFields(targets, true);
  }

  /** A column's target, or null when nothing is mapped there. */
  Target resolve(List<String> path, String parameter) {
    for (int length = path.size(); length > 0; length--) {
      Target target = targets.get(String.join(".", path.subList(0, length)));
      if (target == null) {
        continue;
      }
      if (target.type() == Type.REFUSED) {
        throw Failure.invalid(parameter, path.get(0) + " cannot be part of query or sort criteria");
      }
      if (target.type() == Type.JSON) {
        return new Target(Type.JSON, target.sql(), path.subList(length, path.size()));
      }
      if (length == path.size()) {
        return target;
      }
      break;
    }
    if (strict) {
      String field = String.join(".", path);
      throw Failure.invalid(parameter, "Unknown field " + QueryParser.shown(field));
    }
    return null;
  }

  private QueryFields with(String field, Type type, String sql) {
    var all = new LinkedHashMap<>(targets);
    all.put(field, new Target(type, sql, List.of()));
    return new QueryFields(Map.copyOf(all), strict);
  }
}
