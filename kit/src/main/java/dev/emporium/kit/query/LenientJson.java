package dev.emporium.kit.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.emporium.kit.failure.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON as the vendor's samples write it: single quotes and bare keys too. Objects keep the
 * order of their keys and repeated keys (openchannel.txt:312-325 repeats one).
 */
final class LenientJson {
  static final int MAX_LENGTH = 16_384;
  static final int MAX_DEPTH = 24;

  /** One key of an object. */
  record Entry(String key, Object value) {}

  /** An object; a plain List is an array. */
  record Members(List<Entry> entries) {}

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(100).maxNumberLength(60).build())
          .build();

  private final String parameter;

  private LenientJson(String parameter) {
    this.parameter = parameter;
  }

  /** The document's object; blank text is the empty one. Fails naming {@code parameter}. */
  static Members object(String text, String parameter) {
    if (text == null || text.isBlank()) {
      return new Members(List.of());
    }
    if (text.length() > MAX_LENGTH) {
      throw Failure.invalid(parameter, "The document is longer than " + MAX_LENGTH + " characters");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = new LenientJson(parameter).value(parser, 1);
      if (parser.nextToken() != null || !(value instanceof Members members)) {
        throw malformed(parameter);
      }
      return members;
    } catch (IOException broken) {
      throw malformed(parameter);
    }
  }

  static Failure malformed(String parameter) {
    return Failure.invalid(parameter, "Malformed JSON object");
  }

  private Object value(JsonParser parser, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw Failure.invalid(
          parameter, "The document is nested more than " + MAX_DEPTH + " levels deep");
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw malformed(parameter);
    }
    return switch (token) {
      case START_OBJECT -> members(parser, depth);
      case START_ARRAY -> elements(parser, depth);
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Condition.NULL;
      default -> throw malformed(parameter);
    };
  }

  private Members members(JsonParser parser, int depth) throws IOException {
    var entries = new ArrayList<Entry>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = text(parser.currentName());
      parser.nextToken();
      entries.add(new Entry(key, value(parser, depth + 1)));
    }
    return new Members(List.copyOf(entries));
  }

  private List<Object> elements(JsonParser parser, int depth) throws IOException {
    var elements = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser, depth + 1));
    }
    return List.copyOf(elements);
  }

  private String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw Failure.invalid(parameter, "The document contains a null character");
    }
    return text;
  }

  private BigDecimal number(BigDecimal number) {
    if (Math.abs((long) number.scale()) > 100) {
      throw Failure.invalid(parameter, "The document contains a number out of range");
    }
    return number;
  }
}
