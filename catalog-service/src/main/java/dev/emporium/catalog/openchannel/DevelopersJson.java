package dev.emporium.catalog.openchannel;

import dev.emporium.catalog.domain.Developer;
import dev.emporium.catalog.domain.DeveloperAccount;
import dev.emporium.catalog.domain.DeveloperGroup;
import dev.emporium.catalog.domain.Market;
import dev.emporium.catalog.domain.MergePatch;
import dev.emporium.catalog.store.Documents;
import dev.emporium.catalog.store.MarketStore;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Developer, Developer Group, Developer Account and Market (openchannel.txt:6355-6424, 7128). */
final class DevelopersJson {
  private DevelopersJson() {}

  static JsonObject developer(Developer developer) {
    var json = new JsonObject().put("developerId", developer.developerId());
    put(json, "username", developer.username());
    put(json, "name", developer.name());
    put(json, "email", developer.email());
    put(json, "groupId", developer.groupId());
    return json.put("customData", new JsonObject(developer.customData()))
        .put("created", developer.created().toEpochMilli());
  }

  /** {@code before} is merged with when it is given (PATCH), else replaced. */
  static Developer.Wish wish(JsonObject body, Map<String, Object> before) {
    return new Developer.Wish(
        body.getString("username"),
        body.getString("name"),
        body.getString("email"),
        body.getString("groupId"),
        customData(body, before));
  }

  static JsonObject group(DeveloperGroup group) {
    var json = new JsonObject().put("groupId", group.groupId());
    put(json, "email", group.email());
    return json.put("customData", new JsonObject(group.customData()));
  }

  static JsonObject account(DeveloperAccount account) {
    var json =
        new JsonObject()
            .put("developerAccountId", account.accountId())
            .put("developerId", account.developerId());
    put(json, "username", account.username());
    put(json, "name", account.name());
    put(json, "email", account.email());
    put(json, "type", account.type());
    return json.put("customData", new JsonObject(account.customData()))
        .put("created", account.created().toEpochMilli());
  }

  /** {@code before} is merged with when it is given (PATCH), else replaced. */
  static DeveloperAccount.Wish accountWish(JsonObject body, Map<String, Object> before) {
    return new DeveloperAccount.Wish(
        body.getString("developerId"),
        body.getString("username"),
        body.getString("name"),
        body.getString("email"),
        body.getString("type"),
        customData(body, before));
  }

  static Map<String, Object> customData(JsonObject body, Map<String, Object> before) {
    JsonObject given = body.getJsonObject("customData");
    if (given == null) {
      return null;
    }
    return before == null ? Documents.map(given) : MergePatch.apply(before, Documents.map(given));
  }

  static JsonObject market(Market market) {
    var json = new JsonObject().put("marketplaceId", market.openchannelId());
    put(json, "name", market.name());
    json.put("attributes", MarketStore.attributes(market.attributes()));
    put(json, "minPrice", market.minPrice());
    put(json, "maxPrice", market.maxPrice());
    put(json, "currency", market.currency());
    put(json, "viewAppUrl", market.viewAppUrl());
    put(json, "previewAppUrl", market.previewAppUrl());
    return json;
  }

  static <T> JsonObject pages(
      Page<T> found, int pageNumber, int limit, Function<T, JsonObject> shown) {
    var list = new JsonArray();
    found.rows().forEach(row -> list.add(shown.apply(row)));
    return AppsJson.pages(found.total(), pageNumber, limit, list);
  }

  private static void put(JsonObject json, String field, Object value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
