package dev.emporium.kit.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The schema of a value sent as text: its type, bounds and default, compiled once. */
final class ValueSchema {
  private final String type;
  private final String format;
  private final List<String> allowed;
  private final BigDecimal minimum;
  private final BigDecimal maximum;
  private final int minLength;
  private final int maxLength;
  private final Pattern pattern;
  private final Object byDefault;
  private final ValueSchema items;

  private ValueSchema(Contract contract, JsonObject schema) {
    type = type(schema.getValue("type"));
    format = schema.getString("format", "");
    allowed = schema.getJsonArray("enum", new JsonArray()).stream().map(String::valueOf).toList();
    minimum = decimal(schema.getValue("minimum"));
    maximum = decimal(schema.getValue("maximum"));
    minLength = schema.getInteger("minLength", 0);
    maxLength = schema.getInteger("maxLength", 8000);
    pattern = schema.containsKey("pattern") ? Pattern.compile(schema.getString("pattern")) : null;
    byDefault = schema.getValue("default");
    items =
        "array".equals(type)
            ? of(contract, contract.resolve(schema.getJsonObject("items", new JsonObject())))
            : null;
  }

  static ValueSchema of(Contract contract, JsonObject schema) {
    return new ValueSchema(contract, schema);
  }

  boolean isArray() {
    return items != null;
  }

  ValueSchema items() {
    return items;
  }

  Object byDefault() {
    return byDefault;
  }

  /** The text as Long, BigDecimal, Boolean, JSON or String; null when it is not of the type. */
  Object coerce(String text) {
    try {
      return switch (type) {
        case "integer" -> Long.valueOf(text);
        case "number" -> number(text);
        case "boolean" -> flag(text);
        case "object", "array" -> structured(text);
        default -> text;
      };
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  String wrongType() {
    return switch (type) {
      case "integer" -> "This field must be a whole number";
      case "number" -> "This field must be a number";
      case "boolean" -> "This field must be true or false";
      default -> "This field must be valid JSON";
    };
  }

  /** What is wrong with a value of the right type. */
  Optional<String> complaint(Object value) {
    if (!allowed.isEmpty() && !allowed.contains(String.valueOf(value))) {
      return Optional.of("This value is not one of " + String.join(", ", allowed));
    }
    if (value instanceof Number number) {
      return bounds(new BigDecimal(number.toString()));
    }
    return value instanceof String text ? textual(text) : Optional.empty();
  }

  private Optional<String> bounds(BigDecimal number) {
    if (minimum != null && number.compareTo(minimum) < 0) {
      return Optional.of("This value must be at least " + minimum.toPlainString());
    }
    if (maximum != null && number.compareTo(maximum) > 0) {
      return Optional.of("This value must be at most " + maximum.toPlainString());
    }
    return Optional.empty();
  }

  private Optional<String> textual(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("This value is malformed");
    }
    if (text.length() < minLength) {
      return Optional.of("This value is too short");
    }
    if (text.length() > maxLength) {
      return Optional.of("This value is too long");
    }
    if (pattern != null && !pattern.matcher(text).find()) {
      return Optional.of("This value is malformed");
    }
    return wellFormed(text) ? Optional.empty() : Optional.of("This value is not a valid " + format);
  }

  private boolean wellFormed(String text) {
    try {
      switch (format) {
        case "uuid" -> {
          return UUID.fromString(text).toString().equalsIgnoreCase(text);
        }
        case "date" -> LocalDate.parse(text);
        case "date-time" -> OffsetDateTime.parse(text);
        default -> {
          return true;
        }
      }
      return true;
    } catch (IllegalArgumentException | DateTimeException malformed) {
      return false;
    }
  }

  private static Object number(String text) {
    if (text.length() > 60) {
      throw new IllegalArgumentException("too long for a number");
    }
    var number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > 60) {
      throw new IllegalArgumentException("too many digits");
    }
    boolean whole = number.scale() <= 0 && number.precision() - number.scale() < 19;
    return whole ? (Object) number.longValueExact() : number;
  }

  private static Object flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static Object structured(String text) {
    return ExactJson.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static BigDecimal decimal(Object value) {
    return value == null ? null : new BigDecimal(value.toString());
  }

  private static String type(Object type) {
    if (type instanceof JsonArray union) {
      return union.stream()
          .map(String::valueOf)
          .filter(t -> !"null".equals(t))
          .findFirst()
          .orElse("string");
    }
    return type == null ? "string" : (String) type;
  }
}
