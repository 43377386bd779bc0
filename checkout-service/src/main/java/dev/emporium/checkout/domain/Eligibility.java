package dev.emporium.checkout.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who may own an app (openchannel.txt:400-452): users whose custom data matches every field of
 * {@code allow}, unless it matches every field of {@code restrict}. An empty rule says nothing. A
 * field matches when any of its values is among the user's.
 */
public record Eligibility(Map<String, Object> allow, Map<String, Object> restrict) {
  public Eligibility {
    allow = Collections.unmodifiableMap(new LinkedHashMap<>(allow));
    restrict = Collections.unmodifiableMap(new LinkedHashMap<>(restrict));
  }

  /** True when a user with this custom data may own the app. */
  public boolean admits(Map<String, Object> customData) {
    boolean allowed = allow.isEmpty() || matches(allow, customData);
    return allowed && (restrict.isEmpty() || !matches(restrict, customData));
  }

  private static boolean matches(Map<String, Object> rule, Map<String, Object> data) {
    return rule.entrySet().stream()
        .allMatch(
            field -> {
              Collection<String> has = values(data.get(field.getKey()));
              return values(field.getValue()).stream().anyMatch(has::contains);
            });
  }

  private static List<String> values(Object value) {
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).toList()
        : value == null ? List.of() : List.of(Objects.toString(value));
  }
}
