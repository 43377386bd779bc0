package dev.emporium.kit.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls, as the gateway verified it. Everything a service knows of the caller stands here.
 *
 * @param marketplace the tenant; null only for the platform's operator and for anonymous calls
 * @param dialect whose credentials these are: {@code appdirect}, {@code openchannel}, {@code
 *     highlevel}, {@code pleo}, {@code emporium} (operator) or {@code anonymous}
 * @param subject the token's subject: a user id, or the client id for client credentials
 * @param client the OAuth client, API key or marketplace credential that was used
 * @param grant what a revocation names: the token family or the credential
 * @param authMethod {@code OAUTH2}, {@code API_KEY} or {@code NONE}
 * @param app the app this client belongs to (HighLevel, Pleo), or null
 * @param user the user who consented or logged in, or null
 * @param company the company (HighLevel's agency, Pleo's company), or null
 * @param location HighLevel's sub-account: a company of its own whose parent is {@code company};
 *     null for agency tokens
 * @param roles AppDirect's {@code ROLE_*}, or {@code OPERATOR}
 * @param scopes OAuth scopes
 * @param expires when the credential behind it ends
 */
public record Principal(
    UUID marketplace,
    String dialect,
    String subject,
    String client,
    String grant,
    String authMethod,
    UUID app,
    UUID user,
    UUID company,
    UUID location,
    Set<String> roles,
    Set<String> scopes,
    Instant expires) {

  public Principal {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }

  /** The caller of public operations. */
  public static Principal anonymous(Instant expires) {
    return new Principal(
        null,
        "anonymous",
        null,
        null,
        null,
        "NONE",
        null,
        null,
        null,
        null,
        Set.of(),
        Set.of(),
        expires);
  }

  public boolean hasAnyRole(Set<String> wanted) {
    return wanted.stream().anyMatch(roles::contains);
  }

  /** The claims as JSON; absent values are left out. */
  public JsonObject toJson() {
    var json = new JsonObject();
    put(json, "mkt", marketplace);
    put(json, "dia", dialect);
    put(json, "sub", subject);
    put(json, "cli", client);
    put(json, "gid", grant);
    put(json, "aut", authMethod);
    put(json, "app", app);
    put(json, "usr", user);
    put(json, "cmp", company);
    put(json, "loc", location);
    json.put("rol", new JsonArray(roles.stream().sorted().toList()));
    json.put("scp", new JsonArray(scopes.stream().sorted().toList()));
    json.put("exp", expires.toEpochMilli());
    return json;
  }

  /** Reads what {@link #toJson()} wrote. */
  public static Principal fromJson(JsonObject json) {
    return new Principal(
        uuid(json, "mkt"),
        json.getString("dia"),
        json.getString("sub"),
        json.getString("cli"),
        json.getString("gid"),
        json.getString("aut"),
        uuid(json, "app"),
        uuid(json, "usr"),
        uuid(json, "cmp"),
        uuid(json, "loc"),
        strings(json.getJsonArray("rol")),
        strings(json.getJsonArray("scp")),
        Instant.ofEpochMilli(json.getLong("exp")));
  }

  private static void put(JsonObject json, String key, Object value) {
    if (value != null) {
      json.put(key, value.toString());
    }
  }

  private static UUID uuid(JsonObject json, String key) {
    String value = json.getString(key);
    return value == null ? null : UUID.fromString(value);
  }

  private static Set<String> strings(JsonArray array) {
    var set = new LinkedHashSet<String>();
    if (array != null) {
      array.forEach(value -> set.add(String.valueOf(value)));
    }
    return set;
  }
}
