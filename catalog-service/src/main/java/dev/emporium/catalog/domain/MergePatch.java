package dev.emporium.catalog.domain;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON merge patches (RFC 7396) over plain maps. */
public final class MergePatch {
  private MergePatch() {}

  /**
   * The patched object; neither argument changes. Null removes, objects merge, the rest replaces.
   */
  public static Map<String, Object> apply(Map<String, Object> before, Map<String, Object> patch) {
    var merged = new LinkedHashMap<>(before);
    patch.forEach(
        (name, value) -> {
          if (value == null) {
            merged.remove(name);
          } else if (value instanceof Map<?, ?> inner) {
            merged.put(name, apply(map(merged.get(name)), map(inner)));
          } else {
            merged.put(name, value);
          }
        });
    return merged;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }
}
