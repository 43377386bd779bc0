package dev.emporium.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays a patch over a resource: objects are merged, lists of named things by their name. */
final class StrategicMerge {
  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "initContainers", "name",
          "env", "name",
          "volumes", "name",
          "volumeMounts", "mountPath",
          "ports", "containerPort",
          "topologySpreadConstraints", "topologyKey");

  private StrategicMerge() {}

  /** What an element of a list is known by; null when the list is replaced as a whole. */
  static String key(String field) {
    return KEYS.get(field);
  }

  static void apply(Map<String, Object> target, Map<String, Object> patch) {
    patch.forEach(
        (field, value) -> {
          if (field.startsWith("$")) {
            throw new IllegalArgumentException("directive " + field + " is not understood");
          }
          Object old = target.get(field);
          if (value == null) {
            target.remove(field);
          } else if (value instanceof Map<?, ?> && old instanceof Map<?, ?>) {
            apply(Yaml.map(old), Yaml.map(value));
          } else if (value instanceof List<?>
              && old instanceof List<?>
              && KEYS.containsKey(field)) {
            target.put(field, lists(Yaml.list(old), Yaml.list(value), KEYS.get(field)));
          } else {
            target.put(field, Yaml.copy(value));
          }
        });
  }

  private static List<Object> lists(List<Object> old, List<Object> patch, String key) {
    var merged = new ArrayList<>(old);
    for (Object element : patch) {
      Object name = Yaml.map(element).get(key);
      merged.stream()
          .filter(known -> name.equals(Yaml.map(known).get(key)))
          .findFirst()
          .ifPresentOrElse(
              known -> apply(Yaml.map(known), Yaml.map(element)),
              () -> merged.add(Yaml.copy(element)));
    }
    return merged;
  }
}
