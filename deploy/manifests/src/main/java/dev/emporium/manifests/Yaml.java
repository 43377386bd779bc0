package dev.emporium.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;

/** Reading, writing and walking documents as maps, lists and scalars. */
final class Yaml {
  private Yaml() {}

  /** All documents of a file; empty ones are left out. */
  static List<Map<String, Object>> read(Path file) {
    return parse(text(file), file.toString());
  }

  static List<Map<String, Object>> parse(String text, String where) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var documents = new ArrayList<Map<String, Object>>();
    for (Object document : new org.yaml.snakeyaml.Yaml(options).loadAll(text)) {
      if (document != null) {
        if (!(document instanceof Map<?, ?>)) {
          throw new IllegalArgumentException(where + " is no object");
        }
        documents.add(map(document));
      }
    }
    return documents;
  }

  static String write(List<Map<String, Object>> documents) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(1 << 20);
    options.setSplitLines(false);
    return new org.yaml.snakeyaml.Yaml(options).dumpAll(documents.iterator());
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A copy that may be changed, all the way down. */
  static Object copy(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      var copied = new LinkedHashMap<String, Object>();
      map.forEach((key, value) -> copied.put(String.valueOf(key), copy(value)));
      return copied;
    }
    if (tree instanceof List<?> list) {
      var copied = new ArrayList<Object>();
      list.forEach(value -> copied.add(copy(value)));
      return copied;
    }
    return tree;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object tree) {
    return (Map<String, Object>) tree;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object tree) {
    return tree == null ? List.of() : (List<Object>) tree;
  }

  /** The object at a path of keys, made where it does not exist. */
  static Map<String, Object> at(Map<String, Object> tree, String... path) {
    Map<String, Object> here = tree;
    for (String key : path) {
      here = map(here.computeIfAbsent(key, missing -> new LinkedHashMap<String, Object>()));
    }
    return here;
  }

  /** What stands at a path of keys, or null. */
  static Object find(Map<String, Object> tree, String... path) {
    Object here = tree;
    for (String key : path) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return here;
  }

  static String name(Map<String, Object> resource) {
    return String.valueOf(find(resource, "metadata", "name"));
  }

  static String kind(Map<String, Object> resource) {
    return String.valueOf(resource.get("kind"));
  }

  /** The containers of a workload's pods. */
  static List<Map<String, Object>> containers(Map<String, Object> resource) {
    var found = new ArrayList<Map<String, Object>>();
    Object containers = find(resource, "spec", "template", "spec", "containers");
    list(containers).forEach(container -> found.add(map(container)));
    return found;
  }
}
