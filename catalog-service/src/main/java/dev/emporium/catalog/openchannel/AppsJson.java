package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.App;
import dev.emporium.catalog.domain.AppDraft;
import dev.emporium.catalog.domain.AppVersion;
import dev.emporium.catalog.domain.CatalogApp;
import dev.emporium.catalog.domain.Ownership;
import dev.emporium.catalog.domain.Plan;
import dev.emporium.catalog.domain.Restriction;
import dev.emporium.catalog.domain.StatusChange;
import dev.emporium.catalog.store.Documents;
import dev.emporium.catalog.store.LiveApp;
import dev.emporium.catalog.store.VersionListStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** OpenChannel's App, App Version, Ownership and App Pages (openchannel.txt:5746-6131). */
final class AppsJson {
  private AppsJson() {}

  /** What POST /v2/apps takes. */
  static AppDraft draft(JsonObject body) {
    return AppDraft.of(
        body.getString("developerId"),
        body.getString("name"),
        body.getString("type"),
        ModelsJson.drafts(body.getValue("model")),
        Documents.map(body.getJsonObject("customData")),
        Restriction.of(
            Documents.map(body.getJsonObject("allow")),
            Documents.map(body.getJsonObject("restrict"))),
        Documents.list(body.getJsonArray("access")));
  }

  static JsonObject version(VersionListStore.Shown shown) {
    return version(shown.entry(), shown.parent(), shown.groupId());
  }

  /**
   * An App Version (openchannel.txt:5746-5868); {@code parent} is the live version's state or null,
   * {@code group} the owning developers' or null.
   */
  static JsonObject version(CatalogApp entry, StatusChange parent, String group) {
    JsonObject json =
        common(entry, group)
            .put("isLive", entry.live())
            .put("isLatestVersion", entry.version().number() == entry.app().latestVersion());
    if (parent != null) {
      json.put("parent", new JsonObject().put("status", status(parent)));
    }
    if (entry.version().deleted() || entry.app().deleted()) {
      json.put("isDeleted", true);
    }
    return json;
  }

  /** An App (openchannel.txt:5870-6035); {@code ownership} may be null. */
  static JsonObject app(LiveApp live, JsonObject statistics, Ownership ownership) {
    JsonObject json =
        common(live.entry(), live.groupId())
            .put("rating", live.entry().rating())
            .put("reviewCount", live.reviewCount())
            .put("randomize", live.randomize())
            .put("statistics", statistics)
            .put("isLive", live.entry().live());
    if (live.entry().app().deleted()) {
      json.put("isDeleted", true);
    }
    if (ownership != null) {
      json.put("ownership", ownership(live.entry(), ownership));
    }
    return json;
  }

  /** App Pages (openchannel.txt:365-396); {@code list} is this page's. */
  static JsonObject pages(long total, int pageNumber, int limit, JsonArray list) {
    return new JsonObject()
        .put("count", total)
        .put("pages", (total + limit - 1) / limit)
        .put("pageNumber", pageNumber)
        .put("list", list);
  }

  private static JsonObject common(CatalogApp entry, String group) {
    App app = entry.app();
    AppVersion version = entry.version();
    var models = new JsonArray();
    version.plans().stream()
        .filter(Plan::installable)
        .forEach(plan -> models.add(Documents.model(plan.model())));
    var json =
        new JsonObject()
            .put("appId", app.openchannelId())
            .put("customData", new JsonObject(version.customData()))
            .put("lastUpdated", version.lastUpdated().toEpochMilli())
            .put("version", version.number())
            .put("name", version.name())
            .put("safeName", new JsonArray(app.safeNames()))
            .put("developerId", app.developerId())
            .put("model", models)
            .put("access", new JsonArray(version.access()))
            .put("restrict", new JsonObject(version.restriction().restrict()))
            .put("allow", new JsonObject(version.restriction().allow()))
            .put("created", version.created().toEpochMilli())
            .put("attributes", new JsonObject(version.attributes()))
            .put("status", status(version.status()));
    if (version.type() != null) {
      json.put("type", version.type());
    }
    if (group != null) {
      json.put("groupId", group);
    }
    put(json, "submittedDate", version.submitted());
    return json;
  }

  private static JsonObject status(StatusChange status) {
    return new JsonObject()
        .put("value", status.value().wire())
        .put("lastUpdated", status.lastUpdated().toEpochMilli())
        .put("modifiedBy", status.modifiedBy().wire())
        .put("reason", status.reason());
  }

  private static JsonObject ownership(CatalogApp entry, Ownership ownership) {
    var json =
        new JsonObject()
            .put("ownershipId", ownership.ownershipId())
            .put("date", ownership.since().toEpochMilli())
            .put("appId", entry.app().openchannelId())
            .put("developerId", entry.app().developerId())
            .put("ownershipType", ownership.type())
            .put("ownershipStatus", ownership.status());
    if (ownership.userId() != null) {
      json.put("userId", ownership.userId());
    }
    put(json, "uninstallDate", ownership.uninstalled());
    put(json, "expires", ownership.expires());
    entry.version().plans().stream()
        .map(Plan::model)
        .filter(model -> model.modelId().equals(ownership.modelId()))
        .findFirst()
        .ifPresent(model -> json.put("model", Documents.model(model)));
    return json;
  }

  private static void put(JsonObject json, String field, Instant time) {
    if (time != null) {
      json.put(field, time.toEpochMilli());
    }
  }
}
