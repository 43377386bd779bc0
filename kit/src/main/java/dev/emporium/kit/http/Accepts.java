package dev.emporium.kit.http;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Whether a caller's Accept header can be met by what an operation's successes contain. */
final class Accepts {
  private final Set<String> produced = new LinkedHashSet<>();

  Accepts(Contract contract, Operation operation) {
    JsonObject responses = operation.definition().getJsonObject("responses", new JsonObject());
    for (String status : responses.fieldNames()) {
      if (status.startsWith("2")) {
        JsonObject content =
            contract
                .resolve(responses.getJsonObject(status))
                .getJsonObject("content", new JsonObject());
        content.fieldNames().forEach(type -> produced.add(Bodies.mediaType(type)));
      }
    }
  }

  boolean allow(String accept) {
    if (accept == null || produced.isEmpty() || accept.contains("*/*")) {
      return true;
    }
    for (String range : accept.split(",", -1)) {
      String type = Bodies.mediaType(range);
      boolean refused = range.toLowerCase(Locale.ROOT).matches(".*;\\s*q=0(\\.0*)?\\s*");
      if (!refused && matches(type)) {
        return true;
      }
    }
    return false;
  }

  Set<String> produced() {
    return produced;
  }

  private boolean matches(String range) {
    if (range.endsWith("/*")) {
      String family = range.substring(0, range.length() - 1);
      return produced.stream().anyMatch(type -> type.startsWith(family));
    }
    return produced.contains(range);
  }
}
