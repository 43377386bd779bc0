package dev.emporium.gateway.auth;

import dev.emporium.kit.identity.Principal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One Basic credential of the identity topic.
 *
 * <p>{@code user} is the name it is looked up by: the marketplace id, or the API key's hash. {@code
 * secretHash} is null for API keys, whose hash is the name itself.
 */
final class Identity implements Basis {
  private final String id;
  private final String kind;
  private final String user;
  private final String secretHash;
  private final JsonObject claims;
  private volatile boolean gone;

  /**
   * @throws RuntimeException when the record is not one
   */
  Identity(JsonObject json) {
    id = json.getString("id");
    kind = json.getString("kind");
    user = json.getString("user");
    secretHash = json.getString("secretHash");
    claims = json.getJsonObject("principal").copy().put("gid", id);
    gone = !json.getBoolean("enabled", true);
    boolean complete = id != null && user != null && ("apikey".equals(kind) || secretHash != null);
    if (!complete) {
      throw new IllegalArgumentException("an identity record lacks id, user or secretHash");
    }
    principal(Instant.EPOCH);
  }

  String kind() {
    return kind;
  }

  String user() {
    return user;
  }

  String secretHash() {
    return secretHash;
  }

  Principal principal(Instant expires) {
    return Principal.fromJson(claims.copy().put("exp", expires.toEpochMilli()));
  }

  void remove() {
    gone = true;
  }

  @Override
  public boolean stands() {
    return !gone;
  }
}
