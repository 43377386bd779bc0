package dev.emporium.installation.oauth;

import dev.emporium.installation.store.SigningKeys;
import dev.emporium.kit.http.Call;
import dev.emporium.kit.http.Operations;
import dev.emporium.kit.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What others need to know of the issuer: its keys, and its metadata (RFC 8414). */
public final class MetadataOperations {
  private final SigningKeys keys;
  private final String issuer;

  MetadataOperations(SigningKeys keys, String issuer) {
    this.keys = keys;
    this.issuer = issuer;
  }

  /** The section's table. */
  public void bind(Operations operations) {
    operations.on("readKeys", this::readKeys).on("readMetadata", this::readMetadata);
  }

  private Future<Reply> readKeys(Call call) {
    return keys.publicKeys()
        .map(body -> Reply.ok(body).withHeader("Cache-Control", "public, max-age=60"));
  }

  private Future<Reply> readMetadata(Call call) {
    return Future.succeededFuture(
        Reply.ok(
            new JsonObject()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/oauth2/authorize")
                .put("token_endpoint", issuer + "/oauth2/token")
                .put("jwks_uri", issuer + "/.well-known/jwks.json")
                .put("response_types_supported", JsonArray.of("code"))
                .put("response_modes_supported", JsonArray.of("query"))
                .put(
                    "grant_types_supported",
                    JsonArray.of("authorization_code", "refresh_token", "client_credentials"))
                .put(
                    "token_endpoint_auth_methods_supported",
                    JsonArray.of("client_secret_basic", "client_secret_post", "none"))
                .put("code_challenge_methods_supported", JsonArray.of("S256"))
                .put("authorization_response_iss_parameter_supported", true)));
  }
}
