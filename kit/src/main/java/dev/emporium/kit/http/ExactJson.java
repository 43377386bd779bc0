package dev.emporium.kit.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON without losing a digit: decimals become BigDecimal, never double. Depth, string and
 * number length are bounded, a repeated key or anything after the value is refused.
 */
public final class ExactJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxNumberLength(100)
                          .maxStringLength(10_000_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ExactJson() {}

  /** PostgreSQL's texts cannot hold U+0000, and no vendor's document asks for it. */
  private static void refuseNul(Object value) {
    if (value instanceof String text && text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("malformed JSON: U+0000 is not allowed in a text");
    }
    if (value instanceof JsonObject object) {
      refuseNul(object.getMap());
    } else if (value instanceof JsonArray array) {
      refuseNul(array.getList());
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            refuseNul(key);
            refuseNul(each);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(ExactJson::refuseNul);
    }
  }

  /**
   * An object, an array, or a plain value.
   *
   * @throws IllegalArgumentException when it is not JSON; the message says where
   */
  public static Object read(byte[] text) {
    Object value = parse(text);
    refuseNul(value);
    return value;
  }

  /** As {@link #read}, with texts whatever they hold: who asks looks through them. */
  @SuppressWarnings("unchecked")
  static Object parse(byte[] text) {
    try {
      Object value = MAPPER.readValue(text, Object.class);
      if (value instanceof Map) {
        return new JsonObject((Map<String, Object>) value);
      }
      return value instanceof List ? new JsonArray((List<Object>) value) : value;
    } catch (JsonProcessingException malformed) {
      var at = malformed.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new IllegalArgumentException("malformed JSON" + where, malformed);
    } catch (IOException impossible) {
      throw new IllegalArgumentException("malformed JSON", impossible);
    }
  }
}
