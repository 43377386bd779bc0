package dev.emporium.kit.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An OpenAPI 3.1 contract: the slice of one dialect that one service answers.
 *
 * @param name where it came from, for messages
 * @param document the whole contract; do not change it
 * @param operations in the contract's order
 */
public record Contract(String name, JsonObject document, List<Operation> operations) {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  /**
   * Reads a contract from the class path. Throws IllegalStateException when it is missing or
   * broken.
   */
  public static Contract load(String resource) {
    try (InputStream in = Contract.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no contract " + resource + " on the class path");
      }
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new IllegalStateException("cannot read " + resource, unreadable);
    }
  }

  /** Reads a contract from its YAML (or JSON) text. */
  public static Contract parse(String name, String yaml) {
    var options = new LoaderOptions();
    options.setCodePointLimit(20_000_000);
    options.setMaxAliasesForCollections(100);
    Object tree = new Yaml(new SafeConstructor(options)).load(yaml);
    JsonObject document = (JsonObject) json(tree);
    return new Contract(name, document, operations(name, document));
  }

  /** {@code x-dialect}. */
  public String dialect() {
    return document.getString("x-dialect");
  }

  /** {@code x-service}. */
  public String service() {
    return document.getString("x-service");
  }

  /** Follows a local {@code $ref}, if the object is one. */
  public JsonObject resolve(JsonObject object) {
    JsonObject here = object;
    while (here != null && here.containsKey("$ref")) {
      here = (JsonObject) JsonPointer.from(here.getString("$ref").substring(1)).queryJson(document);
    }
    return here;
  }

  private static List<Operation> operations(String name, JsonObject document) {
    String dialect = document.getString("x-dialect");
    String service = document.getString("x-service");
    if (dialect == null || service == null) {
      throw new IllegalStateException(name + " lacks x-dialect or x-service");
    }
    var found = new ArrayList<Operation>();
    var ids = new LinkedHashSet<String>();
    for (String path : document.getJsonObject("paths").fieldNames()) {
      JsonObject item = document.getJsonObject("paths").getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          Operation operation =
              operation(dialect, service, method, path, item.getJsonObject(method));
          if (operation.id() == null || !ids.add(operation.id())) {
            throw new IllegalStateException(
                name + ": " + method + " " + path + " has no operationId of its own");
          }
          found.add(operation);
        }
      }
    }
    return List.copyOf(found);
  }

  private static Operation operation(
      String dialect, String service, String method, String path, JsonObject definition) {
    var statuses = new HashMap<String, Integer>();
    JsonObject mapped = definition.getJsonObject("x-statuses", new JsonObject());
    mapped.fieldNames().forEach(kind -> statuses.put(kind, mapped.getInteger(kind)));
    return new Operation(
        definition.getString("operationId"),
        dialect,
        service,
        method.toUpperCase(Locale.ROOT),
        path,
        definition.getBoolean("x-public", false),
        strings(definition.getJsonArray("x-roles")),
        strings(definition.getJsonArray("x-scopes")),
        Map.copyOf(statuses),
        definition);
  }

  private static Set<String> strings(JsonArray array) {
    var set = new LinkedHashSet<String>();
    if (array != null) {
      array.forEach(value -> set.add((String) value));
    }
    return set;
  }

  /** YAML's maps and lists as JSON; {@code nullable: true} (3.0) becomes a type union (3.1). */
  private static Object json(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      var object = new LinkedHashMap<String, Object>();
      map.forEach((key, value) -> object.put(String.valueOf(key), json(value)));
      if (Boolean.TRUE.equals(object.remove("nullable"))
          && object.get("type") instanceof String type) {
        object.put("type", new JsonArray().add(type).add("null"));
      }
      return new JsonObject(object);
    }
    if (tree instanceof List<?> list) {
      var array = new JsonArray();
      list.forEach(value -> array.add(json(value)));
      return array;
    }
    if (tree instanceof java.util.Date date) {
      return date.toInstant().toString();
    }
    return tree;
  }
}
