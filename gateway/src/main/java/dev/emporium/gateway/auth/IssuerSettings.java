package dev.emporium.gateway.auth;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One issuer whose tokens are believed.
 *
 * @param issuer the {@code iss} claim, exactly
 * @param jwksUri where its key set is; null when {@code keyFile} is given
 * @param keyFile a JWKS or a PEM public key on disk
 * @param audience what {@code aud} must contain
 * @param embedded whether claims are the principal's own short names
 * @param marketplace the tenant of an external issuer's tokens
 * @param dialect whose credentials an external issuer's tokens are
 * @param rolesClaim where roles stand, dots descend; null when there are none
 */
public record IssuerSettings(
    String issuer,
    String jwksUri,
    String keyFile,
    String audience,
    boolean embedded,
    UUID marketplace,
    String dialect,
    String rolesClaim) {

  /** The house's own issuer. */
  static IssuerSettings embedded(String issuer, String jwksUri, String audience) {
    return new IssuerSettings(issuer, jwksUri, null, audience, true, null, null, null);
  }

  /**
   * Reads {@code TRUSTED_ISSUERS}.
   *
   * @throws IllegalArgumentException when it is not what the table says
   */
  static List<IssuerSettings> parseAll(String json) {
    try {
      var all = new ArrayList<IssuerSettings>();
      for (Object entry : new JsonArray(json)) {
        all.add(parse((JsonObject) entry));
      }
      return all;
    } catch (DecodeException | ClassCastException malformed) {
      throw new IllegalArgumentException("malformed", malformed);
    }
  }

  private static IssuerSettings parse(JsonObject json) {
    String marketplace = json.getString("marketplace");
    var issuer =
        new IssuerSettings(
            json.getString("issuer"),
            json.getString("jwksUri"),
            json.getString("keyFile"),
            json.getString("audience"),
            false,
            marketplace == null ? null : UUID.fromString(marketplace),
            json.getString("dialect", "emporium"),
            json.getString("rolesClaim"));
    boolean oneSource = (issuer.jwksUri == null) != (issuer.keyFile == null);
    if (issuer.issuer == null || issuer.audience == null || !oneSource) {
      throw new IllegalArgumentException("incomplete");
    }
    return issuer;
  }
}
