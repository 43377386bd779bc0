package dev.emporium.installation.appdirect;

import dev.emporium.installation.domain.CustomAttribute;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AppDirect's account answers have in common: envelopes, links, custom attributes. */
final class AppDirectJson {
  private static final Pattern NOT_IN = Pattern.compile("notIn\\((.*)\\)", Pattern.DOTALL);
  private static final String CUSTOM = "custom.";

  private AppDirectJson() {}

  /** {@code {links, content, page}}. */
  static <T> JsonObject page(Page<T> page, int number, int size, Function<T, JsonObject> content) {
    return new JsonObject()
        .put("links", new JsonArray())
        .put("content", new JsonArray(page.rows().stream().map(content).toList()))
        .put(
            "page",
            new JsonObject()
                .put("size", size)
                .put("totalElements", page.total())
                .put("totalPages", page.pages(size))
                .put("number", number));
  }

  static JsonObject link(String rel, String href) {
    return new JsonObject().put("rel", rel).put("href", href);
  }

  static JsonArray attributes(List<CustomAttribute> attributes) {
    var array = new JsonArray();
    for (var it : attributes) {
      var json = new JsonObject().put("name", it.name());
      putIfPresent(json, "attributeType", it.attributeType());
      putIfPresent(json, "label", it.label());
      putIfPresent(json, "hint", it.hint());
      putIfPresent(json, "value", it.value());
      if (!it.valueKeys().isEmpty()) {
        json.put("valueKeys", new JsonArray(it.valueKeys()));
      }
      array.add(json);
    }
    return array;
  }

  static List<CustomAttribute> attributes(JsonArray array) {
    var attributes = new ArrayList<CustomAttribute>();
    for (Object each : array == null ? new JsonArray() : array) {
      var it = (JsonObject) each;
      attributes.add(
          new CustomAttribute(
              it.getString("name"),
              it.getString("attributeType"),
              it.getString("label"),
              it.getString("hint"),
              it.getString("value"),
              it.getJsonArray("valueKeys", new JsonArray()).stream()
                  .map(String::valueOf)
                  .toList()));
    }
    return attributes;
  }

  /** The {@code custom.<name>=notIn(a, b)} filters, as {@code [{name, values}]}. */
  static JsonArray excluded(Call call) {
    var filters = new JsonArray();
    for (String parameter : call.queryNames()) {
      if (!parameter.startsWith(CUSTOM) || parameter.length() == CUSTOM.length()) {
        continue;
      }
      Matcher filter = NOT_IN.matcher(call.query(parameter).orElse("").strip());
      if (!filter.matches()) {
        throw Failure.invalid(parameter, "The filter must have the form notIn(value1, value2)");
      }
      var values =
          Arrays.stream(filter.group(1).split(",", -1))
              .map(String::strip)
              .filter(value -> !value.isEmpty())
              .toList();
      filters.add(
          new JsonObject()
              .put("name", parameter.substring(CUSTOM.length()))
              .put("values", new JsonArray(values)));
    }
    return filters;
  }

  static void putIfPresent(JsonObject json, String field, Object value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
