package dev.emporium.kit.query;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.query.LenientJson.Entry;
import dev.emporium.kit.query.LenientJson.Members;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** From a query document's text to its {@link Condition}. */
final class QueryParser {
  static final int MAX_CONDITIONS = 200;
  private static final int MAX_SEGMENTS = 52;

  private final String parameter;
  private int conditions;

  private QueryParser(String parameter) {
    this.parameter = parameter;
  }

  static Condition parse(String text, String parameter) {
    return new QueryParser(parameter).document(LenientJson.object(text, parameter));
  }

  /** {@code a.b.c} as segments; empty ones and operators are refused. */
  static List<String> path(String field, String parameter) {
    List<String> path = List.of(field.split("\\.", -1));
    if (path.size() > MAX_SEGMENTS
        || path.stream().anyMatch(segment -> segment.isEmpty() || segment.startsWith("$"))) {
      throw Failure.invalid(parameter, "Invalid field name " + shown(field));
    }
    return path;
  }

  private Condition document(Members document) {
    var parts = new ArrayList<Condition>();
    for (Entry entry : document.entries()) {
      switch (entry.key()) {
        case "$and" -> parts.add(new Condition.And(branches(entry)));
        case "$or" -> parts.add(new Condition.Or(branches(entry)));
        default -> {
          if (entry.key().startsWith("$")) {
            throw unknown(entry.key());
          }
          parts.add(field(path(entry.key(), parameter), entry.value()));
        }
      }
    }
    return new Condition.And(List.copyOf(parts));
  }

  private List<Condition> branches(Entry entry) {
    if (!(entry.value() instanceof List<?> list) || list.isEmpty()) {
      throw Failure.invalid(parameter, entry.key() + " takes an array of query documents");
    }
    var branches = new ArrayList<Condition>();
    for (Object branch : list) {
      if (!(branch instanceof Members members)) {
        throw Failure.invalid(parameter, entry.key() + " takes an array of query documents");
      }
      branches.add(document(members));
    }
    return List.copyOf(branches);
  }

  private Condition field(List<String> path, Object value) {
    if (value instanceof Members members
        && members.entries().stream().anyMatch(entry -> entry.key().startsWith("$"))) {
      return operators(path, members);
    }
    return among(path, List.of(operand(value)), false);
  }

  private Condition operators(List<String> path, Members operators) {
    var parts = new ArrayList<Condition>();
    for (Entry entry : operators.entries()) {
      Object value = entry.value();
      parts.add(
          switch (entry.key()) {
            case "$eq" -> among(path, List.of(operand(value)), false);
            case "$ne" -> among(path, List.of(operand(value)), true);
            case "$in" -> among(path, operands(entry), false);
            case "$nin" -> among(path, operands(entry), true);
            case "$gt" -> ordered(path, Condition.Order.GT, entry);
            case "$gte" -> ordered(path, Condition.Order.GTE, entry);
            case "$lt" -> ordered(path, Condition.Order.LT, entry);
            case "$lte" -> ordered(path, Condition.Order.LTE, entry);
            case "$elemMatch" -> new Condition.Element(path, element(value));
            default -> throw unknown(entry.key());
          });
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.And(List.copyOf(parts));
  }

  private Condition element(Object value) {
    if (!(value instanceof Members members) || members.entries().isEmpty()) {
      throw Failure.invalid(parameter, "$elemMatch takes a query document or operators");
    }
    String first = members.entries().get(0).key();
    boolean operators = first.startsWith("$") && !first.equals("$and") && !first.equals("$or");
    return operators ? operators(List.of(), members) : document(members);
  }

  private Condition among(List<String> path, List<Object> operands, boolean negated) {
    count();
    return new Condition.Among(path, operands, negated);
  }

  private Condition ordered(List<String> path, Condition.Order order, Entry entry) {
    count();
    if (entry.value() instanceof String || entry.value() instanceof BigDecimal) {
      return new Condition.Ordered(path, order, entry.value());
    }
    throw Failure.invalid(parameter, entry.key() + " takes a number or a text");
  }

  private List<Object> operands(Entry entry) {
    if (entry.value() instanceof List<?> list) {
      return list.stream().map(this::operand).toList();
    }
    throw Failure.invalid(parameter, entry.key() + " takes an array of values");
  }

  private Object operand(Object value) {
    if (value instanceof List<?> list) {
      var array = new JsonArray();
      list.forEach(element -> array.add(plain(element)));
      return array;
    }
    if (value instanceof Members members) {
      var object = new JsonObject();
      for (Entry entry : members.entries()) {
        if (entry.key().startsWith("$")) {
          throw unknown(entry.key());
        }
        object.put(entry.key(), plain(entry.value()));
      }
      return object;
    }
    return value;
  }

  private Object plain(Object value) {
    return value == Condition.NULL ? null : operand(value);
  }

  private void count() {
    if (++conditions > MAX_CONDITIONS) {
      throw Failure.invalid(
          parameter, "The document has more than " + MAX_CONDITIONS + " conditions");
    }
  }

  private Failure unknown(String operator) {
    return Failure.invalid(parameter, "Unknown operator " + shown(operator));
  }

  static String shown(String name) {
    return name.length() > 60 ? name.substring(0, 60) + "…" : name;
  }
}
