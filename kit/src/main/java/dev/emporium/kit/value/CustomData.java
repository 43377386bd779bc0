package dev.emporium.kit.value;

import dev.emporium.kit.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The limits of custom JSON objects: names, depth, size ({@code openchannel.txt:6845-6849}). */
public final class CustomData {
  private static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final int MAX_LEVELS = 50;
  private static final int MAX_NAME = 50;

  private final String field;
  private long bytes;

  private CustomData(String field) {
    this.field = field;
  }

  /**
   * Checks names, depth and size.
   *
   * @param field named when something is wrong
   * @throws Failure INVALID
   */
  public static void check(String field, Map<String, Object> data) {
    new CustomData(field).visit(data, 1);
  }

  /** As {@link #check(String, Map)} for the elements of an array. */
  public static void check(String field, List<Object> data) {
    new CustomData(field).visit(data, 1);
  }

  /** The outermost object is the first level; what an object or array holds is one deeper. */
  private void visit(Object value, int level) {
    boolean nested = value instanceof Map<?, ?> || value instanceof Iterable<?>;
    if (nested && level > MAX_LEVELS) {
      throw Failure.invalid(field, "More than " + MAX_LEVELS + " levels of nested objects");
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, member) -> {
            name((String) key);
            visit(member, level + 1);
          });
    } else if (value instanceof Iterable<?> list) {
      list.forEach(element -> visit(element, level + 1));
    } else if (value instanceof String text) {
      text(text);
    }
    count(2);
  }

  private void name(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw Failure.invalid(field, "Field names have 1 to " + MAX_NAME + " characters");
    }
    if (name.startsWith("$") || name.indexOf('.') >= 0) {
      throw Failure.invalid(field, "Field names cannot start with $ or contain dots");
    }
    text(name);
  }

  private void text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw Failure.invalid(field, "Null characters are not allowed");
    }
    count(text.getBytes(StandardCharsets.UTF_8).length);
  }

  private void count(int more) {
    bytes += more;
    if (bytes > MAX_BYTES) {
      throw Failure.invalid(field, "Larger than 8 megabytes");
    }
  }
}
