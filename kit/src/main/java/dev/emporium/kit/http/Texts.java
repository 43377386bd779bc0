package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a text cannot be kept with: U+0000 (PostgreSQL has none) and half a surrogate pair (UTF-8
 * has none: it would come back as another character than was sent).
 */
final class Texts {
  private Texts() {}

  /**
   * Looks through names and values at every level.
   *
   * @throws Failure INVALID that names the outermost field
   */
  static void check(Object body) {
    if (body instanceof JsonObject object) {
      object
          .getMap()
          .forEach(
              (name, value) -> {
                String field = whole(name) ? name : null;
                visit(field, name);
                visit(field, value);
              });
    } else if (body instanceof JsonArray array) {
      visit(null, array.getList());
    }
  }

  private static void visit(String field, Object value) {
    if (value instanceof String text) {
      if (!whole(text)) {
        throw Failure.invalid(field, "No text can have U+0000 or half a surrogate pair");
      }
    } else if (value instanceof JsonObject object) {
      visit(field, object.getMap());
    } else if (value instanceof JsonArray array) {
      visit(field, array.getList());
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, member) -> {
            visit(field, name);
            visit(field, member);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(element -> visit(field, element));
    }
  }

  private static boolean whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
