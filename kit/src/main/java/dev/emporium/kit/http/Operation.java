package dev.emporium.kit.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * One operation of a contract.
 *
 * @param id operationId, unique in its contract
 * @param dialect the contract's {@code x-dialect}
 * @param service the contract's {@code x-service}
 * @param method upper case
 * @param path the template, with the server's base path in front
 * @param isPublic {@code x-public: true}: needs no credentials
 * @param roles {@code x-roles}: any one of them; empty means any caller of the dialect
 * @param scopes {@code x-scopes}: any one of them; empty means none is needed
 * @param statuses {@code x-statuses}: statuses this operation documents in place of a failure
 *     kind's own, such as {@code CONFLICT: 422}
 * @param definition the operation object, {@code $ref}s unresolved
 */
public record Operation(
    String id,
    String dialect,
    String service,
    String method,
    String path,
    boolean isPublic,
    Set<String> roles,
    Set<String> scopes,
    Map<String, Integer> statuses,
    JsonObject definition) {

  /** Whose shape its failures have: {@code x-errors}, or the dialect's. */
  public String errors() {
    return definition.getString("x-errors", dialect);
  }

  /**
   * {@code x-stream: true}: the body is not read before the operation is called, see {@link
   * Call#stream()}.
   */
  public boolean streams() {
    return definition.getBoolean("x-stream", false);
  }

  /**
   * {@code x-anonymous: {size: 10, leakPerSecond: 0.1}}: may be called without credentials, so
   * often from one address; credentials that are brought are verified and need the roles.
   */
  public boolean takesAnonymous() {
    return definition.containsKey("x-anonymous");
  }
}
