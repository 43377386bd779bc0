package dev.emporium.kit.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The query document's meaning in plain Java, over vert.x JSON values. */
final class Evaluator {
  private Evaluator() {}

  static boolean matches(Condition condition, Object document) {
    if (condition instanceof Condition.And and) {
      return and.parts().stream().allMatch(part -> matches(part, document));
    }
    if (condition instanceof Condition.Or or) {
      return or.parts().stream().anyMatch(part -> matches(part, document));
    }
    if (condition instanceof Condition.Among among) {
      List<Object> reached = reach(document, among.path());
      return among.operands().stream().anyMatch(operand -> equalsAny(reached, operand))
          != among.negated();
    }
    if (condition instanceof Condition.Ordered ordered) {
      return candidates(reach(document, ordered.path())).stream()
          .anyMatch(value -> holds(ordered, value));
    }
    var element = (Condition.Element) condition;
    return reach(document, element.path()).stream()
        .filter(JsonArray.class::isInstance)
        .flatMap(array -> values((JsonArray) array).stream())
        .anyMatch(value -> matches(element.condition(), value));
  }

  private static boolean equalsAny(List<Object> reached, Object operand) {
    if (operand == Condition.NULL && reached.isEmpty()) {
      return true;
    }
    return candidates(reached).stream().anyMatch(value -> same(value, operand));
  }

  /** Values at the path; an array on the way is looked through one level deep. */
  private static List<Object> reach(Object document, List<String> path) {
    List<Object> reached = List.of(document);
    for (String key : path) {
      var next = new ArrayList<Object>();
      for (Object value : reached) {
        if (value instanceof JsonArray array) {
          values(array).forEach(element -> step(element, key, next));
        } else {
          step(value, key, next);
        }
      }
      reached = next;
    }
    return reached;
  }

  private static void step(Object value, String key, List<Object> into) {
    if (value instanceof JsonObject object && object.containsKey(key)) {
      into.add(known(object.getValue(key)));
    }
  }

  private static List<Object> candidates(List<Object> reached) {
    var candidates = new ArrayList<>(reached);
    for (Object value : reached) {
      if (value instanceof JsonArray array) {
        candidates.addAll(values(array));
      }
    }
    return candidates;
  }

  private static List<Object> values(JsonArray array) {
    var values = new ArrayList<Object>(array.size());
    for (int i = 0; i < array.size(); i++) {
      values.add(known(array.getValue(i)));
    }
    return values;
  }

  private static Object known(Object value) {
    if (value == null) {
      return Condition.NULL;
    }
    return value instanceof Number number ? new BigDecimal(number.toString()) : value;
  }

  private static boolean same(Object one, Object other) {
    if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    if (one instanceof JsonArray a && other instanceof JsonArray b) {
      List<Object> left = values(a);
      List<Object> right = values(b);
      for (int i = 0; left.size() == right.size() && i < left.size(); i++) {
        if (!same(left.get(i), right.get(i))) {
          return false;
        }
      }
      return left.size() == right.size();
    }
    if (one instanceof JsonObject a && other instanceof JsonObject b) {
      return a.fieldNames().equals(b.fieldNames())
          && a.fieldNames().stream()
              .allMatch(key -> same(known(a.getValue(key)), known(b.getValue(key))));
    }
    return one.equals(other);
  }

  private static boolean holds(Condition.Ordered ordered, Object value) {
    if (value instanceof BigDecimal a && ordered.operand() instanceof BigDecimal b) {
      return ordered.order().holds(a.compareTo(b));
    }
    if (value instanceof String a && ordered.operand() instanceof String b) {
      return ordered
          .order()
          .holds(
              Arrays.compareUnsigned(
                  a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    }
    return false;
  }
}
