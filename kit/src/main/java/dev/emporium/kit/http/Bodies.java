package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.failure.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the request bodies of one operation: JSON or a form, checked against the contract's schema.
 */
final class Bodies {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String LENIENT_DIALECT = "openchannel";

  private final boolean declared;
  private final boolean fieldsFromUrl;
  private final boolean required;
  private final Map<String, String> pointers = new LinkedHashMap<>();
  private final Map<String, ValueSchema> formFields = new LinkedHashMap<>();
  private final ContractSchemas schemas;

  Bodies(Contract contract, ContractSchemas schemas, Operation operation) {
    this.schemas = schemas;
    // openchannel.txt:11: a POST's parameters may stand in the URL too
    this.fieldsFromUrl =
        LENIENT_DIALECT.equals(contract.dialect()) && "POST".equals(operation.method());
    JsonObject body = operation.definition().getJsonObject("requestBody");
    String here =
        ContractSchemas.pointer(
            "paths", operation.path(), operation.method().toLowerCase(Locale.ROOT), "requestBody");
    if (body != null && body.containsKey("$ref")) {
      here = body.getString("$ref").substring(1);
      body = contract.resolve(body);
    }
    declared = body != null;
    required = declared && body.getBoolean("required", false);
    if (declared) {
      for (String type : body.getJsonObject("content", new JsonObject()).fieldNames()) {
        String plain = mediaType(type);
        pointers.put(plain, here + ContractSchemas.pointer("content", type, "schema"));
        if (FORM.equals(plain)) {
          formFields(
              contract, body.getJsonObject("content").getJsonObject(type).getJsonObject("schema"));
        }
      }
    }
  }

  private void formFields(Contract contract, JsonObject reference) {
    JsonObject schema = contract.resolve(reference);
    for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
      formFields(contract, (JsonObject) part);
    }
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : properties.fieldNames()) {
      formFields.put(
          name, ValueSchema.of(contract, contract.resolve(properties.getJsonObject(name))));
    }
  }

  /**
   * The body as JsonObject or JsonArray, or null when there is none.
   *
   * @param query the URL's parameters: where the dialect lets the body's fields stand there, they
   *     fill in what the body does not have
   */
  Object read(String contentType, Buffer raw, Map<String, List<String>> query) {
    JsonObject inUrl = inUrl(query);
    if (raw.length() == 0 && !inUrl.isEmpty()) {
      return checked(pointers.get(FORM), inUrl);
    }
    if (raw.length() == 0) {
      if (required) {
        throw emptyBody();
      }
      return null;
    }
    if (!declared) {
      return null;
    }
    String type = contentType == null ? JSON : mediaType(contentType);
    String pointer = pointers.get(type);
    if (pointer == null) {
      throw Failure.of(
          Kind.UNSUPPORTED_MEDIA_TYPE,
          null,
          "The body must be one of: " + String.join(", ", pointers.keySet()));
    }
    Object body = FORM.equals(type) ? form(raw) : json(raw);
    return checked(pointer, body instanceof JsonObject sent ? inUrl.mergeIn(sent) : body);
  }

  private Object checked(String pointer, Object body) {
    Texts.check(body);
    List<Failure.Detail> faults = schemas.check(pointer, body);
    if (!faults.isEmpty()) {
      throw Failure.of(Kind.INVALID, faults);
    }
    return body;
  }

  private JsonObject inUrl(Map<String, List<String>> query) {
    var texts = new LinkedHashMap<String, String>();
    if (fieldsFromUrl) {
      query.forEach(
          (name, values) -> {
            if (formFields.containsKey(name)) {
              texts.put(name, values.get(0));
            }
          });
    }
    return coerced(texts);
  }

  private Failure emptyBody() {
    // An empty form lacks its required fields: naming them helps more than "no body".
    String pointer = pointers.values().iterator().next();
    List<Failure.Detail> faults = schemas.check(pointer, new JsonObject());
    return faults.isEmpty() || faults.get(0).field() == null
        ? Failure.invalid(null, "The request body is required")
        : Failure.of(Kind.INVALID, faults);
  }

  private static Object json(Buffer raw) {
    Object value;
    try {
      value = ExactJson.parse(raw.getBytes());
    } catch (IllegalArgumentException malformed) {
      throw Failure.invalid(null, "The body is " + malformed.getMessage());
    }
    if (value instanceof JsonObject || value instanceof JsonArray) {
      return value;
    }
    throw Failure.invalid(null, "The body must be a JSON object or array");
  }

  private JsonObject form(Buffer raw) {
    var texts = new LinkedHashMap<String, String>();
    for (String pair : raw.toString(StandardCharsets.UTF_8).split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        texts.put(
            PercentCoding.form(name),
            equals < 0 ? "" : PercentCoding.form(pair.substring(equals + 1)));
      }
    }
    return coerced(texts);
  }

  private JsonObject coerced(Map<String, String> texts) {
    var body = new JsonObject();
    var faults = new ArrayList<Failure.Detail>();
    texts.forEach(
        (name, text) -> {
          ValueSchema schema = formFields.get(name);
          Object value = schema == null ? text : schema.coerce(text);
          if (text.indexOf('\0') >= 0) {
            faults.add(new Failure.Detail(name, "This value is malformed"));
          } else if (value == null) {
            faults.add(new Failure.Detail(name, schema.wrongType()));
          } else {
            body.put(name, value);
          }
        });
    if (!faults.isEmpty()) {
      throw Failure.of(Kind.INVALID, faults);
    }
    return body;
  }

  static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    String plain = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return plain.strip().toLowerCase(Locale.ROOT);
  }
}
