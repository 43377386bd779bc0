package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.AppEdit;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.FieldUpdates;
import dev.emporium.catalog.domain.MergePatch;
import dev.emporium.catalog.store.Documents;
import dev.emporium.catalog.store.VersionListStore.Shown;
import dev.emporium.kit.failure.Failure;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What edits of versions take, and App Version Pages. */
final class VersionsJson {
  private VersionsJson() {}

  /** Whole fields replaced, absent ones kept (openchannel.txt:814-982). */
  static AppEdit.Wish replaced(JsonObject body) {
    return wish(body, null);
  }

  /** Objects merged, absent fields kept (the vendor's later PATCH, dialects.md (b)). */
  static AppEdit.Wish merged(AppVersion before, JsonObject patch) {
    var body = patch.copy();
    merge(body, "customData", before.customData());
    merge(body, "allow", before.restriction().allow());
    merge(body, "restrict", before.restriction().restrict());
    JsonObject attributes = patch.getJsonObject("attributes");
    return wish(
        body,
        attributes == null
            ? null
            : MergePatch.apply(before.attributes(), Documents.map(attributes)));
  }

  private static void merge(JsonObject body, String field, Map<String, Object> before) {
    JsonObject patch = body.getJsonObject(field);
    if (patch != null) {
      body.put(field, new JsonObject(MergePatch.apply(before, Documents.map(patch))));
    }
  }

  /** Single fields changed by their dotted names (openchannel.txt:984-1109). */
  static AppEdit.Wish updated(AppVersion before, JsonArray updates) {
    var document =
        new JsonObject()
            .put("customData", new JsonObject(before.customData()))
            .put("allow", new JsonObject(before.restriction().allow()))
            .put("restrict", new JsonObject(before.restriction().restrict()));
    Map<String, Object> changed = Documents.map(document);
    for (int i = 0; i < updates.size(); i++) {
      JsonObject update = updates.getJsonObject(i);
      Map<String, Object> value =
          Documents.map(new JsonObject().put("value", update.getValue("value")));
      FieldUpdates.apply(changed, update.getString("field"), value.get("value"));
    }
    if (changed.containsKey("name") && changed.get("name") == null) {
      throw Failure.invalid("name", "This field is required");
    }
    changed.putIfAbsent("customData", Map.of());
    changed.putIfAbsent("allow", Map.of());
    changed.putIfAbsent("restrict", Map.of());
    if (changed.containsKey("type") && changed.get("type") == null) {
      changed.put("type", "");
    }
    if (changed.containsKey("access") && changed.get("access") == null) {
      changed.put("access", List.of());
    }
    if (changed.containsKey("model") && changed.get("model") == null) {
      changed.put("model", List.of());
    }
    return wish(new JsonObject(changed), null);
  }

  private static AppEdit.Wish wish(JsonObject body, Map<String, Object> attributes) {
    return new AppEdit.Wish(
        text(body, "name"),
        text(body, "type"),
        body.getValue("model") == null ? null : ModelsJson.drafts(body.getValue("model")),
        object(body, "customData"),
        object(body, "allow"),
        object(body, "restrict"),
        array(body, "access"),
        attributes);
  }

  private static String text(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw Failure.invalid(field, "This field is a text");
  }

  private static Map<String, Object> object(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null || value instanceof JsonObject) {
      return value == null ? null : Documents.map((JsonObject) value);
    }
    throw Failure.invalid(field, "This field is an object");
  }

  private static List<Object> array(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null || value instanceof JsonArray) {
      return value == null ? null : Documents.list((JsonArray) value);
    }
    throw Failure.invalid(field, "This field is an array");
  }

  static JsonObject pages(Page<Shown> found, int pageNumber, int limit) {
    var list = new JsonArray();
    found.rows().forEach(shown -> list.add(AppsJson.version(shown)));
    return AppsJson.pages(found.total(), pageNumber, limit, list);
  }
}
