package dev.emporium.catalog.domain;

import dev.emporium.kit.failure.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes of single fields by dotted names (openchannel.txt:984-1109, 6229-6245). A name that is no
 * field of an app is one of its customData, as the document's sample has it ({@code images}); null
 * removes a field.
 */
public final class FieldUpdates {
  private static final Set<String> WHOLE = Set.of("name", "type", "model", "access");
  private static final Set<String> OBJECTS = Set.of("customData", "restrict", "allow");
  private static final Set<String> READ_ONLY =
      Set.of(
          "appId",
          "developerId",
          "groupId",
          "version",
          "safeName",
          "status",
          "parent",
          "created",
          "lastUpdated",
          "submittedDate",
          "attributes",
          "rating",
          "reviewCount",
          "statistics",
          "randomize",
          "ownership",
          "isLive",
          "isLatestVersion",
          "isDeleted");
  private static final int MAX_LEVELS = 51;

  private FieldUpdates() {}

  /**
   * Sets one field of a document.
   *
   * @param document the app's fields, changed in place; its maps are mutable
   * @throws Failure INVALID with field {@code fields}
   */
  public static void apply(Map<String, Object> document, String field, Object value) {
    List<String> path = List.of(field.split("\\.", -1));
    String first = path.get(0);
    if (path.size() > MAX_LEVELS || path.stream().anyMatch(String::isEmpty)) {
      throw Failure.invalid("fields", "Invalid field name " + shown(field));
    }
    if (READ_ONLY.contains(first)) {
      throw Failure.invalid("fields", first + " cannot be changed");
    }
    if (WHOLE.contains(first)) {
      if (path.size() > 1) {
        throw Failure.invalid("fields", first + " can be changed as a whole only");
      }
      document.put(first, value);
    } else if (OBJECTS.contains(first)) {
      set(document, path, value, field);
    } else {
      set(object(document, "customData", field), path, value, field);
    }
  }

  private static void set(
      Map<String, Object> document, List<String> path, Object value, String field) {
    Map<String, Object> owner = document;
    for (String segment : path.subList(0, path.size() - 1)) {
      owner = object(owner, segment, field);
    }
    String last = path.get(path.size() - 1);
    if (value == null) {
      owner.remove(last);
    } else {
      owner.put(last, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> owner, String name, String field) {
    Object inner = owner.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>());
    if (inner instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw Failure.invalid("fields", shown(field) + " leads through a value that is no object");
  }

  private static String shown(String field) {
    return field.length() > 80 ? field.substring(0, 80) + "…" : field;
  }
}
