package dev.emporium.installation.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who may own an app ({@code openchannel.txt:400-452}). A rule names fields of the user's
 * customData and, for each, a value or several of which any will do; a user matches when every
 * named field does. A field of the user that is itself a list matches with any of its elements. An
 * empty rule is no rule.
 */
public final class Restrictions {
  private Restrictions() {}

  /**
   * @param allow only those who match may
   * @param restrict those who match may not, whatever {@code allow} says
   */
  public static boolean permits(
      Map<String, Object> allow, Map<String, Object> restrict, Map<String, Object> customData) {
    return (allow.isEmpty() || matches(allow, customData))
        && (restrict.isEmpty() || !matches(restrict, customData));
  }

  private static boolean matches(Map<String, Object> rule, Map<String, Object> customData) {
    return rule.entrySet().stream()
        .allMatch(
            field -> {
              List<Object> wanted = several(field.getValue());
              return several(customData.get(field.getKey())).stream()
                  .anyMatch(value -> wanted.stream().anyMatch(one -> same(one, value)));
            });
  }

  private static List<Object> several(Object value) {
    if (value instanceof Iterable<?> values) {
      var list = new ArrayList<Object>();
      values.forEach(list::add);
      return list;
    }
    return value == null ? List.of() : List.of(value);
  }

  private static boolean same(Object wanted, Object value) {
    if (wanted instanceof Number one && value instanceof Number other) {
      return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    return wanted != null && wanted.equals(value);
  }
}
