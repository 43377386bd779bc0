package dev.emporium.gateway.edge;

import dev.emporium.kit.http.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One dialect's contracts of all services as one OpenAPI document, for reading and trying out. */
final class MergedContract {
  private static final String REF = "#/components/";
  private static final List<String> ORDER =
      List.of("appdirect", "openchannel", "highlevel", "pleo");
  private static final Map<String, String> TITLES =
      Map.of(
          "appdirect", "AppDirect",
          "openchannel", "OpenChannel",
          "highlevel", "HighLevel",
          "pleo", "Pleo",
          "emporium", "Emporium (administration, OAuth)");

  private final JsonObject paths = new JsonObject();
  private final JsonObject components = new JsonObject();
  private final String dialect;

  private MergedContract(String dialect) {
    this.dialect = dialect;
  }

  /** The documents by dialect, the four vendors' first. */
  static Map<String, JsonObject> byDialect(List<Contract> contracts) {
    var merged = new LinkedHashMap<String, MergedContract>();
    for (Contract contract : contracts) {
      merged.computeIfAbsent(contract.dialect(), MergedContract::new).add(contract);
    }
    var documents = new LinkedHashMap<String, JsonObject>();
    for (String dialect : ORDER) {
      if (merged.containsKey(dialect)) {
        documents.put(dialect, merged.remove(dialect).document());
      }
    }
    merged.forEach((dialect, each) -> documents.put(dialect, each.document()));
    return documents;
  }

  private void add(Contract contract) {
    var renamed = new LinkedHashMap<String, String>();
    JsonObject own = contract.document().getJsonObject("components", new JsonObject());
    for (String section : own.fieldNames()) {
      JsonObject target = child(components, section);
      JsonObject source = own.getJsonObject(section);
      for (String name : source.fieldNames()) {
        boolean taken =
            target.containsKey(name) && !target.getValue(name).equals(source.getValue(name));
        if (taken) {
          renamed.put(
              REF + section + "/" + name, REF + section + "/" + contract.service() + "." + name);
        }
      }
    }
    for (String section : own.fieldNames()) {
      for (String name : own.getJsonObject(section).fieldNames()) {
        String key = renamed.getOrDefault(REF + section + "/" + name, REF + section + "/" + name);
        components
            .getJsonObject(section)
            .put(
                key.substring(key.lastIndexOf('/') + 1),
                copy(own.getJsonObject(section).getValue(name), renamed));
      }
    }
    JsonObject ownPaths = contract.document().getJsonObject("paths");
    for (String path : ownPaths.fieldNames()) {
      JsonObject item = (JsonObject) copy(ownPaths.getJsonObject(path), renamed);
      for (Map.Entry<String, Object> part : item) {
        if (part.getValue() instanceof JsonObject operation) {
          if (!operation.containsKey("tags")) {
            operation.put("tags", new JsonArray().add(contract.service()));
          }
          if (operation.getBoolean("x-public", false)) {
            operation.put("security", new JsonArray());
          } else if (operation.containsKey("x-anonymous")) {
            var bearer = new JsonObject().put("bearer", new JsonArray());
            operation.put("security", new JsonArray().add(new JsonObject()).add(bearer));
          }
        }
        child(paths, path).put(part.getKey(), part.getValue());
      }
    }
  }

  private static JsonObject child(JsonObject parent, String name) {
    if (!parent.containsKey(name)) {
      parent.put(name, new JsonObject());
    }
    return parent.getJsonObject(name);
  }

  private static Object copy(Object value, Map<String, String> renamed) {
    if (value instanceof JsonObject object) {
      var copy = new JsonObject();
      object.forEach(
          field -> {
            boolean ref = "$ref".equals(field.getKey()) && field.getValue() instanceof String;
            copy.put(
                field.getKey(),
                ref
                    ? renamed.getOrDefault((String) field.getValue(), (String) field.getValue())
                    : copy(field.getValue(), renamed));
          });
      return copy;
    }
    if (value instanceof JsonArray array) {
      var copy = new JsonArray();
      array.forEach(each -> copy.add(copy(each, renamed)));
      return copy;
    }
    return value;
  }

  private JsonObject document() {
    var basic = new JsonObject().put("type", "http").put("scheme", "basic");
    var bearer = new JsonObject().put("type", "http").put("scheme", "bearer");
    var schemes = new JsonObject();
    var security = new JsonArray();
    if (!"openchannel".equals(dialect)) {
      schemes.put("bearer", bearer);
      security.add(new JsonObject().put("bearer", new JsonArray()));
    }
    if ("openchannel".equals(dialect) || "pleo".equals(dialect)) {
      schemes.put("basic", basic);
      security.add(new JsonObject().put("basic", new JsonArray()));
    }
    components.put("securitySchemes", schemes);
    return new JsonObject()
        .put("openapi", "3.1.0")
        .put(
            "info",
            new JsonObject()
                .put("title", TITLES.getOrDefault(dialect, dialect))
                .put("version", "1"))
        .put("servers", new JsonArray().add(new JsonObject().put("url", "/")))
        .put("security", security)
        .put("paths", paths)
        .put("components", components);
  }
}
