package dev.emporium.catalog.event;

import dev.emporium.catalog.domain.Developer;
import dev.emporium.catalog.domain.DeveloperAccount;
import dev.emporium.catalog.domain.DeveloperGroup;
import dev.emporium.catalog.domain.Market;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.kit.event.Event;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * What the catalog tells of developers, their groups and accounts, and of the market's settings.
 */
final class DeveloperEvents {
  private DeveloperEvents() {}

  static Event created(UUID uuid, String developerId) {
    return new Event(
        "developer.created",
        "developer",
        uuid.toString(),
        new JsonObject().put("developerId", developerId));
  }

  static Event of(String type, Developer developer) {
    var data = new JsonObject().put("developerId", developer.developerId());
    put(data, "name", developer.name());
    put(data, "email", developer.email());
    return new Event(type, "developer", developer.uuid().toString(), data);
  }

  static Event of(String type, UUID marketplace, DeveloperGroup group) {
    var data = new JsonObject().put("groupId", group.groupId());
    put(data, "email", group.email());
    return new Event(type, "developer-group", marketplace + "/" + group.groupId(), data);
  }

  static Event of(String type, UUID marketplace, DeveloperAccount account) {
    var data =
        new JsonObject()
            .put("developerAccountId", account.accountId())
            .put("developerId", account.developerId());
    put(data, "name", account.name());
    put(data, "email", account.email());
    return new Event(type, "developer-account", marketplace + "/" + account.accountId(), data);
  }

  static Event market(UUID marketplace, Market market) {
    return new Event(
        "market.updated",
        "market",
        marketplace.toString(),
        new JsonObject()
            .put("minPrice", market.minPrice())
            .put("maxPrice", market.maxPrice())
            .put("attributes", MarketStore.attributes(market.attributes()))
            .put("viewAppUrl", market.viewAppUrl())
            .put("previewAppUrl", market.previewAppUrl()));
  }

  private static void put(JsonObject data, String key, String value) {
    if (value != null) {
      data.put(key, value);
    }
  }
}
