package dev.emporium.billing.domain;

import dev.emporium.kit.failure.Failure;
import java.util.Map;

/** OpenChannel's free objects ({@code openchannel.txt:6845-6849}). */
public final class CustomData {
  private static final int MAX_NAME = 50;
  private static final int MAX_LEVELS = 50;

  private CustomData() {}

  /**
   * Refuses (400 on {@code customData}) names with a dot or a null character, with a leading dollar
   * sign or longer than 50, and more than 50 levels. Null is no custom data, and fine.
   */
  public static Map<String, Object> require(Map<String, Object> data) {
    if (data != null) {
      check(data, 1);
    }
    return data;
  }

  private static void check(Object value, int level) {
    if (level > MAX_LEVELS) {
      throw Failure.invalid("customData", "customData may be 50 levels deep at most");
    }
    if (value instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, inner) -> {
            checkName(String.valueOf(name));
            check(inner, level + 1);
          });
    } else if (value instanceof Iterable<?> items) {
      items.forEach(item -> check(item, level + 1));
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.startsWith("$")
        || name.indexOf('.') >= 0
        || name.indexOf('\0') >= 0) {
      throw Failure.invalid(
          "customData",
          "Names in customData have 1 to 50 characters, no dots and no leading dollar sign");
    }
  }
}
