package dev.emporium.installation.highlevel;

import dev.emporium.installation.domain.Connection;
import dev.emporium.installation.domain.ExternalAuth;
import dev.emporium.kit.failure.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The body and reply of HighLevel's migration. Credentials go in and never come out. */
final class ConnectionsJson {
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private ConnectionsJson() {}

  static JsonObject migrated(Connection it) {
    return new JsonObject().put("success", true).put("identifier", it.accountId());
  }

  /**
   * Reads what was given; {@code expiryIn}, milliseconds from now, gives way to {@code expiryAt}.
   */
  static ExternalAuth.Given given(JsonObject body, Instant now) {
    JsonObject basic = body.getJsonObject("basicCredentials");
    Long in = millis(body, "expiryIn");
    Long at = millis(body, "expiryAt");
    if (at == null && in != null) {
      at = Math.min(LAST_MILLIS, now.toEpochMilli() + in);
    }
    JsonArray scopes = body.getJsonArray("scopes");
    return new ExternalAuth.Given(
        body.getString("type"),
        body.getString("apiKey"),
        basic == null ? null : basic.getMap(),
        body.getString("accessToken"),
        body.getString("refreshToken"),
        at,
        scopes == null ? List.of() : scopes.stream().map(String::valueOf).toList());
  }

  static Connection connection(
      UUID id, UUID appId, UUID companyId, JsonObject body, ExternalAuth.Given given, Instant now) {
    String accountId = body.getString("accountId");
    return new Connection(
        id,
        appId,
        companyId,
        body.getString("appVersionId"),
        accountId,
        given.type(),
        given.expiresAt() == null ? null : Instant.ofEpochMilli(given.expiresAt()),
        given.scopes(),
        body.getString("displayName", accountId),
        body.getBoolean("isDefault", false),
        now);
  }

  /** What is sealed. */
  static JsonObject credentials(ExternalAuth.Given given) {
    var json = new JsonObject();
    if (given.apiKey() != null) {
      json.put("apiKey", given.apiKey());
    }
    if (given.basicCredentials() != null) {
      json.put("basicCredentials", new JsonObject(given.basicCredentials()));
    }
    if (given.accessToken() != null) {
      json.put("accessToken", given.accessToken()).put("refreshToken", given.refreshToken());
    }
    return json;
  }

  private static Long millis(JsonObject body, String field) {
    if (!(body.getValue(field) instanceof Number number)) {
      return null;
    }
    BigDecimal value = new BigDecimal(number.toString());
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(LAST_MILLIS)) > 0) {
      throw Failure.invalid(field, field + " is not a number of milliseconds");
    }
    return value.longValue();
  }
}
