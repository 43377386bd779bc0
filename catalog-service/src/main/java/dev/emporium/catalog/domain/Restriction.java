package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.CustomData;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may see or own an app (openchannel.txt:400-452, 6176-6227). A rule names fields of the user's
 * customData with one value or an array of values; a user matches when each field has at least one
 * of its values (a user's own array counts by its elements). {@code allow} admits only matching
 * users, {@code restrict} bars them; an empty rule says nothing. Both must agree.
 *
 * @param allow {@code {view?, own?}} as given
 * @param restrict {@code {view?, own?}} as given
 */
public record Restriction(Map<String, Object> allow, Map<String, Object> restrict) {
  private static final Set<String> AREAS = Set.of("view", "own");

  /** Nobody is kept out. */
  public static final Restriction NONE = new Restriction(Map.of(), Map.of());

  /**
   * Checks what a developer gave.
   *
   * @throws Failure INVALID naming {@code allow} or {@code restrict}
   */
  public static Restriction of(Map<String, Object> allow, Map<String, Object> restrict) {
    check("allow", allow);
    check("restrict", restrict);
    return new Restriction(allow, restrict);
  }

  /** Whether any rule is set at all. */
  public boolean present() {
    return AREAS.stream().anyMatch(area -> !rule(allow, area).isEmpty())
        || AREAS.stream().anyMatch(area -> !rule(restrict, area).isEmpty());
  }

  public boolean mayView(Map<String, Object> customData) {
    return admits("view", customData);
  }

  public boolean mayOwn(Map<String, Object> customData) {
    return admits("own", customData);
  }

  private boolean admits(String area, Map<String, Object> customData) {
    Map<String, Object> wanted = rule(allow, area);
    Map<String, Object> barred = rule(restrict, area);
    return (wanted.isEmpty() || matches(wanted, customData))
        && (barred.isEmpty() || !matches(barred, customData));
  }

  private static boolean matches(Map<String, Object> rule, Map<String, Object> customData) {
    return rule.entrySet().stream()
        .allMatch(
            entry -> {
              List<?> has = values(customData.get(entry.getKey()));
              return values(entry.getValue()).stream()
                  .anyMatch(value -> has.stream().anyMatch(own -> same(value, own)));
            });
  }

  private static List<?> values(Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static boolean same(Object one, Object other) {
    if (one instanceof Number && other instanceof Number) {
      return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    return one != null && one.equals(other);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> rule(Map<String, Object> rules, String area) {
    Object rule = rules.get(area);
    return rule == null ? Map.of() : (Map<String, Object>) rule;
  }

  private static void check(String field, Map<String, Object> rules) {
    rules.forEach(
        (area, rule) -> {
          if (!AREAS.contains(area)) {
            throw Failure.invalid(field, "A restriction has the fields view and own only");
          }
          if (!(rule instanceof Map<?, ?> fields) || fields.size() > 50) {
            throw Failure.invalid(field, "A rule is an object of at most 50 fields");
          }
          fields.values().forEach(value -> checkValues(field, value));
        });
    CustomData.check(field, rules);
  }

  private static void checkValues(String field, Object value) {
    List<?> values = values(value);
    if (values.isEmpty() || values.size() > 1000) {
      throw Failure.invalid(field, "A field is restricted to one value or to 1 to 1000 values");
    }
    if (values.stream().anyMatch(one -> one == null || one instanceof Map || one instanceof List)) {
      throw Failure.invalid(field, "Values are texts, numbers or booleans");
    }
  }
}
