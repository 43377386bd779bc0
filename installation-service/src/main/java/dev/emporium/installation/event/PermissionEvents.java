package dev.emporium.installation.event;

import dev.emporium.installation.domain.Consent;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code permission.added} and {@code permission.removed}. */
public final class PermissionEvents {
  private PermissionEvents() {}

  /** OpenChannel's names of the app and of the user who consented. */
  public record Names(String openchannelAppId, String openchannelUserId) {}

  /** A consent was given, or given again. */
  public static Event added(Consent it, Names names) {
    return event("added", it, names);
  }

  /** A consent was taken back. */
  public static Event removed(Consent it, Names names) {
    return event("removed", it, names);
  }

  private static Event event(String verb, Consent it, Names names) {
    return new Event(
        "permission." + verb,
        "permission",
        it.permissionId().toString(),
        new JsonObject()
            .put("permissionId", it.permissionId().toString())
            .put("appId", it.appId().toString())
            .put("openchannelAppId", names.openchannelAppId())
            .put("userId", it.userId().toString())
            .put("openchannelUserId", names.openchannelUserId())
            .put("companyId", it.companyId() == null ? null : it.companyId().toString())
            .put("date", it.date().toString())
            .put("access", new JsonArray(it.access())));
  }
}
