package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.json.schema.OutputUnit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a schema validator's output into a field and a sentence a caller can use. */
final class SchemaComplaint {
  private static final Set<String> CONTAINERS =
      Set.of(
          "properties",
          "items",
          "$ref",
          "allOf",
          "anyOf",
          "oneOf",
          "additionalProperties",
          "prefixItems");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  private SchemaComplaint() {}

  static boolean isContainer(String keywordLocation) {
    return CONTAINERS.contains(last(keywordLocation));
  }

  static Failure.Detail of(OutputUnit error) {
    String field = field(error.getInstanceLocation());
    String keyword = last(error.getKeywordLocation());
    if ("required".equals(keyword)) {
      Matcher name = QUOTED.matcher(error.getError());
      if (name.find()) {
        String missing = name.group(1);
        return new Failure.Detail(
            field == null ? missing : field + "." + missing, "This field is required");
      }
    }
    return new Failure.Detail(field, sentence(keyword, error.getError()));
  }

  private static String sentence(String keyword, String error) {
    return switch (keyword) {
      case "type" -> "This field has the wrong type";
      case "enum", "const" -> "This value is not one of the allowed ones";
      case "format" -> "This value is malformed";
      case "pattern" -> "This value is malformed";
      case "minLength", "minItems" -> "This value is too short";
      case "maxLength", "maxItems" -> "This value is too long";
      case "minimum", "exclusiveMinimum" -> "This value is too small";
      case "maximum", "exclusiveMaximum" -> "This value is too large";
      case "additionalProperties", "unevaluatedProperties" -> "This field is unknown";
      default ->
          error == null ? "This value is not valid" : error.replace("Instance", "This value");
    };
  }

  private static String last(String location) {
    if (location == null) {
      return "";
    }
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** {@code #/items/0/price} becomes {@code items.0.price}; the root has no name. */
  private static String field(String location) {
    int start = location == null ? -1 : location.indexOf("#/");
    if (start < 0) {
      return null;
    }
    String path =
        location.substring(start + 2).replace("~1", "/").replace("~0", "~").replace('/', '.');
    return path.isEmpty() ? null : path;
  }
}
