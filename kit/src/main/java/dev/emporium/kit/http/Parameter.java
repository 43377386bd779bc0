package dev.emporium.kit.http;

import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One parameter of an operation: where it stands, what type its text becomes.
 *
 * @param name as the document spells it
 * @param in {@code path}, {@code query} or {@code header}
 * @param required whether absence is an error
 * @param schema resolved schema
 * @param exploded whether a list is sent as a repeated parameter; otherwise commas separate
 */
record Parameter(String name, String in, boolean required, ValueSchema schema, boolean exploded) {

  static Parameter of(Contract contract, JsonObject definition) {
    String in = definition.getString("in");
    JsonObject schema = contract.resolve(definition.getJsonObject("schema", new JsonObject()));
    return new Parameter(
        definition.getString("name"),
        in,
        definition.getBoolean("required", "path".equals(in)),
        ValueSchema.of(contract, schema),
        definition.getBoolean("explode", true));
  }

  /** The typed value of the texts sent, the default, or null when absent; notes what is wrong. */
  Object read(List<String> sent, List<Failure.Detail> faults) {
    List<String> texts = sent.stream().filter(text -> !text.isEmpty()).toList();
    if (texts.isEmpty()) {
      if (required) {
        faults.add(new Failure.Detail(name, "This field is required"));
      }
      return schema.byDefault();
    }
    if (!schema.isArray()) {
      return value(texts.get(0), schema, faults);
    }
    var values = new ArrayList<Object>();
    for (String text : texts) {
      for (String part : exploded ? new String[] {text} : text.split(",", -1)) {
        values.add(value(part, schema.items(), faults));
      }
    }
    return new JsonArray(values);
  }

  private Object value(String text, ValueSchema expected, List<Failure.Detail> faults) {
    Object value = expected.coerce(text);
    Optional<String> complaint =
        value == null ? Optional.of(expected.wrongType()) : expected.complaint(value);
    complaint.ifPresent(message -> faults.add(new Failure.Detail(name, message)));
    return value;
  }
}
