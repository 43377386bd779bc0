package dev.emporium.installation.event;

import dev.emporium.installation.domain.Channel;
import dev.emporium.installation.domain.Connection;
import dev.emporium.installation.domain.Installation;
import dev.emporium.installation.domain.Purchase;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;

/** The events of installations and connections, payloads as ARCHITECTURE.md documents them. */
public final class InstallationEvents {
  private InstallationEvents() {}

  /** {@code installation.created}: it is there, valid or not yet. */
  public static Event created(Installation it) {
    return event("installation.created", it, null, null);
  }

  /** {@code installation.activated}: the licence has become valid. */
  public static Event activated(Installation it) {
    return event("installation.activated", it, null, null);
  }

  /** {@code installation.updated}: anything else about it has changed. */
  public static Event updated(Installation it) {
    return event("installation.updated", it, null, null);
  }

  /**
   * {@code installation.uninstalled}.
   *
   * @param reason the caller's, or null
   */
  public static Event uninstalled(Installation it, String reason, Channel by) {
    return event("installation.uninstalled", it, reason, by);
  }

  /** {@code purchase.requested}: counts in the installation's sequence. */
  public static Event purchaseRequested(Purchase it) {
    return new Event(
        "purchase.requested",
        "installation",
        it.installationId().toString(),
        PurchaseJson.write(it));
  }

  /** {@code connection.migrated}: never the credentials. */
  public static Event migrated(Connection it) {
    return new Event(
        "connection.migrated",
        "connection",
        it.connectionId().toString(),
        new JsonObject()
            .put("connectionId", it.connectionId().toString())
            .put("appId", it.appId().toString())
            .put("companyId", it.companyId().toString())
            .put("type", it.type()));
  }

  private static Event event(String type, Installation it, String reason, Channel by) {
    var data = new JsonObject().put("installation", json(it));
    if (reason != null) {
      data.put("reason", reason);
    }
    if (by != null) {
      data.put("by", by.word());
    }
    return new Event(type, "installation", it.id().toString(), data);
  }

  private static JsonObject json(Installation it) {
    return new JsonObject()
        .put("installationId", it.id().toString())
        .put("ownershipId", it.ownershipId())
        .put("appId", it.appId().toString())
        .put("companyId", it.companyId().toString())
        .put("userId", text(it.userId()))
        .put("subscriptionId", text(it.terms().subscriptionId()))
        .put("licence", it.standing().licence().word())
        .put("ownershipType", it.standing().type().word())
        .put("integration", it.integration().status().name())
        .put("expires", text(it.standing().ends()));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
