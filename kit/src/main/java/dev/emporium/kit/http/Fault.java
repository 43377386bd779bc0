package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What the dialects' error bodies have in common. */
final class Fault {
  private Fault() {}

  static int status(Failure failure, int operationStatus) {
    return operationStatus > 0 ? operationStatus : failure.kind().status();
  }

  /** {@code NOT_FOUND} as {@code Not Found}. */
  static String title(Failure failure) {
    var words = new StringBuilder();
    for (String word : failure.kind().name().split("_", -1)) {
      words
          .append(words.isEmpty() ? "" : " ")
          .append(word.charAt(0))
          .append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return words
        .toString()
        .replace("Invalid", "Bad Request")
        .replace("Unauthenticated", "Unauthorized");
  }

  /** {@code field: message}, or the message alone. */
  static List<String> sentences(Failure failure) {
    return failure.details().stream()
        .map(d -> d.field() == null ? d.message() : d.field() + ": " + d.message())
        .toList();
  }

  static JsonArray fields(Failure failure) {
    var errors = new JsonArray();
    for (Failure.Detail detail : failure.details()) {
      var error = new JsonObject();
      if (detail.field() != null) {
        error.put("field", detail.field());
      }
      errors.add(error.put("message", detail.message()));
    }
    return errors;
  }
}
