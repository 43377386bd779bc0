package dev.emporium.installation.openchannel;

import dev.emporium.installation.domain.Consent;
import dev.emporium.installation.domain.MarketUser;
import dev.emporium.installation.domain.UserAccount;
import dev.emporium.installation.domain.UserGroup;
import dev.emporium.kit.value.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** OpenChannel's User, UserGroup, UserAccount and Access. */
final class UsersJson {
  private UsersJson() {}

  /** User ({@code openchannel.txt:6244-6280}), with the groupId its request takes. */
  static JsonObject user(MarketUser it) {
    var json = new JsonObject().put("userId", it.user().openchannelUserId());
    OwnershipJson.put(json, "groupId", it.groupId());
    OwnershipJson.put(json, "username", it.user().userName());
    OwnershipJson.put(json, "name", it.name());
    OwnershipJson.put(json, "email", it.user().email());
    OwnershipJson.put(json, "type", it.type());
    return json.put("created", it.user().createdAt().toEpochMilli())
        .put("customData", new JsonObject(it.user().customData()));
  }

  static JsonObject group(UserGroup it) {
    var json = new JsonObject().put("groupId", it.groupId());
    OwnershipJson.put(json, "email", it.email());
    return json.put(
        "customData", new JsonObject(it.customData() == null ? Map.of() : it.customData()));
  }

  static JsonObject account(UserAccount it) {
    var json =
        new JsonObject()
            .put("userAccountId", it.userAccountId())
            .put("userId", it.openchannelUserId());
    OwnershipJson.put(json, "username", it.username());
    OwnershipJson.put(json, "name", it.name());
    OwnershipJson.put(json, "email", it.email());
    OwnershipJson.put(json, "type", it.type());
    return json.put("created", it.createdAt().toEpochMilli())
        .put("customData", new JsonObject(it.customData()));
  }

  /** Access ({@code openchannel.txt:7294-7322}), as it speaks for this user. */
  static JsonObject access(Consent it, String appId, String userId, List<String> required) {
    var json =
        new JsonObject()
            .put("appId", appId)
            .put("userId", userId)
            .put("date", it.date().toEpochMilli());
    OwnershipJson.put(json, "ip", it.ip());
    return json.put("access", new JsonArray(it.access())).put("isValid", it.isValid(required));
  }

  /** What a request tells of a user or account. */
  static MarketUser.Told told(JsonObject body, boolean merge) {
    JsonObject data = body.getJsonObject("customData");
    return new MarketUser.Told(
        body.fieldNames(),
        body.getString("groupId"),
        body.getString("username"),
        body.getString("name"),
        body.getString("email"),
        body.getString("type"),
        data == null ? null : data.getMap(),
        merge);
  }

  static <T> JsonObject page(
      Page<T> page, int pageNumber, int limit, Function<T, JsonObject> write) {
    return new JsonObject()
        .put("count", page.total())
        .put("pages", page.pages(limit))
        .put("pageNumber", pageNumber)
        .put("list", new JsonArray(page.rows().stream().map(write).toList()));
  }
}
